"""Screening an opinion (LK-23, JG-08): it goes on to be handled, or it does not, with a reason that its sender reads."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from disclosure.deadlines.models import Deadline
from feedback.cases.actions.guard import begin, finish, require
from feedback.cases.clocks.clocks import stop
from feedback.cases.models.cases import Case
from feedback.cases.states import State
from feedback.cases.steps import move
from feedback.cases.supervision import where_to_complain


class Reason(models.TextChoices):
    NOT_OURS = "not_ours", "不是本组织的事"
    OTHER_WAY = "other_way", "应当通过信访、举报、诉讼等途径办理"
    REPEATED = "repeated", "同样的意见已经答复过"
    UNCLEAR = "unclear", "看不出要反映什么，又联系不上"
    NO_OPINION = "no_opinion", "没有提出意见或者建议"
    OTHER = "other", "其他原因"


@transaction.atomic
def screen(case: Case, *, note: str = "", by, now: datetime) -> Case:
    """It will be handled; ``note`` is for the colleagues."""
    case = begin(case, "screen", by=by, now=now)
    move(case, State.SCREENED)
    return finish(case, "screened", by=by, now=now, words="您的意见会有人办理，正在安排。", note=note.strip())


@transaction.atomic
def screen_out(case: Case, *, reason: str, kind: str = Reason.OTHER, by, now: datetime) -> Case:
    """It will not be handled. ``kind`` is one of ``Reason``; ``reason`` says it in words, with whom to turn to instead.

    No answer is owed any more; where it was late already, it stays late.
    """
    case = begin(case, "screen_out", by=by, now=now)
    if kind not in Reason.values:
        raise ValidationError({"kind": "请选一种原因。"})
    reason = require(reason, "不予办理的原因", most=500)
    move(case, State.SCREENED_OUT)
    case.closed_at = now
    stop(case.answer_deadline, on=timezone.localdate(now), by=by, now=now, closed_as=Deadline.ClosedAs.ENDED)
    words = f"不予办理。原因：{Reason(kind).label}。{reason}\n{where_to_complain(case.organization)}"
    return finish(case, "screened_out", by=by, now=now, words=words, details={"kind": kind, "reason": reason})
