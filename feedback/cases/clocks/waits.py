"""What a case waits for, and which clocks stand still meanwhile. A wait is announced with its last day; its days are
presets, for no letter gives any. Days used are kept; what comes late buys none."""

from datetime import date, datetime

from django.core.exceptions import ValidationError

from disclosure.deadlines.actions import pause, resume
from disclosure.deadlines.dates import plain
from disclosure.deadlines.models import Deadline
from disclosure.deadlines.working_calendar import current_calendar
from feedback.cases.clocks.clocks import answer_words, day_words, due_words
from feedback.cases.models.cases import Case

Waiting = Case.Waiting
PRESET = {Waiting.COMPLETION: 10, Waiting.THIRD_PARTY: 15}
LEAST, MOST = 3, 30
CLOCKS = ("accept_deadline", "answer_deadline")


def preset_until(waiting: str, on: date) -> date:
    """The last day of a wait that begins on ``on``, when nobody sets another."""
    return current_calendar().add_working_days(on, PRESET[Waiting(waiting)]).on


def checked_until(waiting: str, until_on: date | None, on: date) -> date:
    """A working day between ``LEAST`` and ``MOST`` working days from now."""
    if until_on is None:
        return preset_until(waiting, on)
    calendar = current_calendar()
    if not calendar.is_working(until_on):
        raise ValidationError({"until_on": f"{day_words(until_on)}不上班，请选一个工作日。"})
    if not LEAST <= calendar.working_days_between(on, until_on) <= MOST:
        first, last = (calendar.add_working_days(on, days).on for days in (LEAST, MOST))
        raise ValidationError({"until_on": f"请选{plain(first)}到{plain(last)}之间的一天。"})
    return until_on


def wait(case: Case, waiting: str, *, until_on: date, on: date, by, now: datetime) -> list[Deadline]:
    """Stop the clocks that run and are not late; returns them. A late one goes on: a wait makes nothing timely."""
    case.waiting_for, case.waiting_until_on = waiting, until_on
    reason = f"{Waiting(waiting).label}，最迟等到{plain(until_on)}"
    stopped = []
    for name in CLOCKS:
        deadline = getattr(case, name)
        if deadline and deadline.closed_on is None and not deadline.paused_on and not deadline.is_overdue(on):
            stopped.append(pause(deadline, on=on, reason=reason, by=by, now=now))
            setattr(case, name, stopped[-1])
    return stopped


def go_on(case: Case, *, on: date, reason: str, by, now: datetime) -> None:
    """Counting goes on after ``on`` with the days that were left, never later than after the wait's last day."""
    on = min(on, case.waiting_until_on or on)
    for name in CLOCKS:
        deadline = getattr(case, name)
        if deadline and deadline.closed_on is None and deadline.paused_on:
            setattr(case, name, resume(deadline, on=on, reason=reason, by=by, now=now))
    case.waiting_for, case.waiting_until_on, case.deferred_until_on = Waiting.NOTHING, None, None


def check_came_on(case: Case, came_on: date | None, on: date) -> date:
    """The true day on which something came: after it was asked for, not after today."""
    came_on = came_on or on
    if came_on > on:
        raise ValidationError({"came_on": "收到日期不能晚于今天。"})
    asked_on = max((deadline.paused_on for deadline in clocks(case) if deadline.paused_on), default=came_on)
    if came_on < asked_on:
        raise ValidationError({"came_on": f"收到日期不能早于提出要求的那一天（{plain(asked_on)}）。"})
    return came_on


def clocks(case: Case) -> list[Deadline]:
    return [deadline for name in CLOCKS if (deadline := getattr(case, name)) and deadline.closed_on is None]


def promise(case: Case) -> str:
    """What the sender can count on now: the days by which they hear whether it is accepted, and what the answer is."""
    words = ""
    accept, answer = case.accept_deadline, case.answer_deadline
    if accept and accept.closed_on is None and accept.due_on:
        words += f"我们会在{due_words(accept)}前告诉您是否受理。"
    if answer and answer.closed_on is None and answer.due_on:
        words += answer_words(answer)
    return words
