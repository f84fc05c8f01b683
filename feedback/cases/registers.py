"""The two registers of what came in: 意见建议登记簿 and 意见建议办理登记册 (LK-23, QJ-17, YY-10). Neither names a sender."""

from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery

from catalog.archive.registers.kinds import RegisterKind
from catalog.archive.registers.register import Column, Register, numbered
from disclosure.deadlines.dates import local_day, moment
from disclosure.deadlines.models import Deadline
from disclosure.organizations.access import access_of
from disclosure.organizations.roles import COLLECT_OPINIONS, HANDLE_REQUESTS
from feedback.cases.models.cases import Case
from feedback.cases.models.replies import Reply
from feedback.cases.states import State
from feedback.cases.visibility import about_own_case, at_posts

PERMISSIONS = frozenset({COLLECT_OPINIONS, HANDLE_REQUESTS})


def cases_of(organization, year: int, *, by, on: date):
    """Of the year of receipt, of the kinds that the person's posts there are for, without complaints about themselves;
    ``by=None`` gets them all."""
    rows = Case.objects.filter(organization=organization, received_on__year=year)
    if by is not None:
        access = access_of(by, on)
        rows = rows.filter(at_posts(access) & ~about_own_case(access))
    joined = ("item", "entry", "registered_by", "department", "handler", "answer_deadline")
    return rows.select_related(*joined).order_by("received_on", "pk")


def about(case: Case) -> str:
    """The item by its index number: who keeps the register need not be among its readers."""
    return case.item.index_number if case.item else str(case.entry or "")


def result_words(case: Any) -> str:
    """Of the last answer, which the query adds; without one the state, and to where it was handed over."""
    if case.state == State.HANDED_OVER:
        return f"{case.get_state_display()}：{case.handover.name}"
    return dict(Reply.Result.choices).get(case.reply_result, case.get_state_display())


def rectified(case: Case) -> str:
    """What became of it; until then by which day it is demanded."""
    found = getattr(case, "rectification", None)
    if found is None:
        return ""
    if not found.is_done:
        return f"应于{found.deadline.due_on.isoformat()}前完成"
    late = "，逾期" if found.deadline.was_late() else ""
    return f"{local_day(found.order.closed_at).isoformat()}完成{late}：{found.order.outcome}"


def verdict_words(case: Case) -> str:
    if not case.verdict:
        return case.get_verdict_display() if case.answered_on else ""
    return f"{case.get_verdict_display()}（重办）" if case.reopened_count else case.get_verdict_display()


def in_time(deadline: Deadline | None) -> str:
    if deadline is None or deadline.closed_as != Deadline.ClosedAs.DONE:
        return ""
    return "逾期" if deadline.was_late() else "按时"


RECEIVED = (
    (Column("编号", 18), lambda case: case.number),
    (Column("收到日期", 11), lambda case: case.received_on.isoformat()),
    (Column("种类", 10), Case.get_kind_display),
    (Column("渠道", 9), Case.get_channel_display),
    (Column("署名", 7), lambda case: "匿名" if case.is_anonymous else "署名"),
    (Column("标题", 24, is_left=True), lambda case: case.subject),
    (Column("内容", 40, is_left=True), lambda case: case.text),
    (Column("涉及事项", 18, is_left=True), about),
    (Column("登记人", 9), lambda case: str(case.registered_by or "本人")),
    (Column("状态", 9), Case.get_state_display),
)
HANDLED = (
    (Column("编号", 18), lambda case: case.number),
    (Column("标题", 24, is_left=True), lambda case: case.subject),
    (Column("承办科室", 11), lambda case: str(case.department or "")),
    (Column("承办人", 9), lambda case: str(case.handler or "")),
    (Column("分办时间", 16), lambda case: moment(case.assigned_at) if case.assigned_at else ""),
    (Column("办理结果", 11), result_words),
    (Column("答复内容", 40, is_left=True), lambda case: case.reply_text or ""),
    (Column("答复日期", 11), lambda case: case.answered_on.isoformat() if case.answered_on else ""),
    (Column("是否按时", 8), lambda case: in_time(case.answer_deadline)),
    (Column("整改情况", 28, is_left=True), rectified),
    (Column("来件人评价", 10), verdict_words),
    (Column("评价说明", 20, is_left=True), lambda case: case.verdict_text),
    (Column("办结时间", 16), lambda case: moment(case.closed_at) if case.closed_at else ""),
)


def received_register(organization, year: int, *, by, on: date) -> Register:
    cases = cases_of(organization, year, by=by, on=on)
    return numbered("党务公开意见建议登记簿", organization.name, f"{year}年", RECEIVED, cases)


def handled_register(organization, year: int, *, by, on: date) -> Register:
    last = Reply.objects.filter(case=OuterRef("pk"), sent_at__isnull=False).order_by("-round")
    cases = cases_of(organization, year, by=by, on=on).select_related("rectification__order__deadline", "handover")
    cases = cases.annotate(
        reply_result=Subquery(last.values("result")[:1]), reply_text=Subquery(last.values("text")[:1])
    )
    return numbered("党务公开意见建议办理登记册", organization.name, f"{year}年", HANDLED, cases)


KINDS = (
    RegisterKind("opinions", "意见建议登记簿", "一年里收到的意见、申请和咨询", PERMISSIONS, received_register),
    RegisterKind("handling", "意见建议办理登记册", "每一件由谁办、怎样答复、是否按时", PERMISSIONS, handled_register),
)
