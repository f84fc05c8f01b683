"""The map of an organisation's catalogue against the periods of a year, and the calendar of a subtree (LK-01, LK-05).

Every number leads to exactly its rows.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db.models.functions import TruncMonth, TruncQuarter

from catalog.directory.contents import DirectoryTree, catalogue_for, entries_of
from catalog.obligations.confirmations.asked import asked_of
from catalog.obligations.confirmations.marks import EVENT, AnswerMark, answers_of, sums_of
from catalog.schemes.rules import find_scheme
from disclosure.deadlines.calendar.due_calendar import DueCalendar, Span, calendar_of
from disclosure.deadlines.dates import month_word
from disclosure.deadlines.models import Deadline
from disclosure.deadlines.rules import period_of
from disclosure.deadlines.status import LATE, STATUSES, Counts, Mark, counts, marks
from disclosure.deadlines.workdays import WorkCalendar
from disclosure.organizations.models.directory import Organization
from disclosure.oversight.coverage.tables import Table, tables_of
from disclosure.oversight.frame import view_url
from disclosure.oversight.selection import DISCLOSURE, ENTRY_CODE, NO_ENTRY, Selection
from disclosure.oversight.watching import Watch

CUTS = {"quarter": "按季度", "month": "按月"}
TRUNCATIONS = {"month": TruncMonth, "quarter": TruncQuarter}


@dataclass(frozen=True)
class Column:
    """A period of the year; what falls due in it stands in it."""

    first: date
    last: date
    label: str

    def holds(self, on: date) -> bool:
        return self.first <= on <= self.last


@dataclass(frozen=True)
class Cell:
    """``answers``: what was confirmed of it; ``is_unasked``: it owes by event, and nobody was asked what there was."""

    label: str
    marks: list[Mark]
    answers: list[AnswerMark] = field(default_factory=list)
    is_unasked: bool = False

    @property
    def is_nothing(self) -> bool:
        return not (self.marks or self.answers)


@dataclass(frozen=True)
class Row:
    """An entry by its code and name, with a cell a period."""

    code: str
    name: str
    cells: list[Cell]


@dataclass(frozen=True)
class PeriodMap:
    """``groups``: a category's label with its rows; ``selection``: all that is counted; ``coverage``: a table a taxonomy."""

    columns: list[Column]
    groups: list[tuple[str, list[Row]]]
    totals: list[Cell]
    selection: Selection
    coverage: list[Table]

    @property
    def width(self) -> int:
        return len(self.columns) + 1


# --- the map ---


def period_map(watch: Watch, year: int, by: str, on: date) -> PeriodMap:
    """Five statements whatever the size: the catalogue, its entries, the scheme, the numbers, the confirmations."""
    columns = columns_of(year, by)
    found = cells_of(watch, year, by, on)
    known = answers_of(watch.organization, year) if watch.organization else []
    said = {(row.code, column_of(row.ends_on, columns).first): row for row in known}
    tree = tree_of(watch)
    asked = asked_codes(watch, tree, on)
    every = Selection(state="all", kind=DISCLOSURE, own=True, first=columns[0].first, last=columns[-1].last)

    def cell(selection: Selection, where: str, column: Column, row: Counts, code: str) -> Cell:
        here, own = selection.but(first=column.first, last=column.last), said.get((code, column.first))
        shown = marks(row, lambda name: here.but(state=name).url(watch.code), where)
        # What was registered shows itself where it falls due in the same period.
        answers = [own.mark(where)] if own and not (shown and own.name == EVENT) else []
        return Cell(column.label, shown, answers, code in asked)

    def row_of(code: str, name: str) -> Row:
        selection, words = every.but(entry=code or NO_ENTRY), " ".join(filter(None, (code, name)))
        cells = [
            cell(selection, f"{words} {year}年{column.label}", column, found.get((code, column.first), {}), code)
            for column in columns
        ]
        return Row(code, name, cells)

    def total(column: Column) -> Counts:
        rows = [row for (_code, first), row in found.items() if first == column.first]
        return {name: sum(row[name] for row in rows) for name in STATUSES}

    def total_cell(column: Column) -> Cell:
        here, where = every.but(first=column.first, last=column.last), f"{year}年{column.label}合计"
        shown = marks(total(column), lambda name: here.but(state=name).url(watch.code), where)
        return Cell(column.label, shown, sums_of([row for row in known if column.holds(row.ends_on)], where))

    groups = groups_of(tree, {code for code, _first in found})
    return PeriodMap(
        columns,
        [(label, [row_of(*entry) for entry in entries]) for label, entries in groups],
        [total_cell(column) for column in columns],
        every,
        tables_of(tree.entries if tree else (), found),
    )


def coverage_of(watch: Watch, year: int, on: date) -> list[Table]:
    """The same tables alone, for a file."""
    tree = tree_of(watch)
    return tables_of(tree.entries if tree else (), cells_of(watch, year, "quarter", on))


def columns_of(year: int, by: str) -> list[Column]:
    """``by``: month or quarter."""
    step = 1 if by == "month" else 3
    shown = []
    for month in range(1, 13, step):
        first, last = period_of(by, date(year, month, 1))
        label = month_word(month) if by == "month" else f"{'一二三四'[month // 3]}季度"
        shown.append(Column(first, last, label))
    return shown


def cells_of(watch: Watch, year: int, by: str, on: date) -> dict[tuple[str, date], dict[str, int]]:
    """(Entry's code, first day of the period) → count by status. The code is "" for what has no entry.

    Duties and items alike: what is published without being owed by period has its own row of the ledger.
    """
    rows = (
        watch.deadlines(own=True).due_within(date(year, 1, 1), date(year, 12, 31)).filter(kind__in=Deadline.DISCLOSING)
    )
    found = rows.values(code=ENTRY_CODE, period=TRUNCATIONS[by]("due_on")).annotate(**counts(on)).order_by()
    return {(row["code"], row["period"]): {name: row[name] for name in STATUSES} for row in found}


def column_of(on: date, columns: list[Column]) -> Column:
    return next(column for column in columns if column.holds(on))


def tree_of(watch: Watch) -> DirectoryTree | None:
    catalogue = catalogue_for(watch.organization) if watch.organization else None
    return entries_of(catalogue) if catalogue else None


def asked_codes(watch: Watch, tree: DirectoryTree | None, on: date) -> set[str]:
    """Of the entries that owe by event: of them the calendar knows nothing."""
    rules = find_scheme(watch.organization, on) if tree else None
    return {line.code for line in asked_of(tree.entries, rules)} if tree and rules else set()


def groups_of(tree: DirectoryTree | None, codes: set[str]) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Category → (code, name) of its entries; then what the catalogue no longer has, then what has no entry."""
    left = codes - {""}
    for category in tree.categories if tree else ():
        entries = [(line.code, line.name) for line in category.entries]
        left -= {code for code, _content in entries}
        if entries:
            yield f"{category.code} {category.label}".strip() or "目录", entries
    if left:
        yield "现在的目录里没有的", [(code, "") for code in sorted(left)]
    if "" in codes:
        yield "目录外", [("", "目录外事项和科室报送")]


# --- the calendar ---


@dataclass(frozen=True)
class UnitRow:
    label: str
    url: str
    marks: list[Mark]


def calendar_page(watch: Watch, span: Span, calendar: WorkCalendar, on: date) -> DueCalendar:
    def link(name: str, first: date, last: date) -> str:
        return Selection(state=name, first=first, last=last).url(watch.code)

    return calendar_of(watch.deadlines(), span, calendar=calendar, on=on, link=link)


def units_of(watch: Watch, span: Span, on: date) -> list[UnitRow]:
    """All of the level, most late first, each with its own calendar; of those no longer in use only what had something due."""
    rows = watch.deadlines().due_within(span.first, span.last).order_by().values(path=watch.unit)
    found = {row["path"]: row for row in rows.annotate(**counts(on))}
    units = [unit for unit in watch.units if unit.is_active or unit.path in found]
    units.sort(key=lambda unit: (-found.get(unit.path, {}).get(LATE, 0), unit.path))
    return [unit_row(watch, unit, found.get(unit.path, {}), span) for unit in units]


def unit_row(watch: Watch, unit: Organization, row: Counts, span: Span) -> UnitRow:
    own = watch.is_itself(unit)
    selection = Selection(first=span.first, last=span.last, own=own)
    shown = marks(row, lambda name: selection.but(state=name).url(unit.code), f"{unit} {span.label}")
    return UnitRow(watch.label_of(unit), "" if own else f"{view_url('calendar', unit.code)}?{span.query}", shown)
