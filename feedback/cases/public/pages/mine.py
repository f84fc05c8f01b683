"""A person's own cases as rows: where each stands and when the answer is due."""

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from catalog.items.staff.rows import due_words
from disclosure.deadlines import dates
from disclosure.deadlines.workdays import WorkCalendar
from feedback.cases.models.cases import Case
from feedback.cases.public.pages.status import ASKED, badge
from feedback.cases.states import State

ORDER = ["-received_on", "-pk"]
JOINED = ("organization", "accept_deadline", "answer_deadline")
# In these the sender is the one who is waited for, or asked what they think.
ASKS = {State.INCOMPLETE: ASKED, State.ANSWERED: "请看答复"}


def with_row_facts(cases: QuerySet[Case]) -> QuerySet[Case]:
    return cases.select_related(*JOINED).defer("text", "listed_text", "listed_reply")


def rows(cases: list[Case], on: date, calendar: WorkCalendar) -> list[dict]:
    return [row(case, on, calendar) for case in cases]


def row(case: Case, on: date, calendar: WorkCalendar) -> dict:
    return {
        "url": reverse("feedback:case", args=[case.number]),
        "title": case.subject,
        "number": case.number,
        "kind": case.get_kind_display(),
        "organization": str(case.organization),
        "on": dates.short(case.received_on, on),
        "state": badge(case.state),
        "word": ASKS.get(State(case.state)) or case.get_state_display(),
        "due": due(case, on, calendar),
    }


def due(case: Case, on: date, calendar: WorkCalendar) -> dict | None:
    """What comes next: whether it is accepted, then the answer."""
    for label, deadline in (("受理", case.accept_deadline), ("答复", case.answer_deadline)):
        if deadline is not None and deadline.closed_on is None:
            words, state = due_words(deadline.due_on, on, calendar)
            return {"label": label, "words": words, "state": state}
    return None
