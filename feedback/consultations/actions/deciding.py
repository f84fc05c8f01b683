"""Each comment gets its answer: adopted, partly, or declined with the reason (JG-10, JG-15). Names are looked at on record."""

from collections.abc import Iterable, Mapping

from django.core.exceptions import ValidationError
from django.db.models import Count, Q

from catalog.archive.registers.exporting import WRITERS
from catalog.archive.registers.register import Column, Register, numbered
from disclosure.deadlines.dates import local_day, plain
from disclosure.files.sensitive_data.refusing import refuse_sensitive_data
from disclosure.workflow.kit import Act, require_text
from feedback.consultations.models import Comment, Consultation
from feedback.consultations.table import COLLECTORS, NOT_SUMMARISED, OUT, consultations

Result = Comment.Result
REPLY = 500
COLUMNS = (
    (Column("日期", 11), lambda comment: local_day(comment.given_at).isoformat()),
    (Column("怎样提的", 9), lambda comment: "登记" if comment.entered_by_id else "网上"),
    (Column("署名", 7), lambda comment: "署名" if comment.name else "不署名"),
    (Column("意见", 45, is_left=True), lambda comment: comment.text),
    (Column("处理", 9), Comment.get_result_display),
    (Column("说明", 30, is_left=True), lambda comment: comment.reply),
)


@consultations.action(
    "decide", "答复意见", at=OUT & NOT_SUMMARISED, who=COLLECTORS, is_button=False,
    done="已答复 {found} 条意见。",
)  # fmt: skip
def decide(act: Act, *, comments: Iterable[int], result: str, reply: str = "", is_hidden: bool = False) -> int:
    """One answer for the comments with the given numbers, as often as wanted until the summary is published; returns how many."""
    if result not in (Result.ADOPTED, Result.PARTLY, Result.DECLINED):
        raise ValidationError({"result": "请选采纳、部分采纳或不采纳。"})
    if result != Result.ADOPTED or reply.strip():
        words = "说明" if result == Result.ADOPTED else "没有采纳的原因"
        reply = require_text(reply, f"请写明{words}。", field="reply", most=REPLY)
    refuse_sensitive_data(reply, "reply")
    values = {"reply": reply.strip(), "is_hidden": is_hidden, "decided_by": act.by, "decided_at": act.now}
    count = act.subject.comments.filter(pk__in=list(comments)).update(result=result, **values)
    if not count:
        raise ValidationError({"comments": "请先勾选要答复的意见。"})
    act.record("comments_decided", result=result, comments=count)
    return count


@consultations.action("see_names", "查看署名", who=COLLECTORS, is_button=False, audit="consultation.names_seen")
def names_of(act: Act) -> list[Comment]:
    """The comments that carry a name, for who collects them; each look is on record."""
    return list(act.subject.comments.exclude(name="").only("name", "given_at").order_by("pk"))


@consultations.action("export", "导出意见", who=COLLECTORS, is_button=False)
def export_comments(act: Act, *, format: str) -> bytes:
    """As ``docx`` or ``xlsx``; the export is on record."""
    found = register_of(act.subject)
    act.record("comments_exported", format=format, rows=len(found.rows))
    return WRITERS[format](found)


def register_of(consultation: Consultation) -> Register:
    """Without the names of those who gave them (JG-15)."""
    title, period = (
        f"征求意见汇总表：{consultation.title}",
        f"{plain(consultation.from_on)}至{plain(consultation.until_on)}",
    )
    return numbered(title, consultation.organization.name, period, COLUMNS, consultation.comments.order_by("pk"))


def counts_of(consultation: Consultation) -> Mapping[str, int]:
    """How many comments, and how many of each answer, by one query."""
    by_result = {name: Count("pk", filter=Q(result=name)) for name in (Result.ADOPTED, Result.PARTLY, Result.DECLINED)}
    found = consultation.comments.aggregate(total=Count("pk"), **{str(name): rows for name, rows in by_result.items()})
    decided = sum(found[str(name)] for name in by_result)
    return {**found, "open": found["total"] - decided}
