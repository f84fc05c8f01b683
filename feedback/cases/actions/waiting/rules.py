"""Waits that end by a rule, each announced beforehand: not completed is withdrawn, a third party's silence is silence.

Jobs of the sweep: they may run twice, or late after an outage, and then act as of the day on which they were due.
"""

import logging
from collections.abc import Callable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from disclosure.deadlines.workdays import WorkCalendar
from disclosure.deadlines.working_calendar import current_calendar
from feedback.cases.actions.guard import finish, locked
from feedback.cases.actions.waiting.third_party import Outcome, register_third_party
from feedback.cases.actions.withdrawing import withdraw_by_rule
from feedback.cases.clocks.clocks import day_words
from feedback.cases.clocks.waits import Waiting
from feedback.cases.models.cases import Case, Step

logger = logging.getLogger(__name__)
# Working days before the last one on which the end of a wait is announced; a wait is never shorter than three.
BEFORE = 2
ANNOUNCED = {Waiting.COMPLETION: "completion_end_announced", Waiting.THIRD_PARTY: "third_party_end_announced"}


def waiting(kind: str):
    return Case.objects.filter(waiting_for=kind, closed_at=None).order_by("pk")


def announce_waits(*, on: date, now: datetime) -> int:
    """Every wait that is over in two working days and not yet announced; returns how many."""
    last = last_to_announce(current_calendar(), on)
    told = 0
    for kind, action in ANNOUNCED.items():
        rows = waiting(kind).filter(waiting_until_on__range=(on, last))
        unannounced = rows.exclude(Exists(Step.objects.filter(case=OuterRef("pk"), action=action)))
        told += each(unannounced, lambda case: announce(case, on=on, now=now))
    return told


def last_to_announce(calendar: WorkCalendar, on: date) -> date:
    """On a day off, what was to be announced on the working day before it."""
    return calendar.add_working_days(calendar.previous_working_on_or_before(on), BEFORE).on


@transaction.atomic
def announce(case: Case, *, on: date, now: datetime) -> bool:
    """The sender hears what their silence will mean, the staff what a third party's will. False: it came meanwhile."""
    case = locked(case)
    action = ANNOUNCED.get(case.waiting_for)
    if action is None or case.waiting_until_on < on or case.steps.filter(action=action).exists():
        return False
    day = day_words(case.waiting_until_on)
    if case.waiting_for == Waiting.COMPLETION:
        words = f"还没有收到您的补正。最晚{day}补正；过了这一天没有收到，就当作您撤回，不再办理。"
        finish(case, action, by=None, now=now, words=words)
        return True
    note = f"最迟等到{day}。到期没有答复的，系统登记为没有答复，从第二天起继续计算答复时限。"
    finish(case, action, by=None, now=now, note=note)
    return True


def end_waits(*, on: date, now: datetime) -> int:
    """Every wait whose last day is before ``on``, one transaction each; returns how many ended."""
    late = {"waiting_until_on__lt": on}
    ended = each(waiting(Waiting.COMPLETION).filter(**late), lambda case: withdraw_by_rule(case, on=on, now=now))
    return ended + each(waiting(Waiting.THIRD_PARTY).filter(**late), lambda case: record_silence(case, on=on, now=now))


@transaction.atomic
def record_silence(case: Case, *, on: date, now: datetime) -> bool:
    """Counting goes on after the last day of the wait. False: the third party answered meanwhile."""
    case = locked(case)
    if case.waiting_for != Waiting.THIRD_PARTY or case.waiting_until_on >= on:
        return False
    register_third_party(case, outcome=Outcome.SILENT, by=None, now=now)
    return True


def each(cases, act: Callable[[Case], bool]) -> int:
    """A bad row is logged and the others go on."""
    done = 0
    for case in cases.iterator(chunk_size=200):
        try:
            done += act(case)
        except Exception:
            logger.exception("the wait of case %s could not be tended", case.pk)
    return done
