"""Supervisors and their suggestions as rows of tables."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from disclosure.deadlines.dates import plain
from disclosure.oversight.supervisors.models import Suggestion, Supervisor
from disclosure.web.components import Cell
from disclosure.web.paging import MOST_ROWS
from feedback.cases.models.cases import Case


def supervisor_rows(found: Iterable[Supervisor], on: date, desks: Collection[int] = ()) -> list[list[Cell]]:
    """``desks``: of which organisations the reader may open the page."""
    return [
        [
            Cell("姓名", "title", row.name, row.get_absolute_url() if row.organization_id in desks else ""),
            Cell("来自", text="，".join(filter(None, (row.get_constituency_display(), row.unit)))),
            Cell("聘期", text=row.term_words),
            Cell("党组织", text=str(row.organization)),
            Cell("情况", text=row.words(on) if not row.is_in_office(on) else "在聘"),
        ]
        for row in found
    ]


def suggestion_rows(on: date, **where: Any) -> list[list[Cell]]:
    """Newest first: whose, how it stands, by when; never what it says. One query."""
    reads = ("supervisor", "case__organization", "case__answer_deadline")
    found = Suggestion.objects.filter(**where).select_related(*reads).order_by("-pk")[:MOST_ROWS]
    return [suggestion_row(row, on) for row in found]


def suggestion_row(row: Suggestion, on: date) -> list[Cell]:
    case = row.case
    return [
        Cell("建议", "title", case.number),
        Cell("谁提的", text=row.supervisor.name),
        Cell("收到", text=plain(case.received_on)),
        Cell("情况", state=state_of(case, on), word=case.state_words()),
        Cell("答复期限", text=due_words(case)),
    ]


def state_of(case: Case, on: date) -> str:
    due = case.answer_deadline
    if case.answered_on or case.closed_at:
        return "done"
    return "late" if due and due.is_overdue(on) else "waiting"


def due_words(case: Case) -> str:
    if case.answered_on:
        return f"{plain(case.answered_on)}答复"
    due = case.answer_deadline
    return plain(due.due_on) if due and due.due_on else "—"
