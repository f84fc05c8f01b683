"""The numbers of a place by unit and month, all of the page from one statement."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.db.models import F

from disclosure.deadlines.rules import period_of
from disclosure.organizations.models.directory import Organization
from disclosure.oversight.indicators.measuring import CUTS, Figures, due_in, measure, nothing, regroup, total
from disclosure.oversight.indicators.registry import end_of_month_before, end_of_week
from disclosure.oversight.selection import Selection
from disclosure.oversight.watching import Watch

MONTHS = 12
KEYS = (
    "due",
    "fallen_due",
    "on_time",
    "late",
    "on_time_rate",
    "overdue_now",
    "overdue_before",
    "oldest_days",
    "due_soon",
)


def month_before(first: date) -> date:
    return (first - timedelta(days=1)).replace(day=1)


def year_before(first: date) -> date:
    return first.replace(year=first.year - 1)


def months_until(on: date, count: int = MONTHS) -> list[date]:
    """First days, the oldest first."""
    months = [on.replace(day=1)]
    while len(months) < count:
        months.insert(0, month_before(months[0]))
    return months


@dataclass(frozen=True)
class Numbers:
    """``found``: (path of an organisation, first day of the month of the due date) → its own numbers. ``kind``: of ``KINDS``,
    or all. ``by_level``: units are those right below, each with all below it; else every organisation by itself."""

    watch: Watch
    kind: str
    on: date
    by_level: bool
    found: Mapping[tuple, Figures]

    @property
    def months(self) -> list[date]:
        return months_until(self.on)

    @cached_property
    def cells(self) -> Mapping[tuple[str, date], Figures]:
        """(Path of a unit, month) → numbers."""
        if not self.by_level:
            return self.found
        return regroup(self.found, lambda values: (self.watch.unit_at(values[0]), values[1]))

    @cached_property
    def by_unit(self) -> Mapping[str, Figures]:
        return regroup(self.cells, lambda values: values[0])

    @cached_property
    def by_month(self) -> Mapping[date, Figures]:
        return regroup(self.found, lambda values: values[1])

    @cached_property
    def now(self) -> Figures:
        """Of all, for what is asked of today."""
        return total(self.found.values(), KEYS, self.on)

    @cached_property
    def units(self) -> list[Organization]:
        """All that stand side by side, worst first; of those no longer in use only what has numbers."""
        places = self.watch.units if self.by_level else self.watch.places
        return sorted((unit for unit in places if unit.is_active or unit.path in self.by_unit), key=self.badness)

    @property
    def has_levels(self) -> bool:
        """Whether anything lies below those right below."""
        return len(self.watch.places) > len(self.watch.units)

    def is_alone(self, unit: Organization) -> bool:
        """Whether a unit stands for its own rows only."""
        return not self.by_level or self.watch.is_itself(unit)

    def label_of(self, unit: Organization) -> str:
        """What has others below it and stands alone here says so."""
        return f"{unit}（本级）" if self.is_alone(unit) and unit.numchild else str(unit)

    def badness(self, unit: Organization) -> tuple:
        figures, month = self.of(unit), self.cell(unit, self.months[-1])
        return (-figures["overdue_now"], -figures["oldest_days"], -month["late"], unit.path)

    def of(self, unit: Organization) -> Figures:
        return self.by_unit.get(unit.path) or nothing(KEYS, self.on)

    def month(self, first: date) -> Figures:
        return self.by_month.get(first) or nothing(KEYS, self.on)

    def cell(self, unit: Organization, first: date) -> Figures:
        return self.cells.get((unit.path, first)) or nothing(KEYS, self.on)


def numbers_of(watch: Watch, kind: str, on: date, *, by_level: bool = False) -> Numbers:
    """What fell due in this month, the eleven before it and the same a year before, and all that is overdue."""
    first, last = year_before(months_until(on)[0]), max(period_of("month", on)[1], end_of_week(on))
    rows = Selection(state="all", kind=kind).rows(watch.deadlines(), on)
    rows = rows.filter(due_in(first, last, still_open_on=end_of_month_before(on)))
    found = measure(rows, KEYS, on, by=("path", "month"), cuts={**CUTS, "path": F("organization__path")})
    return Numbers(watch, kind, on, by_level, found)
