"""The staff pages of points, their place among the oversight pages, and the mark on the organisation's page."""

from django.contrib import admin
from django.db.models import Q

from catalog.public import panels
from disclosure.deadlines.dates import moment, plain
from disclosure.organizations.access import access_for
from disclosure.organizations.roles import APPROVE, DRAFT, PUBLISH
from disclosure.oversight import frame
from disclosure.oversight.points.actions import bulletins_for, points, propose_point, records, standards_of
from disclosure.oversight.points.forms import ProposalForm
from disclosure.oversight.points.models import ContactPoint, PointRecord
from disclosure.oversight.points.public import points_panel
from disclosure.oversight.points.rows import badge_of, record_rows
from disclosure.web.components import Badge, Fact, given
from disclosure.workflow.kit import Context
from disclosure.workflow.staff.admin import ProcedureAdmin
from disclosure.workflow.staff.page import ProcedurePage

frame.add_view(frame.View("points", "联系点", "work", "oversight:points", "oversight:organization_points"))
panels.offer(points_panel)


class BothSides(ProcedureAdmin):
    """Seen by the desk of the point and by that of the superior that guides it. ``guiding``: the column of the latter."""

    has_cards = scope_decides = True
    view_permissions = (DRAFT, APPROVE, PUBLISH)
    guiding = "guided_by"

    def scope(self, request):
        own = access_for(request).organization_ids(*self.view_permissions)
        return Q(organization__in=own) | Q(**{f"{self.guiding}__in": own})


@admin.register(ContactPoint)
class ContactPointAdmin(BothSides):
    workflow = points
    page_template = "admin/oversight/contactpoint/page.html"
    page_reads = ("organization", "guided_by", "proposed_by", "decided_by")
    not_found = "没有这个联系点，或者它不在您的工作范围内。"
    start, start_title, start_press = propose_point, "提出定为联系点、示范点", "提出"
    add_permissions = (DRAFT, PUBLISH)
    list_display = ["organization", "kind", "guided_by", "from_on", "until_on", "state"]
    list_filter = ["kind", "state"]
    list_select_related = ["organization", "guided_by"]
    ordering = ["guided_by__path", "organization__path", "pk"]

    def scope(self, request):
        """The point itself learns of it once it is named."""
        own = access_for(request).organization_ids(*self.view_permissions)
        decided = Q(state__in=[ContactPoint.State.NAMED, ContactPoint.State.ENDED])
        return Q(guided_by__in=own) | (Q(organization__in=own) & decided)

    def start_form(self, request, organization):
        data, on = request.POST if request.method == "POST" else None, access_for(request).on
        return ProposalForm(data, standards=standards_of(organization, on), initial={"from_on": on})

    def form_of(self, action, context, data=None):
        form = super().form_of(action, context, data)
        if action.name == "write_up":
            form.fields["bulletin"].queryset = bulletins_for(context.subject)
        return form

    def page_of(self, context: Context) -> ProcedurePage:
        row = context.subject
        return ProcedurePage(
            str(row), badge_of(row, context.on), "联系点", facts(row), more=record_rows(row, has_links=True)
        )

    def waits_for(self, context: Context) -> str:
        return "等提出人以外的书记或者分管领导决定。" if context.subject.state == ContactPoint.State.PROPOSED else ""

    def card_of(self, subject):
        return self.card(subject, f"提出定为{subject.get_kind_display()}", "去决定")


def facts(row: ContactPoint) -> list[Fact]:
    return given([
        Fact("党组织", str(row.organization)),
        Fact("由谁指导", f"{row.guided_by}，{row.guide}"),
        Fact("时间", row.term_words),
        Fact("符合的标准", "、".join(row.standards)),
        Fact("理由", row.why, is_wide=True),
        Fact("提出", f"{row.proposed_by}，{moment(row.proposed_at)}"),
        Fact("决定", f"{row.decided_by}，{moment(row.decided_at)}" if row.decided_at else ""),
        Fact("原因", row.reason, is_wide=True),
    ])  # fmt: skip


@admin.register(PointRecord)
class PointRecordAdmin(BothSides):
    workflow = records
    guiding = "point__guided_by"
    page_reads = ("organization", "point__organization", "point__guided_by", "bulletin", "written_by", "shared_by")
    not_found = "没有这条记录，或者它不在您的工作范围内。"
    list_display = ["__str__", "point", "organization", "shared_at"]
    list_filter = ["kind"]
    list_select_related = ["point__organization", "organization"]
    ordering = ["-happened_on", "-pk"]

    def scope(self, request):
        own = access_for(request).organization_ids(*self.view_permissions)
        return super().scope(request) | Q(point__organization__in=own)

    def has_add_permission(self, request, obj=None):
        """It is written on the page of its point."""
        return False

    def page_of(self, context: Context) -> ProcedurePage:
        row = context.subject
        badge = Badge("done", "在交流栏") if row.shared_at else Badge("draft", "已登记")
        return ProcedurePage(str(row), badge, "联系点记录", record_facts(row))

    def card_of(self, subject):
        return self.card(subject, f"{subject.organization}写的经验做法", "去看看", str(subject.point))


def record_facts(row: PointRecord) -> list[Fact]:
    return given([
        Fact("联系点", str(row.point), row.point.get_staff_url()),
        Fact("日期", plain(row.happened_on)),
        Fact("做了什么", row.text, is_wide=True),
        Fact("学到什么", row.learnt, is_wide=True),
        Fact("简报", "看简报" if row.bulletin else "", row.bulletin.get_absolute_url() if row.bulletin else ""),
        Fact("谁写的", f"{row.written_by}，{moment(row.written_at)}"),
        Fact("放进交流栏", f"{row.shared_by}，{moment(row.shared_at)}" if row.shared_at else ""),
    ])  # fmt: skip
