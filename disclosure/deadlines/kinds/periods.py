"""Months, quarters, half-years, years and other runs of months: their days and their names."""

from calendar import monthrange
from datetime import date

from disclosure.web.day_words import month_word, year_month

PERIOD_MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
PERIOD_NAMES = {"month": "每月", "quarter": "每季度", "half_year": "每半年", "year": "每年"}
ORDINALS = ("一", "二", "三", "四")
MONTHS = range(1, 13)
MONTH_END = 31  # the day that stands for the last of any month
LONGEST = {month: 29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31 for month in MONTHS}
Turn = tuple[date, date]  # first and last day of a period


def period_of(kind: str, on: date) -> Turn:
    """First and last day of the month, quarter, half-year or year that contains `on`."""
    return run_of(on, PERIOD_MONTHS[kind])


def run_of(on: date, length: int, first: int = 1) -> Turn:
    """The run of months that contains `on`, of those that follow each other from month `first` of every year."""
    starts_on = month_from(on, -((on.month - first) % length))
    return starts_on, last_of(month_from(starts_on, length - 1))


def month_from(on: date, months: int) -> date:
    """The first day of the month so many months after that of `on`."""
    years, month = divmod(on.month - 1 + months, 12)
    return date(on.year + years, month + 1, 1)


def last_of(month: date) -> date:
    """The last day of the month, that of the last month of the calendar too."""
    return month.replace(day=monthrange(month.year, month.month)[1])


def day_in(month: date, day: int) -> date:
    """The day of the month, or its last where it has no such day."""
    return month.replace(day=min(day, last_of(month).day))


def label_of(kind: str, starts_on: date) -> str:
    turn = (starts_on.month - 1) // PERIOD_MONTHS[kind]
    part = {
        "month": month_word(starts_on.month),
        "quarter": f"第{ORDINALS[turn % 4]}季度",
        "half_year": "上半年" if turn == 0 else "下半年",
        "year": "",
    }
    return f"{starts_on.year}年{part[kind]}"


def span_label(turn: Turn) -> str:
    """2026年10月, 2026年1月至2月, 2026年12月至次年1月."""
    starts_on, ends_on = turn
    if starts_on.month == ends_on.month:
        return year_month(starts_on)
    return f"{starts_on.year}年{span_words((starts_on.month, ends_on.month))}"


def span_words(span: tuple[int, int]) -> str:
    first, last = span
    if first == last:
        return month_word(first)
    return f"{month_word(first)}至{'次年' if last < first else ''}{month_word(last)}"


def day_words(day: int) -> str:
    """10日前; the end of a month by its name, so that no day is said that the month has not."""
    return "底前" if day == MONTH_END else f"{day}日前"
