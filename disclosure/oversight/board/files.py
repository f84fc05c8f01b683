"""The numbers that the page shows, as csv and xlsx: a row for each organisation, and the same of all."""

from collections.abc import Iterator, Mapping

from django.http import HttpResponseBase

from disclosure.deadlines import dates
from disclosure.files.tables import table_file
from disclosure.oversight.board.numbers import Numbers
from disclosure.oversight.board.sentence import name_of
from disclosure.oversight.indicators.measuring import Figures, percent

THIS_MONTH, NOW = ("due", "on_time", "late"), ("overdue_now", "overdue_before", "oldest_days", "due_soon")


def columns(numbers: Numbers) -> Mapping[str, int]:
    """Heading → width."""
    kind = numbers.kind
    month = {f"本月{name_of(key, kind)}": 12 for key in THIS_MONTH}
    rate = {f"本月{name_of('on_time_rate', kind)}": 12}
    late = {f"{dates.year_month(month)}{name}": 14 for month in numbers.months for name in ("应办", "逾期")}
    return {"党组织": 24, "组织代码": 14, **month, **rate, **{name_of(key, kind): 12 for key in NOW}, **late}


def rows(numbers: Numbers) -> Iterator[list[str | int]]:
    for unit in numbers.units:
        by_month = [numbers.cell(unit, month) for month in numbers.months]
        yield [numbers.label_of(unit), unit.code, *cells(numbers.of(unit), by_month)]
    yield ["合计", "", *cells(numbers.now, [numbers.month(month) for month in numbers.months])]


def cells(now: Figures, by_month: list[Figures]) -> list[str | int]:
    this = by_month[-1]
    monthly = [month[key] for month in by_month for key in ("due", "late")]
    return [*(this[key] for key in THIS_MONTH), percent(this), *(now[key] for key in NOW), *monthly]


def numbers_file(kind: str, numbers: Numbers) -> HttpResponseBase:
    return table_file(kind, f"numbers-{numbers.on}", "各组织情况", columns(numbers), rows(numbers))
