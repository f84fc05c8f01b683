"""Rows of the ledger for the tests of every app."""

from datetime import date

from disclosure.deadlines.actions import open_deadline
from disclosure.deadlines.models import Deadline
from disclosure.deadlines.workdays import Day, WorkCalendar, days_between
from disclosure.organizations.tests.factories import noon

MONDAY = date(2026, 9, 7)


def make_deadline(
    organization, *, start_on=MONDAY, rule=None, opened_on=None, title="1-1 党费收缴情况", **fields
) -> Deadline:
    """Opened on the day it starts; five working days when no rule is given."""
    return open_deadline(
        organization=organization,
        kind=fields.pop("kind", Deadline.Kind.ITEM),
        title=title,
        start_on=start_on,
        rule=rule or {"working_days": 5},
        now=noon(opened_on or start_on),
        **fields,
    )


def make_rows(organization, count, *, due_on, closed_on=None, **fields) -> list[Deadline]:
    """Many rows at once, without their traces being reckoned."""
    values = {
        "kind": Deadline.Kind.ITEM,
        "title": "1-1 党费收缴情况",
        "rule": {"working_days": 5},
        "trace": {},
        **fields,
    }
    rows = [
        Deadline(
            organization=organization,
            start_on=due_on,
            opened_on=due_on,
            due_on=due_on,
            closed_on=closed_on,
            closed_as="done" if closed_on else "",
            **values,
        )
        for _ in range(count)
    ]
    return Deadline.objects.bulk_create(rows)


def changed_days(before: WorkCalendar, after: WorkCalendar, first: date, last: date) -> tuple[tuple[Day, Day], ...]:
    """The days from ``first`` to ``last`` that work in one calendar and not in the other, as pairs (before, after)."""
    pairs = ((before.day(on), after.day(on)) for on in days_between(first, last))
    return tuple((was, now) for was, now in pairs if was.is_working != now.is_working)
