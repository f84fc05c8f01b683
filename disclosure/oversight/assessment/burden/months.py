"""What each branch was asked for month by month: rows of the ledger that fell due there, and the steps that its people took by the
log. Counted, without a name; nothing is ranked by it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, F, Value, When
from django.db.models.functions import Substr, TruncMonth

from disclosure.audit.models import Event
from disclosure.deadlines import dates
from disclosure.deadlines.rules import period_of
from disclosure.organizations.models.directory import Organization, under
from disclosure.oversight.board.numbers import months_until
from disclosure.oversight.selection import Selection, place_url
from disclosure.oversight.watching import MOST_UNITS, Watch
from disclosure.web.components import Cell

MONTHS = 6
Counts = Mapping[tuple[str, int, int], int]


@dataclass(frozen=True)
class Burden:
    """``rows`` as cells, in the order of the tree: nothing is ranked."""

    sentence: str
    rows: list[list[Cell]]
    is_cut: bool
    most_units: int = MOST_UNITS


def burden_of(watch: Watch, on: date) -> Burden:
    """A constant number of statements."""
    months, units = months_until(on, MONTHS), watch.units[:MOST_UNITS]
    asked, taken, sizes = asked_for(watch, months, on), steps_taken(watch, months, on), organizations_in(watch)
    rows = [row_of(watch, unit, months, asked, taken, sizes.get(unit.path, 1)) for unit in units]
    total = sum(asked.values())
    organizations = sum(sizes.values()) or 1
    average = total / organizations / len(months)
    words = f"最近{len(months)}个月，门户平均每个月要每个组织办{average:.1f}件。"
    return Burden(words, rows, len(watch.units) > MOST_UNITS)


def asked_for(watch: Watch, months: list[date], on: date) -> Counts:
    """(Unit's path, year, month) → rows of the ledger that fell due there, whatever became of them."""
    rows = watch.deadlines().due_within(months[0], period_of("month", on)[1])
    found = rows.values(unit=watch.unit, month=TruncMonth("due_on")).annotate(count=Count("pk")).order_by()
    return {(row["unit"], row["month"].year, row["month"].month): row["count"] for row in found}


def unit_of_event(watch: Watch):
    """As ``Watch.unit``, of the log."""
    if watch.top is not None:
        return Substr("organization_path", 1, len(watch.top) + Organization.steplen)
    cases = [When(organization_path__startswith=path, then=Value(path)) for path in watch.scope]
    return Case(*cases, default=F("organization_path"))


def steps_taken(watch: Watch, months: list[date], on: date) -> Counts:
    """(Unit's path, year, month) → steps that a person took there; nobody's name is read."""
    events = Event.objects.filter(
        under(watch.scope, "organization_path"), actor_id__isnull=False, at__date__range=(months[0], on)
    )
    found = events.values(unit=unit_of_event(watch), month=TruncMonth("at")).annotate(count=Count("pk")).order_by()
    return {(row["unit"], row["month"].year, row["month"].month): row["count"] for row in found}


def organizations_in(watch: Watch) -> Mapping[str, int]:
    """Unit's path → how many organisations in use it stands for."""
    unit = Substr("path", 1, len(watch.top) + Organization.steplen) if watch.top is not None else unit_of_place(watch)
    rows = Organization.objects.active().within(watch.scope).values(unit=unit).annotate(count=Count("pk")).order_by()
    return {row["unit"]: row["count"] for row in rows}


def unit_of_place(watch: Watch):
    cases = [When(path__startswith=path, then=Value(path)) for path in watch.scope]
    return Case(*cases, default=F("path"))


def row_of(watch: Watch, unit: Organization, months: list[date], asked: Counts, taken: Counts, size: int) -> list[Cell]:
    """How many were asked for, and behind them the steps; a link to exactly these rows."""
    own = watch.is_itself(unit)
    name = Cell("党组织", "title", watch.label_of(unit), "" if own else place_url(unit.code))
    cells = []
    for month in months:
        key = (unit.path, month.year, month.month)
        many, steps = asked.get(key, 0), taken.get(key, 0)
        url = Selection(state="all", month=month, own=own).url(unit.code) if many else ""
        cells.append(Cell(dates.month_word(month.month), "number", f"{many}件·{steps}步", url))
    many = sum(asked.get((unit.path, month.year, month.month), 0) for month in months)
    average = Cell("平均每个组织每月", "number", f"{many / size / len(months):.1f}件")
    return [name, *cells, average]
