"""Which open deadlines another calendar would move, and the moving of them. Closed ones are never touched."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from disclosure.deadlines.actions import recompute
from disclosure.deadlines.dates import plain_or_paused
from disclosure.deadlines.limits import Due
from disclosure.deadlines.models import Deadline
from disclosure.deadlines.reckoning import reckon
from disclosure.deadlines.reminders import owners
from disclosure.deadlines.workdays import WorkCalendar
from disclosure.notices.notify import Message, notify_all


@dataclass(frozen=True)
class Move:
    """An open deadline and what another calendar would make of it."""

    deadline: Deadline
    found: Due

    @property
    def old(self) -> str:
        return plain_or_paused(self.deadline.due_on)

    @property
    def new(self) -> str:
        return plain_or_paused(self.found.due_on)

    @property
    def direction(self) -> str:
        """How many days later or earlier, where both days are known."""
        old, new = self.deadline.due_on, self.found.due_on
        days = (new - old).days if new and old else 0
        return (f"推迟{days}天" if days > 0 else f"提前{-days}天") if days else ""

    @property
    def is_moved(self) -> bool:
        return self.deadline.due_on != self.found.due_on

    @property
    def becomes_certain(self) -> bool:
        return self.deadline.is_provisional and not self.found.is_provisional


def moves(calendar: WorkCalendar, first: date, last: date) -> list[Move]:
    """Open deadlines whose trace would change when the days from ``first`` to ``last`` are as the calendar says.

    Two queries, however many rows.
    """
    rows = Deadline.objects.touching(first, last).select_related("organization", "person").prefetch_related("changes")
    return list(changed(rows.order_by("due_on", "pk"), calendar))


def changed(rows: Iterable[Deadline], calendar: WorkCalendar) -> Iterator[Move]:
    for row in rows:
        found = reckon(row, sorted(row.changes.all(), key=lambda change: change.pk), calendar)
        if found.trace != row.trace or found.due_on != row.due_on:
            yield Move(row, found)


def carry_out(found: list[Move], calendar: WorkCalendar, *, reason: str, by, now: datetime, on: date) -> int:
    """Recompute each row, in the caller's transaction, and tell the owners of those whose date moved. Returns how many."""
    for move in found:
        recompute(move.deadline, calendar, reason=reason, by=by, now=now)
    moved = [move for move in found if move.is_moved]
    owned = owners([move.deadline for move in moved], on)
    messages = [message_of(move, person.pk, reason, now) for move in moved for person in owned[move.deadline.pk]]
    notify_all(messages, now=now)
    return len(moved)


def message_of(move: Move, recipient: int, reason: str, now: datetime) -> Message:
    deadline = move.deadline
    return Message(
        recipient_id=recipient,
        key=f"moved:{deadline.pk}:{move.found.due_on}:{now.isoformat()}",
        title=f"到期日改为{move.new}：{deadline.title}",
        body=f"{reason}，到期日由{move.old}改为{move.new}。",
        url=deadline.url or deadline.get_absolute_url(),
    )
