"""What an archived item's package holds of the cases about it and of the replies to them (JG-09). No sender is named."""

from collections.abc import Iterator

from django.db.models import Q

from catalog.archive.package.parts import Part, record_parts
from catalog.items.models import Item
from disclosure.deadlines.dates import moment, plain
from feedback.cases.models.cases import Case
from feedback.cases.models.replies import Rectification, Reply

CASES = ("编号", "种类", "收到日期", "渠道", "标题", "内容", "状态", "来件人评价", "评价说明")
REPLIES = ("编号", "第几次", "结果", "答复内容", "理由", "依据", "上级意见", "答复时间")
RECTIFICATIONS = ("编号", "要整改什么", "提出时间", "应完成", "完成时间", "整改情况")


def parts_of(item: Item) -> Iterator[Part]:
    """Cases about the item, and those that led to it; never a complaint about how one was answered."""
    cases = Case.objects.filter(Q(item=item) | Q(led_to=item), complaint_about__isnull=True).order_by("pk")
    yield from record_parts("意见和申请/来件", "意见、申请和咨询", CASES, [case_row(case) for case in cases])
    replies = Reply.objects.filter(case__in=cases, sent_at__isnull=False).select_related("case").order_by("pk")
    yield from record_parts("意见和申请/答复", "对意见、申请和咨询的答复", REPLIES, [reply_row(row) for row in replies])
    ordered = Rectification.objects.filter(case__in=cases).select_related("case", "order__deadline").order_by("pk")
    rows = [rectification_row(row) for row in ordered]
    yield from record_parts("意见和申请/整改", "根据意见的整改", RECTIFICATIONS, rows)


def case_row(case: Case) -> tuple:
    return (
        case.number, case.get_kind_display(), plain(case.received_on), case.get_channel_display(), case.subject,
        case.text, case.get_state_display(), case.get_verdict_display(),
        case.verdict_text,
    )  # fmt: skip


def reply_row(reply: Reply) -> tuple:
    return (
        reply.case.number, reply.round, reply.get_result_display(), reply.text,
        reply.get_reason_display() if reply.reason else "", reply.legal_basis, reply.superior_opinion, moment(reply.sent_at),
    )  # fmt: skip


def rectification_row(row: Rectification) -> tuple:
    order = row.order
    return (
        row.case.number, order.what, moment(order.issued_at), plain(row.deadline.due_on),
        moment(order.closed_at) if order.closed_at else "", order.outcome,
    )  # fmt: skip
