"""Merging a case into an earlier one that asks the same: both are handled once, both senders get the answer (QJ-17)."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from disclosure.deadlines.models import Deadline
from feedback.cases.actions.guard import begin, finish
from feedback.cases.clocks.clocks import stop
from feedback.cases.models.cases import Case
from feedback.cases.states import State
from feedback.cases.steps import move

WORDS = "您的来件和编号{number}的来件说的是同一件事，合在一起办理。答复以后会告诉您。"


@transaction.atomic
def merge(case: Case, *, into: Case, by, now: datetime) -> Case:
    """``case`` ends here; its sender reads the answer to ``into``, which was received no later and is open still."""
    lock_both(case, into)
    case = begin(case, "merge", by=by, now=now)
    into = Case.objects.get(pk=into.pk)
    check(case, into)
    move(case, State.MERGED)
    case.merged_into, case.closed_at, case.deferred_until_on = into, now, None
    for deadline in (case.accept_deadline, case.answer_deadline):
        stop(deadline, on=timezone.localdate(now), by=by, now=now, closed_as=Deadline.ClosedAs.ENDED)
    bring_along(case, into, by=by, now=now)
    return told(case, into, by=by, now=now)


def lock_both(case: Case, into: Case) -> None:
    """In the order of their keys, so that two people who merge both ways do not wait for each other."""
    pair = Case.objects.filter(pk__in=[case.pk, into.pk]).order_by("pk")
    list(pair.select_for_update().values_list("pk", flat=True))


def check(case: Case, into: Case) -> None:
    if fault := fault_of(case, into):
        raise ValidationError({"into": fault})


def fault_of(case: Case, into: Case) -> str:
    """Why it cannot be merged into that one; empty when it can."""
    if into.pk == case.pk:
        return "不能并入它自己。"
    if (into.organization_id, into.kind) != (case.organization_id, case.kind):
        return "只能并入本组织同一种类的来件。"
    if into.complaint_about_id != case.complaint_about_id:
        return "反映的不是同一件来件，不能合并。"
    if into.merged_into_id is not None:
        return "那一件已经并入别的来件，请选它并入的那一件。"
    if not into.is_open or into.state == State.ANSWERED:
        return "那一件已经答复或者办结，不能再并入。"
    if into.state == State.INCOMPLETE:
        return "那一件还在等补正，补正以后再并。"
    if into.received_on > case.received_on:
        return "只能并入收到得更早的来件，请反过来并。"
    return ""


def bring_along(case: Case, into: Case, *, by, now: datetime) -> None:
    """What was merged into this one before goes with it."""
    for earlier in case.merged.select_for_update().order_by("pk"):
        earlier.merged_into = into
        told(earlier, into, by=by, now=now)


def told(case: Case, into: Case, *, by, now: datetime) -> Case:
    words, details = WORDS.format(number=into.number), {"into": into.number}
    return finish(case, "merged", by=by, now=now, words=words, note=f"并入{into.number}。", details=details)
