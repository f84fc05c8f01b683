"""What an act would change, in words, before it is done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from django.core.exceptions import ValidationError


@dataclass(frozen=True)
class Change:
    """What of one kind changes: a line each."""

    title: str
    lines: Sequence[str]


@dataclass(frozen=True)
class Outcome:
    """``blockers``: why it cannot be done; ``notes``: what stays to be done by somebody else."""

    changes: Sequence[Change]
    blockers: Sequence[str] = ()
    notes: Sequence[str] = ()

    @cached_property
    def stamp(self) -> str:
        """Who confirms says which outcome was seen."""
        return sha256(repr((self.changes, self.blockers)).encode()).hexdigest()[:20]

    def require_possible(self) -> None:
        if self.blockers:
            raise ValidationError(list(self.blockers))


def outcome(
    changes: Iterable[tuple[str, Iterable[str]]], *, blockers: Iterable[str] = (), notes: Iterable[str] = ()
) -> Outcome:
    """Without the kinds of which nothing changes."""
    told = [Change(title, tuple(lines)) for title, lines in changes]
    return Outcome(
        [change for change in told if change.lines], tuple(filter(None, blockers)), tuple(filter(None, notes))
    )
