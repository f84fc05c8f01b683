"""The page of an inspection for who inspects: what is to be done next, the organisations, the report."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.forms import Form
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from disclosure.deadlines.dates import moment, plain
from disclosure.organizations.choosing import chosen, organizations_with
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.models.people import User
from disclosure.organizations.roles import INSPECT
from disclosure.oversight.frame import page
from disclosure.oversight.inspections.actions.planning import plan
from disclosure.oversight.inspections.actions.table import inspections
from disclosure.oversight.inspections.context import InspectionContext, inspectors_for, is_drawn
from disclosure.oversight.inspections.forms import PlanForm
from disclosure.oversight.inspections.models import Mark, Visit
from disclosure.oversight.inspections.web.lists import badge_of, days_of
from disclosure.oversight.inspections.web.reach import inspection_for
from disclosure.oversight.inspections.web.taking import taken
from disclosure.oversight.watching import watch_of
from disclosure.web.components import Badge, Fact, given
from disclosure.workflow.kit import Action
from disclosure.workflow.offers import offered, offers
from disclosure.workflow.staff.page import OfferRow, button_styles, history_of, stamped


@dataclass(frozen=True)
class VisitRow:
    name: str
    url: str
    badge: Badge
    marked: str = ""


@require_safe
def inspection(request, pk: int):
    return show(request, inspection_for(request, pk))


def show(request, context: InspectionContext, bound: Mapping[str, Any] | None = None):
    row = context.inspection
    values = {
        "inspection": row,
        "badge": badge_of(row),
        "facts": facts_of(context),
        "visits": visit_rows(context),
        "offers": offer_rows(context, bound or {}),
        "waits_for": waits_for(context),
        "history": history_of(row),
        "report_url": reverse("oversight:inspection_report", args=[row.pk]) if row.report else "",
    }
    return page(request, "inspection", watch_of(request), "inspections", values, row.title)


def facts_of(context: InspectionContext) -> list[Fact]:
    row = context.inspection
    team = User.objects.filter(pk__in=context.inspector_ids).order_by("full_name", "pk")
    who = "、".join(f"{person}（组长）" if person.pk == row.led_by_id else str(person) for person in team)
    told = "暗访，不告知" if row.is_unannounced else moment(row.told_at) if row.told_at else "还没有告知"
    return given([
        Fact("种类", row.get_kind_display()),
        Fact("检查组织", str(row.organization)),
        Fact("检查日期", days_of(row)),
        Fact("查哪一段", f"{plain(row.period_from)}至{plain(row.period_until)}公开、到期的"),
        Fact("目录事项", "、".join(row.entry_codes) or "全部"),
        Fact("每个组织抽", f"{row.size}件"),
        Fact("检查组", who),
        Fact("事先告知", told),
        Fact("抽样用的数", f"{row.number_source}，{plain(row.number_on)}公布" if row.number_on else ""),
        Fact("报告", f"{row.reported_by}，{moment(row.reported_at)}" if row.reported_at else ""),
        Fact("确认", f"{row.confirmed_by}，{moment(row.confirmed_at)}" if row.confirmed_at else ""),
        Fact("退回原因", row.returned_reason if row.state == "drawn" else ""),
        Fact("取消原因", row.cancelled_reason),
        Fact("检查情况", row.report, is_wide=True),
    ])  # fmt: skip


def visit_rows(context: InspectionContext) -> list[VisitRow]:
    counts = Mark.objects.filter(sampled__visit__inspection=context.inspection).values("sampled__visit")
    counts = counts.annotate(every=Count("pk"), done=Count("pk", filter=~Q(mark=""))).order_by()
    marked = {row["sampled__visit"]: (row["done"], row["every"]) for row in counts}
    return [visit_row(visit, *marked.get(visit.pk, (0, 0))) for visit in context.visits]


def visit_row(visit: Visit, done: int, every: int) -> VisitRow:
    if not hasattr(visit, "frozen"):
        badge = Badge("draft", "还没有封存名单")
    elif not is_drawn(visit):
        badge = Badge("soon", "等报数抽样")
    else:
        badge = Badge("done", "评价完了") if done == every else Badge("soon", "评价中")
    words = f"已评价 {done}/{every} 个要点" if every else ""
    return VisitRow(visit.organization.name, visit.get_absolute_url(), badge, words)


def waits_for(context: InspectionContext) -> str:
    """What comes next where no button of this page does it."""
    row = context.inspection
    if row.state == row.State.PREPARED and context.undrawn:
        return f"还有{len(context.undrawn)}个组织没有抽样。到了那里，打开下面那个组织的页面，请对方报一个数。"
    if row.state == row.State.DRAWN and context.unmarked:
        return f"还有{context.unmarked}个要点没有评价。打开下面各个组织的页面，逐件评价。"
    return ""


# --- its actions ---


def offer_rows(context: InspectionContext, bound: Mapping[str, Any]) -> list[OfferRow]:
    found = offers(inspections, context)
    return [
        OfferRow(
            offer,
            bound.get(offer.action.name) or form_of(offer.action, context),
            action_url(context, offer.action),
            style,
        )
        for offer, style in zip(found, button_styles(found), strict=True)
    ]


def action_url(context: InspectionContext, action: Action) -> str:
    return reverse("oversight:inspection_act", args=[context.inspection.pk, action.name])


def form_of(action: Action, context: InspectionContext, data: Any = None) -> Any:
    values = {"people": people_beside(context)} if action.name == "join" else {}
    initial = dict(action.initial(context)) if action.initial else None
    form: Any = action.form or Form
    return stamped(form(data, initial=initial, prefix=action.name, **values), action, context)


def people_beside(context: InspectionContext):
    known = inspectors_for(context.inspection.organization, context.on)
    return User.objects.filter(pk__in=known.keys() - context.inspector_ids).order_by("full_name", "pk")


@require_POST
def act(request, pk: int, name: str):
    context = inspection_for(request, pk)
    offer = offered(inspections, context, name)
    if offer is None or not offer.action.is_button:
        return redirect(context.inspection)
    form = form_of(offer.action, context, request.POST)
    values = form.cleaned_data if form.is_valid() else {}
    if taken(request, offer.action, context.inspection, form, **values) is not None:
        return redirect(context.inspection)
    return show(request, inspection_for(request, pk), {name: form})


# --- planning one ---


@require_http_methods(["GET", "POST"])
def plan_page(request):
    """One organisation is chosen first where the person inspects for several. 404 for who inspects for none."""
    organizations = organizations_with(request, INSPECT)
    organization = chosen(request, organizations)
    if not organizations:
        raise Http404
    form = plan_form(request, organization) if organization else None
    if form is not None and form.is_bound:
        found = taken(request, plan, organization, form, **(form.cleaned_data if form.is_valid() else {}))
        if found is not None:
            return redirect(found)
    context = {"organization": organization, "organizations": organizations, "form": form}
    return page(request, "inspection_plan", watch_of(request), "inspections", context, "计划检查")


def plan_form(request, organization: Organization) -> PlanForm:
    on = timezone.localdate()
    people = inspectors_for(organization, on).keys() - {request.user.pk}
    first = on.replace(month=on.month - (on.month - 1) % 3, day=1)
    return PlanForm(
        request.POST if request.method == "POST" else None,
        organizations=Organization.objects.active().within([organization.path]),
        people=User.objects.filter(pk__in=people).order_by("full_name", "pk"),
        initial={"from_on": on, "until_on": on, "period_from": first, "period_until": on},
    )
