"""The on-time rate of the last twelve months beside those a year before, as a picture and as the table beneath it."""

from dataclasses import dataclass
from datetime import date

from disclosure.deadlines import dates
from disclosure.oversight.board.numbers import Numbers, year_before
from disclosure.oversight.board.sentence import name_of
from disclosure.oversight.indicators.addresses import url_of
from disclosure.oversight.indicators.measuring import Figures, percent
from disclosure.oversight.indicators.registry import INDICATORS
from disclosure.web.charts.lines import LineChart, Series
from disclosure.web.components import Cell

SHOWN = ("due", "on_time", "late")


@dataclass(frozen=True)
class Trend:
    """``caption``: what the lines are; ``rows``: of the component ``table``."""

    name: str
    chart: LineChart
    caption: str
    rows: list[list[Cell]]


def trend(numbers: Numbers) -> Trend:
    months, name = numbers.months, name_of("on_time_rate", numbers.kind)
    labels = [dates.month_word(month.month) for month in months]
    chart = LineChart(
        "trend",
        f"{name}，近十二个月",
        description(numbers, months),
        labels,
        [
            Series("今年", [numbers.month(month)["on_time_rate"] for month in months]),
            Series("去年同月", [numbers.month(year_before(month))["on_time_rate"] for month in months], "before"),
        ],
        last_word="到今天",
    )
    caption = f"实线是近十二个月，虚线是再早一年的同月。{name} = {INDICATORS['on_time_rate'].formula}。"
    return Trend(name, chart, caption, rows(numbers, months))


def description(numbers: Numbers, months: list[date]) -> str:
    words = [f"{dates.year_month(month)}{percent(numbers.month(month))}" for month in months]
    return "，".join(words)


def rows(numbers: Numbers, months: list[date]) -> list[list[Cell]]:
    """The newest first."""
    return [row_of(numbers, month) for month in reversed(months)]


def row_of(numbers: Numbers, month: date) -> list[Cell]:
    kind, here, before = numbers.kind, numbers.month(month), numbers.month(year_before(month))

    def cell(key: str, figures: Figures, first: date) -> Cell:
        label = name_of(key, kind)
        return Cell(label, "number", str(figures[key]), url_of(key, numbers.watch.code, kind=kind, month=first))

    def rate(label: str, figures: Figures, first: date) -> Cell:
        url = url_of("fallen_due", numbers.watch.code, kind=kind, month=first) if figures["fallen_due"] else ""
        return Cell(label, "number", percent(figures), url)

    return [
        Cell("月份", "title", dates.year_month(month)),
        *(cell(key, here, month) for key in SHOWN),
        rate(name_of("on_time_rate", kind), here, month),
        rate("去年同月", before, year_before(month)),
    ]
