"""Withdrawing a case before its answer: by its sender, by staff at their word, or by rule when it was not completed."""

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from disclosure.deadlines.models import Deadline
from feedback.cases.actions.guard import begin, finish, locked, require
from feedback.cases.clocks.clocks import day_words, stop
from feedback.cases.models.cases import Case
from feedback.cases.models.replies import Reply
from feedback.cases.states import TRANSITIONS, IllegalMove, Kind, State
from feedback.cases.steps import move
from feedback.cases.supervision import where_to_complain

AS_ASKED = "按您的要求，已经撤回，不再办理。您没有这样要求的，请重新提出。"


@transaction.atomic
def withdraw(case: Case, *, now: datetime, reason: str = "", by=None) -> Case:
    """The sender needs no reason; staff write down how the sender said so."""
    case = begin(case, "register_withdrawal", by=by, now=now) if by else locked(case)
    if by:
        reason = require(reason, "来件人怎样提出撤回", most=500)
    if State.WITHDRAWN not in TRANSITIONS[Kind(case.kind)][State(case.state)]:
        raise IllegalMove(f"这一件现在是“{case.get_state_display()}”，不能撤回。")
    if case.merged.exists():
        raise ValidationError("还有别人的来件并在这一件里，要一起答复，所以不能撤回。")
    words = f"{AS_ASKED}{where_to_complain(case.organization)}" if by else "您已撤回，不再办理。"
    return end(case, on=timezone.localdate(now), by=by, now=now, words=words, note=reason.strip()[:500])


@transaction.atomic
def withdraw_by_rule(case: Case, *, on: date, now: datetime) -> bool:
    """Not completed by the last day: as of the day after it, whenever the job runs. False when it came meanwhile."""
    case = locked(case)
    if case.state != State.INCOMPLETE or case.waiting_until_on >= on:
        return False
    last_on = case.waiting_until_on
    words = f"到{day_words(last_on)}没有收到您的补正，当作撤回，不再办理。您仍然需要的，可以重新提出。"
    end(case, on=last_on + timedelta(days=1), by=None, now=now, words=words, note="没有按时补正，按规定当作撤回")
    return True


def end(case: Case, *, on: date, by, now: datetime, words: str, note: str) -> Case:
    """What was late already stays late."""
    move(case, State.WITHDRAWN)
    case.closed_at = now
    above = Reply.objects.filter(case=case, sent_at=None).exclude(superior_deadline=None)
    owed = [reply.superior_deadline for reply in above.select_related("superior_deadline")]
    for deadline in (case.accept_deadline, case.answer_deadline, *owed):
        stop(deadline, on=on, by=by, now=now, closed_as=Deadline.ClosedAs.ENDED)
    return finish(case, "withdrawn", by=by, now=now, words=words, note=note)
