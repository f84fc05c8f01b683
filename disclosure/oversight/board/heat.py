"""Where it gets worse: organisations × months, every cell a link to its rows."""

from dataclasses import dataclass
from datetime import date

from disclosure.deadlines import dates
from disclosure.organizations.models.directory import Organization
from disclosure.oversight.board.late import drill_url
from disclosure.oversight.board.numbers import Numbers
from disclosure.oversight.indicators.addresses import url_of
from disclosure.oversight.indicators.measuring import Figures
from disclosure.oversight.indicators.registry import INDICATORS
from disclosure.oversight.watching import MOST_UNITS

BOUNDS = (0, 0.1, 0.25, 0.5)


@dataclass(frozen=True)
class HeatCell:
    text: str
    level: int | str
    label: str
    url: str = ""


@dataclass(frozen=True)
class HeatRow:
    label: str
    url: str
    cells: list[HeatCell]


@dataclass(frozen=True)
class Heat:
    """``left_out``: how many organisations are not drawn, being better than those that are."""

    months: list[str]
    rows: list[HeatRow]
    left_out: int


def heat_map(numbers: Numbers) -> Heat:
    rows = [heat_row(numbers, unit) for unit in numbers.units[:MOST_UNITS]]
    months = [dates.month_word(month.month) for month in numbers.months]
    return Heat(months, rows, len(numbers.units) - len(rows))


def heat_row(numbers: Numbers, unit: Organization) -> HeatRow:
    cells = [heat_cell(numbers, unit, month) for month in numbers.months]
    return HeatRow(numbers.label_of(unit), drill_url(numbers, unit), cells)


def heat_cell(numbers: Numbers, unit: Organization, month: date) -> HeatCell:
    cell = numbers.cell(unit, month)
    where = f"{numbers.label_of(unit)} {dates.year_month(month)}"
    if not cell["due"]:
        return HeatCell("–", "", f"{where}：没有应办的")
    key = "late" if cell["late"] else "due"
    url = url_of(key, unit.code, month=month, own=numbers.is_alone(unit), kind=numbers.kind)
    late = f"{INDICATORS['late'].name}{cell['late']}件，其中现在还没办{cell['overdue_now']}件"
    return HeatCell(
        str(cell["late"]), level(cell), f"{where}：应办{cell['due']}件，按时{cell['on_time']}件，{late}", url
    )


def level(cell: Figures) -> int:
    """0 none late; 1 up to a tenth; 2 up to a quarter; 3 up to a half; 4 more."""
    share = cell["late"] / cell["due"]
    return sum(share > bound for bound in BOUNDS)
