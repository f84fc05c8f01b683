"""The status of a row of the ledger on a day: exactly one of seven, each with its word, icon and colour."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q

from disclosure.deadlines.models import CAN_BE_LATE, DONE, ENDED, EXCUSED, Deadline, is_late

LATE, TODO, ON_TIME = "late", "todo", "done"
UNCONFIRMED, CONFIRMED = "unconfirmed", "confirmed"
# Status → how many.
Counts = Mapping[str, int]


@dataclass(frozen=True)
class Status:
    """``colour`` is a state of the component ``state_badge``."""

    word: str
    icon: str
    colour: str


# What asks for something first.
STATUSES = {
    LATE: Status("逾期", "late", "late"),
    TODO: Status("待办", "clock", "soon"),
    UNCONFIRMED: Status("未确认", "waiting", "waiting"),
    ON_TIME: Status("按时", "done", "done"),
    CONFIRMED: Status("已确认", "check", "excused"),
    EXCUSED: Status("不予或暂缓", "excused", "excused"),
    ENDED: Status("不再需要", "close", "draft"),
}


def conditions(on: date) -> Mapping[str, Q]:
    """Of rows with a due date; late are those closed late, in whatever way, and those overdue still."""
    is_open, in_time = Q(closed_on__isnull=True), Q(closed_on__lte=F("due_on")) | ~CAN_BE_LATE
    return {
        LATE: is_late(on),
        TODO: is_open & Q(due_on__gte=on),
        UNCONFIRMED: is_open & Q(due_on__lt=on) & ~CAN_BE_LATE,
        ON_TIME: in_time & CAN_BE_LATE & Q(closed_as=DONE),
        CONFIRMED: ~CAN_BE_LATE & Q(closed_as=DONE),
        EXCUSED: in_time & Q(closed_as=EXCUSED),
        ENDED: in_time & Q(closed_as=ENDED),
    }


def counts(on: date) -> Mapping[str, Count]:
    """Aggregates by status, for ``annotate`` or ``aggregate``."""
    return {name: Count("pk", filter=condition) for name, condition in conditions(on).items()}


def status_of(deadline: Deadline, on: date) -> str:
    if deadline.closed_on is None:
        late = LATE if deadline.can_be_late else UNCONFIRMED
        return late if deadline.is_past(on) else TODO
    if deadline.was_late():
        return LATE
    return CONFIRMED if deadline.closed_as == DONE and not deadline.can_be_late else deadline.closed_as


@dataclass(frozen=True)
class Mark:
    """How many stand in one way. ``where`` is read out before it."""

    name: str
    count: int | None = None
    url: str = ""
    where: str = ""

    @property
    def status(self) -> Status:
        return STATUSES[self.name]

    @property
    def label(self) -> str:
        said = self.status.word if self.count is None else f"{self.status.word} {self.count} 件"
        return f"{self.where}：{said}" if self.where else said


def marks(row: Counts, link: Callable[[str], str], where: str) -> list[Mark]:
    """One mark a status that has rows; ``link`` makes its address of the status's name."""
    return [Mark(name, row[name], link(name), where) for name in STATUSES if row.get(name)]
