"""The two registers of what came in: 意见建议登记簿 and 意见建议办理登记册 (LK-23, QJ-17, YY-10). Neither names a sender."""

from datetime import date

from django.db.models import OuterRef, Subquery
from django.utils.timezone import localdate

from catalog.archive.registers.kinds import RegisterKind
from catalog.archive.registers.register import Column, Register
from disclosure.deadlines.dates import moment
from disclosure.deadlines.models import Deadline
from disclosure.organizations.access import access_of
from disclosure.organizations.roles import COLLECT_OPINIONS, HANDLE_REQUESTS
from feedback.cases.models.cases import Letter
from feedback.cases.models.replies import Reply
from feedback.cases.visibility import about_own_case, at_posts

PERMISSIONS = frozenset({COLLECT_OPINIONS, HANDLE_REQUESTS})
RECEIVED = (
    Column("序号", 5),
    Column("编号", 18),
    Column("收到日期", 11),
    Column("种类", 10),
    Column("渠道", 9),
    Column("署名", 7),
    Column("标题", 24, is_left=True),
    Column("内容", 40, is_left=True),
    Column("涉及事项", 18, is_left=True),
    Column("登记人", 9),
    Column("状态", 9),
)
HANDLED = (
    Column("序号", 5),
    Column("编号", 18),
    Column("标题", 24, is_left=True),
    Column("承办科室", 11),
    Column("承办人", 9),
    Column("分办时间", 16),
    Column("办理结果", 11),
    Column("答复内容", 40, is_left=True),
    Column("答复日期", 11),
    Column("是否按时", 8),
    Column("整改情况", 28, is_left=True),
    Column("来件人评价", 10),
    Column("评价说明", 20, is_left=True),
    Column("办结时间", 16),
)


def letters_of(organization, year: int, *, by, on: date):
    """Of the year of receipt, of the kinds that the person's posts there are for, without complaints about themselves;
    ``by=None`` gets them all."""
    rows = Letter.objects.filter(organization=organization, received_on__year=year)
    if by is not None:
        access = access_of(by, on)
        rows = rows.filter(at_posts(access) & ~about_own_case(access))
    joined = ("item", "entry", "registered_by", "department", "handler", "answer_deadline")
    return rows.select_related(*joined).order_by("received_on", "pk")


def received_register(organization, year: int, *, by, on: date) -> Register:
    rows = [received_row(number, row) for number, row in enumerate(letters_of(organization, year, by=by, on=on), 1)]
    return Register("党务公开意见建议登记簿", organization.name, f"{year}年", RECEIVED, rows)


def received_row(number: int, letter: Letter) -> list:
    return [
        number,
        letter.number,
        letter.received_on.isoformat(),
        letter.get_kind_display(),
        letter.get_channel_display(),
        "匿名" if letter.is_anonymous else "署名",
        letter.subject,
        letter.text,
        about(letter),
        str(letter.registered_by or "本人"),
        letter.get_state_display(),
    ]


def about(letter: Letter) -> str:
    """The item by its index number: who keeps the register need not be among its readers."""
    return letter.item.index_number if letter.item else str(letter.entry or "")


def handled_register(organization, year: int, *, by, on: date) -> Register:
    last = Reply.objects.filter(letter=OuterRef("pk"), sent_at__isnull=False).order_by("-round")
    letters = letters_of(organization, year, by=by, on=on).select_related("rectification__deadline")
    letters = letters.annotate(
        reply_result=Subquery(last.values("result")[:1]), reply_text=Subquery(last.values("text")[:1])
    )
    rows = [handled_row(number, row) for number, row in enumerate(letters, 1)]
    return Register("党务公开意见建议办理登记册", organization.name, f"{year}年", HANDLED, rows)


def handled_row(number: int, letter: Letter) -> list:
    return [
        number,
        letter.number,
        letter.subject,
        str(letter.department or ""),
        str(letter.handler or ""),
        moment(letter.assigned_at) if letter.assigned_at else "",
        dict(Reply.Result.choices).get(letter.reply_result, letter.get_state_display()),
        letter.reply_text or "",
        letter.answered_on.isoformat() if letter.answered_on else "",
        in_time(letter.answer_deadline),
        rectified(letter),
        verdict_words(letter),
        letter.verdict_text,
        moment(letter.closed_at) if letter.closed_at else "",
    ]


def rectified(letter: Letter) -> str:
    """What became of it; until then by which day it is demanded."""
    found = getattr(letter, "rectification", None)
    if found is None:
        return ""
    if found.done_at is None:
        return f"应于{found.deadline.due_on.isoformat()}前完成"
    late = "，逾期" if found.deadline.was_late() else ""
    return f"{localdate(found.done_at).isoformat()}完成{late}：{found.outcome}"


def verdict_words(letter: Letter) -> str:
    if not letter.verdict:
        return letter.get_verdict_display() if letter.answered_on else ""
    return f"{letter.get_verdict_display()}（重办）" if letter.reopened_count else letter.get_verdict_display()


def in_time(deadline: Deadline | None) -> str:
    if deadline is None or deadline.closed_as != Deadline.ClosedAs.DONE:
        return ""
    return "逾期" if deadline.was_late() else "按时"


KINDS = (
    RegisterKind("opinions", "意见建议登记簿", "一年里收到的意见、申请和咨询", PERMISSIONS, received_register),
    RegisterKind("handling", "意见建议办理登记册", "每一件由谁办、怎样答复、是否按时", PERMISSIONS, handled_register),
)
