"""The end of a case: closed by a person, or by itself when its sender says nothing to the answer; and taken up again."""

import logging
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from feedback.cases.actions.guard import begin, finish, locked, require
from feedback.cases.actions.judging import own_word, start_again, verdict_due
from feedback.cases.clocks.clocks import due_words
from feedback.cases.models.cases import Case
from feedback.cases.states import State
from feedback.cases.steps import move

logger = logging.getLogger(__name__)


@transaction.atomic
def close(case: Case, *, by, now: datetime) -> Case:
    """Its sender may still say what they think of the answer, as long as they were promised."""
    case = begin(case, "close", by=by, now=now)
    return end(case, by=by, now=now, words=f"这件已经办结。{own_word(case)}")


def end(case: Case, *, by, now: datetime, words: str) -> Case:
    move(case, State.CLOSED)
    case.closed_at = now
    return finish(case, "closed", by=by, now=now, words=words)


def close_answered(*, on: date, now: datetime) -> int:
    """Answers to which nobody said anything within ten working days: a job of the sweep. How many closed."""
    answered = Case.objects.filter(state=State.ANSWERED, answered_on__lt=on)
    days = answered.order_by("answered_on").values_list("answered_on", flat=True).distinct()
    over = [day for day in days if is_over(day, on)]
    found = answered.filter(answered_on__in=over).order_by("pk").values_list("pk", flat=True)
    return sum(close_silent(pk, on=on, now=now) for pk in list(found))


def is_over(answered_on: date, on: date) -> bool:
    return verdict_due(answered_on).due_on < on


def close_silent(pk: int, *, on: date, now: datetime) -> bool:
    """False when it was closed or taken up again meanwhile, or failed: the next night tries again."""
    try:
        with transaction.atomic():
            case = locked(Case(pk=pk))
            if case.state != State.ANSWERED or not is_over(case.answered_on, on):
                return False
            end(case, by=None, now=now, words="答复以后没有收到您的评价，这件自动办结。")
            return True
    except Exception:
        logger.exception("case %s could not be closed", pk)
        return False


@transaction.atomic
def reopen(case: Case, *, reason: str, by, now: datetime) -> Case:
    """The organisation itself sees that its answer does not hold. The answer is owed anew by the same rule from today; the
    deadline that was met stays as it was met. Once: nobody gains days without end. It does not use up the sender's own right to have it done again."""
    case = begin(case, "reopen", by=by, now=now)
    reason, met = require(reason, "重办的原因", most=500), case.answer_deadline_id
    if case.steps.filter(action="reopened").exists():
        raise ValidationError("本组织已经重办过一次，不能再重算时限。还有不对的，请来件人要求重办。")
    start_again(case, by=by, now=now)
    words = f"本组织决定重新办理。原因：{reason}\n我们会在{due_words(case.answer_deadline)}前再答复您。"
    return finish(case, "reopened", by=by, now=now, words=words, details={"deadline_before": met})
