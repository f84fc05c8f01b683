"""Each comment gets its answer: adopted, partly, or declined with the reason (JG-10, JG-15). Names are looked at on record."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Q

from disclosure.files.sensitive_data.refusing import refuse_leaks
from feedback.consultations.comments import require_unsummarised
from feedback.consultations.guard import COLLECTORS, audit, begin, require_out, required
from feedback.consultations.models import Comment, Consultation

Result = Comment.Result
REPLY = 500


@transaction.atomic
def decide(
    consultation: Consultation,
    comments: Iterable[int],
    *,
    result: str,
    by,
    now: datetime,
    reply: str = "",
    is_hidden: bool = False,
) -> int:
    """One answer for the comments with the given numbers, as often as wanted until the summary is published; returns how many."""
    consultation = begin(consultation, "答复意见", COLLECTORS, by=by, now=now)
    require_out(consultation)
    require_unsummarised(consultation)
    if result not in (Result.ADOPTED, Result.PARTLY, Result.DECLINED):
        raise ValidationError({"result": "请选采纳、部分采纳或不采纳。"})
    if result != Result.ADOPTED or reply.strip():
        words = "说明" if result == Result.ADOPTED else "没有采纳的原因"
        reply = required(reply, words, "reply", most=REPLY)
    refuse_leaks(reply, "reply")
    rows = consultation.comments.filter(pk__in=list(comments))
    values = {"reply": reply.strip(), "is_hidden": is_hidden, "decided_by": by, "decided_at": now}
    count = rows.update(result=result, **values)
    if not count:
        raise ValidationError({"comments": "请先勾选要答复的意见。"})
    audit("consultation.comments_decided", consultation, by=by, now=now, result=result, comments=count)
    return count


@transaction.atomic
def names_of(consultation: Consultation, *, by, now: datetime) -> list[Comment]:
    """The comments that carry a name, for who collects them; each look is on record."""
    consultation = begin(consultation, "查看署名", COLLECTORS, by=by, now=now)
    audit("consultation.names_seen", consultation, by=by, now=now)
    return list(consultation.comments.exclude(name="").only("name", "given_at").order_by("pk"))


def counts_of(consultation: Consultation) -> dict[str, int]:
    """How many comments, and how many of each answer, by one query."""
    by_result = {name: Count("pk", filter=Q(result=name)) for name in (Result.ADOPTED, Result.PARTLY, Result.DECLINED)}
    found = consultation.comments.aggregate(total=Count("pk"), **{str(name): rows for name, rows in by_result.items()})
    decided = sum(found[str(name)] for name in by_result)
    return {**found, "open": found["total"] - decided}
