"""By when a case is accepted and answered, as the desk shows it."""

from dataclasses import dataclass
from datetime import date

from catalog.items.staff.rows import due_words
from disclosure.deadlines.dates import full, month_day
from disclosure.deadlines.models import UNDONE, Deadline
from disclosure.deadlines.strip import Strip, trace_strip
from disclosure.deadlines.workdays import WorkCalendar
from disclosure.deadlines.working_calendar import current_calendar
from disclosure.web.components import Due
from feedback.cases.context import CaseContext
from feedback.cases.staff.queue_order import current_deadline
from feedback.cases.states import State


@dataclass(frozen=True)
class DueDate(Due):
    """``what``: is due; ``trace``: why on that day."""

    what: str = ""
    trace: Strip | None = None


def due_of(case, on: date, calendar: WorkCalendar) -> Due | None:
    """Of the next day of an open case, while its clock runs."""
    deadline = current_deadline(case)
    if not case.is_open or deadline is None or deadline.closed_on is not None:
        return None
    words, state = due_words(deadline.due_on, on, calendar)
    return Due(words, state, month_day(deadline.due_on), deadline.is_provisional, deadline.safe_words)


def dues_of(context: CaseContext) -> list[DueDate]:
    """The superior's day while it decides."""
    case, on, reply, calendar = context.subject, context.on, context.reply, current_calendar()
    above = reply.superior_deadline if reply and case.state == State.AT_SUPERIOR else None
    named = (("受理", case.accept_deadline), ("答复", case.answer_deadline), ("上级审定", above))
    return [due_row(what, deadline, on, calendar) for what, deadline in named if deadline is not None]


def due_row(what: str, deadline: Deadline, on: date, calendar: WorkCalendar) -> DueDate:
    by = full(deadline.due_on, calendar) if deadline.due_on else ""
    words = words_of(deadline, on, calendar)
    return DueDate(
        *words, by, deadline.is_provisional, deadline.safe_words, what=what, trace=trace_strip(deadline.trace)
    )


def words_of(deadline: Deadline, on: date, calendar: WorkCalendar) -> tuple[str, str]:
    if deadline.closed_on is None:
        return due_words(deadline.due_on, on, calendar)
    if deadline.was_late():
        return "办得晚于期限", "late"
    return (deadline.get_closed_as_display(), "done") if deadline.closed_as in UNDONE else ("按时办了", "done")
