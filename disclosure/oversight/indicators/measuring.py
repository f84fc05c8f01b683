"""Many numbers of many organisations and months, from one statement."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Min, Q, QuerySet
from django.db.models.expressions import Combinable
from django.db.models.functions import TruncMonth

from disclosure.oversight.indicators.entries import CATEGORY, ENTRY_CODE
from disclosure.oversight.indicators.registry import DAYS, INDICATORS

# Name of a cut → the column that the rows are put apart by.
Cuts = Mapping[str, Combinable]
OLDEST = "oldest_due_on"


CUTS: Cuts = {
    "organization": F("organization_id"),
    "department": F("department_id"),
    "kind": F("kind"),
    "category": CATEGORY,
    "entry": ENTRY_CODE,
    "month": TruncMonth("due_on"),
}


@dataclass(frozen=True)
class Figures:
    """Numbers of some rows on a day; those of several groups can be added up. ``oldest``: the earliest due date overdue now."""

    on: date
    counts: Mapping[str, int]
    oldest: date | None = None

    def __getitem__(self, key: str) -> Any:
        """An int; of ``on_time_rate`` a ``Decimal`` from 0 to 100, None where nothing has come due."""
        indicator = INDICATORS[key]
        if indicator.ratio:
            part, whole = (self.counts[each] for each in indicator.ratio)
            return Decimal(100 * part) / whole if whole else None
        if indicator.unit == DAYS:
            return (self.on - self.oldest).days if self.oldest else 0
        return self.counts[key]

    def __or__(self, other: "Figures") -> "Figures":
        counts = {key: count + other.counts[key] for key, count in self.counts.items()}
        return Figures(self.on, counts, min(filter(None, (self.oldest, other.oldest)), default=None))


def percent(figures: Figures) -> str:
    """Never rounded up: 100% means all of them."""
    rate = figures["on_time_rate"]
    return "–" if rate is None else f"{int(rate)}%"


def nothing(keys: Iterable[str], on: date) -> Figures:
    return Figures(on, dict.fromkeys(counted_by(keys), 0))


def total(found: Iterable[Figures], keys: Iterable[str], on: date) -> Figures:
    summed = nothing(keys, on)
    for each in found:
        summed |= each
    return summed


def counted_by(keys: Iterable[str]) -> list[str]:
    """The counts that the numbers are made of."""
    parts = [part for key in keys for part in (INDICATORS[key].ratio or (key,))]
    return list(dict.fromkeys(part for part in parts if INDICATORS[part].unit != DAYS))


def measure(
    rows: QuerySet, keys: Iterable[str], on: date, by: Iterable[str] = (), cuts: Cuts = CUTS
) -> dict[tuple, Figures]:
    """Values of the cuts ``by``, in their order → the numbers of those rows; a group without rows is missing. One statement.

    ``rows``: of whichever organisations and days, in any state. The cut ``month`` is the first day of the month of the due
    date, None of what is paused.
    """
    keys, by = list(keys), list(by)
    counted = counted_by(keys)
    # An alias that is a column's own name is refused, hence the marks before and after.
    wanted: dict[str, Any] = {f"{key}_": Count("pk", filter=INDICATORS[key].rows(on)) for key in counted}
    if any(INDICATORS[key].unit == DAYS for key in keys):
        wanted[OLDEST] = Min("due_on", filter=INDICATORS["oldest_days"].rows(on))
    if not by:
        return {(): figures_in(rows.order_by().aggregate(**wanted), counted, on)}
    groups = rows.order_by().values(**{f"by_{name}": cuts[name] for name in by}).annotate(**wanted)
    return {tuple(row[f"by_{name}"] for name in by): figures_in(row, counted, on) for row in groups}


def figures_in(row: Mapping[str, Any], counted: Iterable[str], on: date) -> Figures:
    return Figures(on, {key: row[f"{key}_"] for key in counted}, row.get(OLDEST))


def regroup(found: Mapping[tuple, Figures], pick: Callable[[tuple], Any]) -> dict[Any, Figures]:
    """The same numbers added up by what ``pick`` makes of a group's values."""
    summed: dict[Any, Figures] = {}
    for values, figures in found.items():
        key = pick(values)
        summed[key] = summed[key] | figures if key in summed else figures
    return summed


def due_in(first: date, last: date, *, still_open_on: date | None = None) -> Q:
    """Due in the days, both included, or before them and still open: what is asked of a period and of now together.

    ``still_open_on``: those before them also that were closed only after that day.
    """
    was_open = Q(closed_on__isnull=True)
    if still_open_on:
        was_open |= Q(closed_on__gt=still_open_on)
    return Q(due_on__range=(first, last)) | was_open & Q(due_on__lt=first)
