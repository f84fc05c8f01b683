"""From where an action starts: states, and what else the object must be like, asked of one and of all rows alike."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q


@dataclass(frozen=True)
class Condition:
    """``fits`` is handed the context of its own procedure; ``rows`` is the same question as a filter, what no list asks has
    none. ``states``: those it may start from, for the system check; empty: it asks for none. ``not_now``: what is said where
    it does not fit."""

    fits: Callable[[Any], bool]
    rows: Callable[[], Q] | None = None
    states: frozenset[str] = frozenset()
    not_now: str = ""
    parts: tuple["Condition", ...] = ()

    def __and__(self, other: "Condition") -> "Condition":
        mine, theirs = self.rows, other.rows
        rows = (lambda: mine() & theirs()) if mine and theirs else None
        both = (*(self.parts or (self,)), *(other.parts or (other,)))
        return Condition(
            lambda context: self.fits(context) and other.fits(context), rows, self.states or other.states, parts=both
        )

    def why_not(self, context: Any) -> str:
        """The sentence of the first part that does not fit."""
        return next((part.not_now for part in self.parts if not part.fits(context)), self.not_now)


def in_state(*states: str) -> Condition:
    return Condition(lambda context: context.subject.state in states, lambda: Q(state__in=states), frozenset(states))


def when(fits: Callable[[Any], bool], rows: Callable[[], Q] | None = None, *, not_now: str = "") -> Condition:
    return Condition(fits, rows, not_now=not_now)


ANY = Condition(lambda context: True, Q)
