"""What waits to be archived, as rows of a list."""

from dataclasses import dataclass
from datetime import date

from catalog.items.models import Item
from catalog.items.staff.rows import due_words, whose
from disclosure.deadlines.dates import plain
from disclosure.deadlines.models import Deadline
from disclosure.deadlines.workdays import WorkCalendar
from disclosure.web.components import Badge


@dataclass(frozen=True)
class WaitingRow:
    """``on``: the day in words, empty while the clock is stopped."""

    deadline: Deadline
    item: Item
    whose: str
    badge: Badge
    on: str


def waiting_row(deadline: Deadline, on: date, calendar: WorkCalendar) -> WaitingRow:
    words, state = due_words(deadline.due_on, on, calendar)
    owner = whose(deadline.organization, deadline.department)
    day = plain(deadline.due_on) if deadline.due_on else ""
    return WaitingRow(deadline, deadline.archived_item, owner, Badge(state, words), day)
