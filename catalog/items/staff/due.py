"""The day by which an item must be disclosed, as its workbench shows it."""

from datetime import date

from catalog.items.models import Item
from catalog.items.staff.rows import due_words
from disclosure.deadlines.dates import full
from disclosure.deadlines.models import UNDONE
from disclosure.deadlines.strip import trace_strip
from disclosure.deadlines.workdays import WorkCalendar


def deadline_rows(item: Item, calendar: WorkCalendar, on: date) -> dict:
    deadline = item.deadline
    if deadline is None:
        return {}
    if deadline.closed_as in UNDONE:
        words, state = deadline.get_closed_as_display(), "excused"
    elif deadline.closed_on:
        words, state = ("按时公开", "done") if not deadline.was_late() else ("晚于期限公开", "late")
    else:
        words, state = due_words(deadline.due_on, on, calendar)
    return {
        "words": words,
        "state": state,
        "on": full(deadline.due_on, calendar) if deadline.due_on else "",
        "is_provisional": deadline.is_provisional,
        "trace": trace_strip(deadline.trace),
    }
