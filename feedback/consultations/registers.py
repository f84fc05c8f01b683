"""The comments on one draft as a paper, without the names of those who gave them (JG-15)."""

from django.utils import timezone

from catalog.archive.registers.register import Column, Register
from disclosure.deadlines.dates import plain
from feedback.consultations.models import Comment, Consultation

COLUMNS = (
    Column("序号", 5),
    Column("日期", 11),
    Column("怎样提的", 9),
    Column("署名", 7),
    Column("意见", 45, is_left=True),
    Column("处理", 9),
    Column("说明", 30, is_left=True),
)


def register_of(consultation: Consultation) -> Register:
    rows = [row_of(number, row) for number, row in enumerate(consultation.comments.order_by("pk"), 1)]
    period = f"{plain(consultation.from_on)}至{plain(consultation.until_on)}"
    return Register(f"征求意见汇总表：{consultation.title}", consultation.organization.name, period, COLUMNS, rows)


def row_of(number: int, comment: Comment) -> list:
    return [
        number,
        timezone.localdate(comment.given_at).isoformat(),
        "登记" if comment.entered_by_id else "网上",
        "署名" if comment.name else "不署名",
        comment.text,
        comment.get_result_display(),
        comment.reply,
    ]
