"""The comments on one draft as a register, without the names of those who gave them (JG-15)."""

from django.utils import timezone

from catalog.archive.registers.register import Column, Register, numbered
from disclosure.deadlines.dates import plain
from feedback.consultations.models import Comment, Consultation

COLUMNS = (
    (Column("日期", 11), lambda comment: timezone.localdate(comment.given_at).isoformat()),
    (Column("怎样提的", 9), lambda comment: "登记" if comment.entered_by_id else "网上"),
    (Column("署名", 7), lambda comment: "署名" if comment.name else "不署名"),
    (Column("意见", 45, is_left=True), lambda comment: comment.text),
    (Column("处理", 9), Comment.get_result_display),
    (Column("说明", 30, is_left=True), lambda comment: comment.reply),
)


def register_of(consultation: Consultation) -> Register:
    title, period = (
        f"征求意见汇总表：{consultation.title}",
        f"{plain(consultation.from_on)}至{plain(consultation.until_on)}",
    )
    return numbered(title, consultation.organization.name, period, COLUMNS, consultation.comments.order_by("pk"))
