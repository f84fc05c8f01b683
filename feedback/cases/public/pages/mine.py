"""A person's own letters as rows: where each stands and when the answer is due."""

from datetime import date

from django.db.models import QuerySet

from catalog.items.staff.rows import due_words
from disclosure.deadlines import dates
from disclosure.deadlines.workdays import WorkCalendar
from feedback.cases.models.cases import Letter
from feedback.cases.public.pages.status import ASKED, badge
from feedback.cases.states import State

ORDER = ["-received_on", "-pk"]
JOINED = ("organization", "accept_deadline", "answer_deadline")
# In these the sender is the one who is waited for, or asked what they think.
ASKS = {State.INCOMPLETE: ASKED, State.ANSWERED: "请看答复"}


def with_row_facts(letters: QuerySet[Letter]) -> QuerySet[Letter]:
    return letters.select_related(*JOINED).defer("text", "listed_text", "listed_reply")


def rows(letters: list[Letter], on: date, calendar: WorkCalendar) -> list[dict]:
    return [row(letter, on, calendar) for letter in letters]


def row(letter: Letter, on: date, calendar: WorkCalendar) -> dict:
    return {
        "url": f"/requests/letter/{letter.number}/",
        "title": letter.subject,
        "number": letter.number,
        "kind": letter.get_kind_display(),
        "organization": str(letter.organization),
        "on": dates.short(letter.received_on, on),
        "state": badge(letter.state),
        "word": ASKS.get(State(letter.state)) or letter.get_state_display(),
        "due": due(letter, on, calendar),
    }


def due(letter: Letter, on: date, calendar: WorkCalendar) -> dict | None:
    """What comes next: whether it is accepted, then the answer."""
    for label, deadline in (("受理", letter.accept_deadline), ("答复", letter.answer_deadline)):
        if deadline is not None and deadline.closed_on is None:
            words, state = due_words(deadline.due_on, on, calendar)
            return {"label": label, "words": words, "state": state}
    return None
