"""From where an action starts: states, and what else the object must be like, asked of one and of all rows alike."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q

from disclosure.workflow.context import Context


@dataclass(frozen=True)
class Condition:
    """``rows`` is the same question as a filter; what no list asks has none. ``states``: those it may start from, for the
    system check; empty: it asks for none."""

    fits: Callable[[Context], bool]
    rows: Callable[[], Q] | None = None
    states: frozenset[str] = frozenset()

    def __and__(self, other: "Condition") -> "Condition":
        mine, theirs = self.rows, other.rows
        rows = (lambda: mine() & theirs()) if mine and theirs else None
        return Condition(lambda context: self.fits(context) and other.fits(context), rows, self.states or other.states)


def in_state(*states: str) -> Condition:
    return Condition(lambda context: context.subject.state in states, lambda: Q(state__in=states), frozenset(states))


def when(fits: Callable[[Context], bool], rows: Callable[[], Q] | None = None) -> Condition:
    return Condition(fits, rows)


ANY = Condition(lambda context: True, Q)
