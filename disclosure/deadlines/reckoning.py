"""A ledger row's due date, always reckoned anew from its original start, its extensions and its pauses."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from disclosure.deadlines.limits import Due, Pause, due, due_after_pauses
from disclosure.deadlines.models import Deadline, DeadlineChange
from disclosure.deadlines.rules import DayCount, LimitError, Rule
from disclosure.deadlines.workdays import WorkCalendar
from disclosure.deadlines.working_calendar import current_calendar

KEPT = ("event", "source")


def due_by(rule: Mapping, start_on: date, **about: Any) -> Due:
    """By the calendar in force. ``rule``: a mapping such as ``{"working_days": 5}``; ``about`` is added to the trace: ``event``,
    ``source``."""
    return due(Rule.from_mapping(rule), start_on, current_calendar(), extra=about)


def take(deadline: Deadline, found: Due) -> Deadline:
    """The day that was reckoned, and why it is that day; not saved yet."""
    deadline.due_on, deadline.is_provisional, deadline.trace = found.due_on, found.is_provisional, found.trace
    return deadline


def pauses_of(changes: Iterable[DeadlineChange]) -> list[Pause]:
    pauses: list[Pause] = []
    for change in changes:
        if change.kind == DeadlineChange.Kind.PAUSE:
            pauses.append(Pause(change.effective_on))
        elif change.kind == DeadlineChange.Kind.RESUME:
            pauses[-1] = Pause(pauses[-1].from_on, change.effective_on)
    return pauses


def lengthened(rule: Rule, changes: Iterable[DeadlineChange]) -> Rule:
    """The rule with every extension added: from the original start, never from an old due date."""
    for change in changes:
        if change.kind == DeadlineChange.Kind.EXTENSION:
            rule = rule.plus(Rule.from_mapping(change.rule))
    return rule


def runs_by_days(deadline: Deadline) -> bool:
    """Counted in days from its start, so that it may be made longer."""
    return isinstance(Rule.from_mapping(deadline.rule), DayCount)


def take_anew(deadline: Deadline, changes: Iterable[DeadlineChange], calendar: WorkCalendar | None = None) -> None:
    """As ``reckon``. Raises ``ValidationError`` where no day can be reckoned."""
    try:
        take(deadline, reckon(deadline, changes, calendar))
    except LimitError as error:
        raise ValidationError(str(error)) from error


def reckon(deadline: Deadline, changes: Iterable[DeadlineChange], calendar: WorkCalendar | None = None) -> Due:
    """``changes`` in the order in which they were made; ``calendar``: the one in force where none is given."""
    changes, calendar = list(changes), calendar or current_calendar()
    base = Rule.from_mapping(deadline.rule)
    rule = lengthened(base, changes)
    extra = {key: deadline.trace[key] for key in KEPT if key in deadline.trace}
    if rule != base:
        extra["rule_text"] = f"{rule.describe()}（原{base.describe()}，已延长）"
    if isinstance(rule, DayCount):
        return due_after_pauses(rule, deadline.start_on, calendar, pauses_of(changes), extra=extra)
    return due(rule, deadline.start_on, calendar, extra=extra)
