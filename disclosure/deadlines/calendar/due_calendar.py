"""A month or a year of what falls due and what became of it, from one statement over any rows of the ledger (LK-05)."""

from calendar import Calendar
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db.models.functions import TruncMonth

from disclosure.deadlines.dates import day_in, month_day, month_word, year_month
from disclosure.deadlines.holidays.year_calendar import changes_of, state_of
from disclosure.deadlines.models import DeadlineQuerySet
from disclosure.deadlines.rules import period_of
from disclosure.deadlines.status import STATUSES, Counts, Mark, counts, marks
from disclosure.deadlines.workdays import WEEKDAY_NAMES, Day, WorkCalendar
from disclosure.web.components import Link
from disclosure.web.whole_numbers import whole_number

YEARS = range(2000, 2101)
# Makes the address of the rows of a status that fall due from one day to another, both included.
LinkOf = Callable[[str, date, date], str]


@dataclass(frozen=True)
class Span:
    """What is looked at: a month, or a whole year."""

    first: date
    is_year: bool = False

    @classmethod
    def of(cls, parameters, on: date) -> "Span":
        """From ``?month=2026-09`` or ``?year=2026``; nonsense is the month of the day."""
        if year := year_in(parameters.get("year", "")):
            return cls(date(year, 1, 1), is_year=True)
        month = day_in(f"{parameters.get('month', '')}-01")
        return cls(month if month and month.year in YEARS else on.replace(day=1))

    @property
    def last(self) -> date:
        return period_of("year" if self.is_year else "month", self.first)[1]

    @property
    def label(self) -> str:
        return f"{self.first.year}年" if self.is_year else year_month(self.first)

    def day_in(self, text: str) -> date | None:
        """The day of its month that an address names."""
        day = None if self.is_year else whole_number(text, self.last.day)
        return self.first.replace(day=day) if day else None

    @property
    def query(self) -> str:
        return f"year={self.first.year}" if self.is_year else f"month={self.first:%Y-%m}"

    def moved(self, steps: int) -> "Span | None":
        """As many months or years on; None beyond the years shown."""
        months = self.first.year * 12 + self.first.month - 1 + steps * (12 if self.is_year else 1)
        year, month = divmod(months, 12)
        return Span(date(year, month + 1, 1), self.is_year) if year in YEARS else None


def year_in(text: str) -> int | None:
    year = whole_number(text)
    return year if year in YEARS else None


@dataclass(frozen=True)
class DayCell:
    """A day in the weeks of a month; outside it, nothing is shown of it."""

    day: Day
    is_outside: bool
    is_today: bool = False
    marks: list[Mark] = field(default_factory=list)

    @property
    def state(self) -> str:
        return state_of(self.day)

    @property
    def name(self) -> str:
        return "" if self.day.name in WEEKDAY_NAMES else self.day.name.partition("（")[0]


@dataclass(frozen=True)
class MonthCell:
    """A month of a year; ``special``: what its days are called that are not what their weekday says."""

    label: str
    url: str
    is_now: bool
    marks: list[Mark]
    special: str


@dataclass(frozen=True)
class DueCalendar:
    """A year's ``months``, or the ``weeks`` of a month and its ``totals``."""

    span: Span
    months: list[MonthCell] = field(default_factory=list)
    weeks: list[list[DayCell]] = field(default_factory=list)
    totals: list[Mark] = field(default_factory=list)

    @property
    def title(self) -> str:
        return self.span.label

    @property
    def before(self) -> Link | None:
        return self.step(self.span.moved(-1), "上一")

    @property
    def after(self) -> Link | None:
        return self.step(self.span.moved(1), "下一")

    def step(self, span: Span | None, word: str) -> Link | None:
        return Link(f"{word}{'年' if span.is_year else '月'}", f"?{span.query}") if span else None

    @property
    def other(self) -> Link:
        """The year of a month, the first month of a year."""
        span = Span(self.span.first.replace(month=1), is_year=not self.span.is_year)
        return Link("看全年" if span.is_year else "看一个月", f"?{span.query}")


def calendar_of(rows: DeadlineQuerySet, span: Span, *, calendar: WorkCalendar, on: date, link: LinkOf) -> DueCalendar:
    if span.is_year:
        return DueCalendar(span, months=months_of(rows, span, calendar, on, link))
    due = rows.due_within(span.first, span.last).values("due_on").annotate(**counts(on)).order_by()
    found = {row["due_on"]: row for row in due}
    weeks = Calendar().monthdatescalendar(span.first.year, span.first.month)
    cells = [[cell_of(calendar.day(day), span, found.get(day, {}), on, link) for day in week] for week in weeks]
    totals = {name: sum(row[name] for row in found.values()) for name in STATUSES}
    return DueCalendar(
        span, weeks=cells, totals=marks(totals, lambda name: link(name, span.first, span.last), span.label)
    )


def cell_of(day: Day, span: Span, row: Counts, on: date, link: LinkOf) -> DayCell:
    if day.on.month != span.first.month:
        return DayCell(day, is_outside=True)
    return DayCell(day, False, day.on == on, marks(row, lambda name: link(name, day.on, day.on), month_day(day.on)))


def months_of(rows: DeadlineQuerySet, span: Span, calendar: WorkCalendar, on: date, link: LinkOf) -> list[MonthCell]:
    grouped = rows.due_within(span.first, span.last).values(month=TruncMonth("due_on")).annotate(**counts(on))
    found = {row["month"].month: row for row in grouped.order_by()}
    special = specials_of(calendar, span.first.year)

    def month_of(month: int) -> MonthCell:
        first, last = period_of("month", span.first.replace(month=month))
        shown = marks(found.get(month, {}), lambda name: link(name, first, last), year_month(first))
        return MonthCell(
            month_word(month), f"?month={first:%Y-%m}", first == on.replace(day=1), shown, special.get(month, "")
        )

    return [month_of(month) for month in range(1, 13)]


def specials_of(calendar: WorkCalendar, year: int) -> dict[int, str]:
    """Month → its days that are not what their weekday says: 国庆节放假5个工作日，10日调休上班."""
    months: dict[int, list[Day]] = {}
    for day in changes_of(calendar, year):
        months.setdefault(day.on.month, []).append(day)
    return {month: "，".join(special_words(days)) for month, days in months.items()}


def special_words(days: list[Day]) -> Iterator[str]:
    off = Counter(day.name for day in days if not day.is_working)
    made = [f"{day.on.day}日" for day in days if day.is_working]
    yield from (f"{name}放假{count}个工作日" for name, count in off.items())
    if made:
        yield f"{'、'.join(made)}调休上班"
