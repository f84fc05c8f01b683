"""The life of an order: given, reported with evidence, closed by another person or sent back with a new day (JG-17, PL-18)."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q

from disclosure.deadlines.actions import close, open_deadline, reopen, restart
from disclosure.deadlines.models import Deadline
from disclosure.orders.days import rule_until
from disclosure.orders.forms import CloseForm, OrderForm, ReportForm, SendBackForm, WithdrawForm
from disclosure.orders.models import Order, Report
from disclosure.orders.people import addressees, by_when, confirmers
from disclosure.orders.procedure import GOING_ON, REPORTED, UNDONE, orders
from disclosure.orders.who import CONFIRMS, ORDERS, REPORTS
from disclosure.organizations.access import Access
from disclosure.organizations.models.directory import Department, Organization
from disclosure.organizations.models.people import User
from disclosure.organizations.roles import DRAFT
from disclosure.workflow.kit import Act, Context, in_state, require_text, stamp_of

S = Order.State
SAME_PERSON = "整改情况是您报告的，要由另一个人确认。"


@orders.start(
    "begin_order", "要求整改", who=ORDERS, to={S.OPEN}, form=OrderForm, done="已发给{found.organization}，开始计时。"
)
def begin_order(
    act: Act,
    *,
    issuer: Organization,
    what: str,
    why: str = "",
    due_on: date | None = None,
    working_days: int | None = None,
    department: Department | None = None,
    person: User | None = None,
    source_label: str = "",
    source_url: str = "",
    permission: str = DRAFT,
    title: str = "",
    is_at_source: bool = False,
) -> None:
    """By a day, or within so many working days from today. ``permission``: whose work it is while no ``person`` is named;
    ``title``: of its row in the ledger. A procedure that gives one as its consequence answers for who may."""
    organization = act.subject
    check_issuer(act, organization, issuer)
    check_department(organization, department)
    what = require_text(what, "请写明要整改什么。", field="what", most=2000)
    if not source_label:
        why = require_text(why, "请写明为什么要整改。", field="why", most=2000)
    rule = rule_until(due_on, working_days, act.on)
    order = Order(organization=organization, issuer=issuer, department=department, person=person, what=what, why=why)
    order.source_label, order.source_url, order.is_at_source = source_label[:200], source_url, is_at_source
    order.issued_by, order.issued_at = act.person, act.now
    refuse_same(order)
    act.move(S.OPEN, order)
    act.create(order)
    order.deadline = open_row(act, rule, "要求整改", permission=permission, title=title)
    order.save(update_fields=["deadline"])
    act.record("given", due_on=str(order.deadline.due_on), issuer=issuer.code)
    if not is_at_source:
        act.notify("given", addressees(order, act.on), f"{issuer}要求整改，{by_when(order)}前完成")


@orders.action(
    "report_back", "报告整改情况", at=UNDONE, to={S.REPORTED}, who=REPORTS, form=ReportForm, style="main", waits=True,
    done="已报告。由提出整改的一方确认，或者退回。",
)  # fmt: skip
def report_back(act: Act, *, text: str) -> Report:
    """What was done, with the evidence that lies ready. The clock stops: whoever confirms takes their own time."""
    order, text = act.subject, require_text(text, "请写明怎样整改的。", field="text", most=5000)
    number = order.reports.count() + 1
    report = Report(order=order, number=number, text=text, deadline=order.deadline, due_on=order.deadline.due_on)
    report.written_by, report.written_at = act.person, act.now
    report.save()
    order.evidence.filter(report__isnull=True).update(report=report)
    order.reported_by, order.reported_at = act.person, act.now
    act.move(S.REPORTED)
    close(order.deadline, on=act.on, by=act.by, now=act.now)
    act.record("reported", number=number)
    act.notify(f"reported-{number}", confirmers(order, act.on), f"{order.organization}报告了整改情况，请确认")
    return report


def reporters_of(context: Context) -> set[int]:
    """Of every round."""
    return set(context.subject.reports.values_list("written_by_id", flat=True))


def of_others(access: Access) -> Q:
    """Orders on which the person never reported."""
    return ~Q(pk__in=Report.objects.filter(written_by=access.user_id).values("order"))


def stamp_of_report(context: Context) -> str:
    return stamp_of(context.subject.state, context.subject.reports.count())


@orders.action(
    "close_order", "确认整改完成", at=REPORTED, to={S.CLOSED}, who=CONFIRMS, others=("reported_by",),
    hands=reporters_of, same_person=SAME_PERSON, form=CloseForm, stamp=stamp_of_report, style="main", waits=of_others,
    shows_blocked=True, done="已确认整改完成，对方会收到消息。",
)  # fmt: skip
def close_order(act: Act, *, note: str = "") -> None:
    order = act.subject
    order.closed_by, order.closed_at, order.outcome = act.person, act.now, note.strip()
    act.move(S.CLOSED)
    close(order.deadline, on=act.on, by=act.by, now=act.now)
    act.record("closed")
    if not order.is_at_source:
        act.notify("closed", addressees(order, act.on), "整改已确认完成")


@orders.action(
    "send_back", "退回再改", at=in_state(S.REPORTED), to={S.RETURNED}, who=CONFIRMS, others=("reported_by",),
    hands=reporters_of, same_person=SAME_PERSON, form=SendBackForm, stamp=stamp_of_report, is_folded=True,
    text="写明还差什么，再定一个日子。", done="已退回，重新计时。",
)  # fmt: skip
def send_back(act: Act, *, reason: str, due_on: date) -> None:
    """By a new day. What was late stays late: its row stays as it was closed, and another one is opened."""
    order, reason = act.subject, require_text(reason, "请写明还差什么。", field="reason", most=2000)
    rule = rule_until(due_on, None, act.on)
    report = order.reports.order_by("-number").first()
    report.returned_by, report.returned_at, report.return_reason = act.person, act.now, reason
    report.save()
    if order.deadline.was_late():
        old = order.deadline
        order.deadline = open_row(act, rule, "退回再改", permission=old.permission, title=old.title)
    else:
        given: dict[str, Any] = {"by": act.by, "now": act.now}
        row = reopen(order.deadline, reason="整改退回", **given)
        order.deadline = restart(row, start_on=act.on, rule=rule, reason="整改退回，重新定了日子", **given)
    order.reported_by, order.reported_at = None, None
    act.move(S.RETURNED)
    act.record("returned", number=report.number, due_on=str(order.deadline.due_on))
    words = f"整改退回，{by_when(order)}前完成"
    act.notify(f"returned-{report.number}", [*addressees(order, act.on), report.written_by], words)


@orders.action(
    "withdraw_order", "撤销整改要求", at=GOING_ON, to={S.WITHDRAWN}, who=CONFIRMS, others=("reported_by",),
    hands=reporters_of, same_person="整改情况是您报告的，要由另一个人撤销。", form=WithdrawForm, is_folded=True,
    text="要求提错了，或者不再需要整改的。", done="已撤销，对方会收到消息。",
)  # fmt: skip
def withdraw_order(act: Act, *, reason: str) -> None:
    """Owed no more. What was late by then stays late."""
    order, reason = act.subject, require_text(reason, "请写明为什么撤销。", field="reason", most=500)
    order.withdrawn_by, order.withdrawn_at, order.withdrawn_reason = act.person, act.now, reason
    act.move(S.WITHDRAWN)
    close(order.deadline, on=act.on, by=act.by, now=act.now, closed_as=Deadline.ClosedAs.ENDED)
    act.record("withdrawn")
    act.notify("withdrawn", addressees(order, act.on), "整改要求已撤销")


# --- what the actions share ---


def check_issuer(act: Act, organization: Organization, issuer: Organization) -> None:
    if not organization.is_active:
        raise ValidationError("这个组织已经停用，不能要求它整改。")
    if not organization.path.startswith(issuer.path):
        raise ValidationError({"issuer": "只能要求本级或者下级组织整改。"})
    if act.by is not None and issuer.pk not in act.access.workplace_ids:
        raise PermissionDenied(f"您在{issuer}没有岗位，不能以它的名义要求整改。")


def refuse_same(order: Order) -> None:
    """A page that was sent twice demands nothing twice. The organisation is locked."""
    same = Order.objects.going_on().filter(organization=order.organization, issuer=order.issuer, what=order.what)
    if same.filter(why=order.why, source_url=order.source_url).exists():
        raise ValidationError("一样的整改已经要求过，还没有完成，不用再提。")


def check_department(organization: Organization, department: Department | None) -> None:
    if department is not None and department.organization_id != organization.pk:
        raise ValidationError({"department": "这个科室不是那个组织的。"})


def open_row(act: Act, rule: Any, event: str, *, permission: str, title: str) -> Deadline:
    """The ledger names number and source, never what is demanded."""
    order = act.subject
    return open_deadline(
        organization=order.organization,
        kind=Deadline.Kind.RECTIFICATION,
        title=title or "：".join(filter(None, (str(order), order.source_label))),
        start_on=act.on,
        rule=rule,
        event=event,
        url=order.source_url if order.is_at_source else order.get_absolute_url(),
        department=order.department,
        person=order.person,
        permission=permission,
        by=act.by,
        now=act.now,
    )
