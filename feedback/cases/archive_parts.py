"""What an archived item's package holds of the letters about it and of the replies to them (JG-09). No sender is named."""

from collections.abc import Iterator

from django.db.models import Q

from catalog.archive.package.parts import Part, record_parts
from catalog.items.models import Item
from disclosure.deadlines.dates import moment, plain
from feedback.cases.models.cases import Letter
from feedback.cases.models.replies import Rectification, Reply

LETTERS = ("编号", "种类", "收到日期", "渠道", "标题", "内容", "状态", "来件人评价", "评价说明")
REPLIES = ("编号", "第几次", "结果", "答复内容", "理由", "依据", "上级意见", "答复时间")
RECTIFICATIONS = ("编号", "要整改什么", "提出时间", "应完成", "完成时间", "整改情况")


def parts_of(item: Item) -> Iterator[Part]:
    """Letters about the item, and those that led to it; never a complaint about how one was answered."""
    letters = Letter.objects.filter(Q(item=item) | Q(led_to=item), complaint_about__isnull=True).order_by("pk")
    yield from record_parts("意见和申请/来件", "意见、申请和咨询", LETTERS, [letter_row(letter) for letter in letters])
    replies = Reply.objects.filter(letter__in=letters, sent_at__isnull=False).select_related("letter").order_by("pk")
    yield from record_parts("意见和申请/答复", "对意见、申请和咨询的答复", REPLIES, [reply_row(row) for row in replies])
    ordered = Rectification.objects.filter(letter__in=letters).select_related("letter", "deadline").order_by("pk")
    rows = [rectification_row(row) for row in ordered]
    yield from record_parts("意见和申请/整改", "根据意见的整改", RECTIFICATIONS, rows)


def letter_row(letter: Letter) -> tuple:
    return (
        letter.number, letter.get_kind_display(), plain(letter.received_on), letter.get_channel_display(), letter.subject,
        letter.text, letter.get_state_display(), letter.get_verdict_display(),
        letter.verdict_text,
    )  # fmt: skip


def reply_row(reply: Reply) -> tuple:
    return (
        reply.letter.number, reply.round, reply.get_result_display(), reply.text,
        reply.get_reason_display() if reply.reason else "", reply.legal_basis, reply.superior_opinion, moment(reply.sent_at),
    )  # fmt: skip


def rectification_row(row: Rectification) -> tuple:
    return (
        row.letter.number, row.demand, moment(row.ordered_at), plain(row.deadline.due_on),
        moment(row.done_at) if row.done_at else "", row.outcome,
    )  # fmt: skip
