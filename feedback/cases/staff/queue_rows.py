"""A row of the queue at the desk, in words."""

from dataclasses import dataclass
from datetime import date

from disclosure.deadlines.dates import short
from disclosure.deadlines.workdays import WorkCalendar
from disclosure.web.components import Due
from feedback.cases.models.cases import Case
from feedback.cases.staff.dues import due_of


@dataclass(frozen=True)
class QueueRow:
    case: Case
    received: str
    due: Due | None
    handlers: str


def row_of(case: Case, on: date, calendar: WorkCalendar) -> QueueRow:
    return QueueRow(case, short(case.received_on, on), due_of(case, on, calendar), case.handled_by or "未分办")
