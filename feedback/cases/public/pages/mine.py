"""A person's own cases as rows: its state and when the answer is due."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from catalog.items.staff.rows import due_words
from disclosure.deadlines import dates
from disclosure.deadlines.workdays import WorkCalendar
from disclosure.deadlines.working_calendar import current_calendar
from disclosure.web.components import Badge, Fact
from feedback.cases.models.cases import Case
from feedback.cases.public.pages.due import clocks
from feedback.cases.public.pages.status import ASKED_IN_LISTS, badge_of

ORDER = ["-received_on", "-pk"]


@dataclass(frozen=True)
class Row:
    """``next``: what comes next and how long still: whether it is accepted, then the answer."""

    case: Case
    badge: Badge
    received_on: str
    next: Fact | None


def with_row_columns(cases: QuerySet[Case]) -> QuerySet[Case]:
    joined = cases.select_related("organization", "accept_deadline", "answer_deadline")
    return joined.defer("text", "listed_text", "listed_reply")


def rows(cases: list[Case], on: date) -> list[Row]:
    calendar = current_calendar()
    return [
        Row(case, badge_of(case, ASKED_IN_LISTS), dates.short(case.received_on, on), next_of(case, on, calendar))
        for case in cases
    ]


def next_of(case: Case, on: date, calendar: WorkCalendar) -> Fact | None:
    for label, deadline in clocks(case):
        if deadline is not None and deadline.closed_on is None:
            words, state = due_words(deadline.due_on, on, calendar)
            return Fact(label, words, state=state)
    return None
