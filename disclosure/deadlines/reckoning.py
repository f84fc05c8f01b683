"""A ledger row's due date, always reckoned anew from its original start, its extensions and its pauses."""

from collections.abc import Iterable

from disclosure.deadlines.limits import Due, Pause, due, due_after_pauses
from disclosure.deadlines.models import Deadline, DeadlineChange
from disclosure.deadlines.rules import DayCount, Rule
from disclosure.deadlines.workdays import WorkCalendar

KEPT = ("event", "source")


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


def reckon(deadline: Deadline, changes: Iterable[DeadlineChange], calendar: WorkCalendar) -> Due:
    """``changes`` in the order in which they were made."""
    changes = list(changes)
    base = Rule.from_mapping(deadline.rule)
    rule = lengthened(base, changes)
    extra = {key: deadline.trace[key] for key in KEPT if key in deadline.trace}
    if rule != base:
        extra["rule_text"] = f"{rule.describe()}（原{base.describe()}，已延长）"
    if isinstance(rule, DayCount):
        return due_after_pauses(rule, deadline.start_on, calendar, pauses_of(changes), extra=extra)
    return due(rule, deadline.start_on, calendar, extra=extra)
