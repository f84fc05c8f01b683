"""The map of an organisation's catalogue against the periods of a year, every number from one statement (LK-01, LK-05)."""

from dataclasses import dataclass
from datetime import date

from django.db.models.functions import TruncMonth, TruncQuarter

from disclosure.deadlines.models import DeadlineQuerySet
from disclosure.deadlines.rules import period_of
from disclosure.deadlines.status import STATUSES, counts
from disclosure.oversight.selection import DISCLOSURE_KINDS, ENTRY_CODE

CUTS = {"month": TruncMonth, "quarter": TruncQuarter}


@dataclass(frozen=True)
class Column:
    """A period of the year; what falls due in it stands in it."""

    first: date
    last: date
    label: str


def columns(year: int, by: str) -> list[Column]:
    """``by``: month or quarter."""
    step = 1 if by == "month" else 3
    shown = []
    for month in range(1, 13, step):
        first, last = period_of(by, date(year, month, 1))
        label = f"{month}月" if by == "month" else f"{'一二三四'[month // 3]}季度"
        shown.append(Column(first, last, label))
    return shown


def cells(deadlines: DeadlineQuerySet, year: int, by: str, on: date) -> dict[tuple[str, date], dict[str, int]]:
    """(Entry's code, first day of the period) → count by status. The code is "" for what has no entry.

    Duties and items alike: what is published without being owed by period has its own row of the ledger.
    """
    rows = deadlines.filter(kind__in=DISCLOSURE_KINDS).due_within(date(year, 1, 1), date(year, 12, 31))
    found = rows.values(code=ENTRY_CODE, period=CUTS[by]("due_on")).annotate(**counts(on)).order_by()
    return {(row["code"], row["period"]): {name: row[name] for name in STATUSES} for row in found}
