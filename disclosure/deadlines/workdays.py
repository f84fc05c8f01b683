"""Which days are working days, and how many lie between two of them.

Pure: dates in, dates out, no clock and no database. Days are local dates in Asia/Shanghai.

A working day is Monday to Friday unless the State Council's yearly notice made it a holiday, and a weekend day the
notice made a working day (调休). What is known of a year without the table filled from the notice says `holidays.years`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from disclosure.web.day_words import month_day

DAY = timedelta(days=1)
MADE_WORKING = "调休上班"
WEEKDAY_NAMES = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")


@dataclass(frozen=True)
class SpecialDay:
    """A day the plain week does not explain. `name` is the festival it belongs to, for a working weekend as well."""

    on: date
    is_working: bool
    name: str
    source: str  # "override" by hand, "notice" of the State Council, "library", or "forecast" from the law alone


@dataclass(frozen=True)
class Day:
    """What a calendar says of one day. `name` is "" for an ordinary Monday to Friday."""

    on: date
    is_working: bool
    name: str
    source: str
    is_provisional: bool

    @property
    def in_words(self) -> str:
        return f"{month_day(self.on)}（{WEEKDAY_NAMES[self.on.weekday()]}）"


@dataclass(frozen=True)
class Reach:
    """Where a count of working days ends, the days it passed over, and whether it touched an unpublished year."""

    on: date
    skipped: tuple[Day, ...]
    is_provisional: bool


@dataclass(frozen=True)
class Year:
    """The special days of one year, and whether its notice has been published."""

    special_days: Mapping[date, SpecialDay]
    is_published: bool
    source: str


def plain_year(year: int) -> Year:
    """Nothing is known: Monday to Friday, provisional."""
    return Year({}, is_published=False, source="forecast")


@dataclass(frozen=True)
class WorkCalendar:
    """A table of special days for the years it publishes, and `years` for all the others.

    An override beats a notice on the same day; either is certain even in a year that is otherwise unpublished.
    """

    special_days: tuple[SpecialDay, ...] = ()
    published_years: frozenset[int] = frozenset()
    years: Callable[[int], Year] = plain_year
    _table: Mapping[date, SpecialDay] = field(init=False, repr=False, compare=False)
    _days: dict[date, Day] = field(init=False, repr=False, compare=False, default_factory=dict)  # asked for before

    def __post_init__(self) -> None:
        overrides_last = sorted(self.special_days, key=lambda day: day.source == "override")
        object.__setattr__(self, "_table", {day.on: day for day in overrides_last})

    def overlaid(self, special_days: Iterable[SpecialDay], published_years: Iterable[int]) -> "WorkCalendar":
        """A calendar in which the given table wins: whole for the years it publishes, day by day elsewhere.

        Give the table whole, in one call: a notice may name days of the December before its year.
        """
        published_years = frozenset(published_years)
        kept = tuple(day for day in self.special_days if day.on.year not in published_years)
        return WorkCalendar(kept + tuple(special_days), self.published_years | published_years, self.years)

    def is_published(self, year: int) -> bool:
        return year in self.published_years or self.years(year).is_published

    def is_set(self, on: date) -> bool:
        """The table says what the day is, whatever its year's notice."""
        return on in self._table

    def day(self, on: date) -> Day:
        if on not in self._days:
            self._days[on] = self._look_up(on)
        return self._days[on]

    def is_working(self, on: date) -> bool:
        return self.day(on).is_working

    def next_working_on_or_after(self, on: date) -> date:
        while not self.is_working(on):
            on += DAY
        return on

    def previous_working_on_or_before(self, on: date) -> date:
        while not self.is_working(on):
            on -= DAY
        return on

    def add_working_days(self, start: date, n: int) -> Reach:
        """The n-th working day after `start`; counting begins the day after it (民法典 201). `n` is at least 1."""
        return self._count(start, n, DAY)

    def subtract_working_days(self, start: date, n: int) -> Reach:
        """The n-th working day before `start`. `n` is at least 1."""
        return self._count(start, n, -DAY)

    def working_days_between(self, a: date, b: date) -> int:
        """Working days after `a` up to and including `b`; negative, over the same days, when `b` is the earlier."""
        if b < a:
            return -self.working_days_between(b, a)
        return sum(self.is_working(on) for on in days_between(a + DAY, b))

    def _count(self, start: date, n: int, step: timedelta) -> Reach:
        if n < 1:
            raise ValueError(f"工作日数应不少于1，现为{n}")
        on, skipped, is_provisional = start, [], False
        while n:
            on += step
            day = self.day(on)
            is_provisional = is_provisional or day.is_provisional
            if day.is_working:
                n -= 1
            else:
                skipped.append(day)
        return Reach(on, tuple(skipped), is_provisional)

    def _look_up(self, on: date) -> Day:
        special = self._special(on)
        is_working = special.is_working if special else on.weekday() < 5
        certain = (special is not None and special.source in ("notice", "override")) or self.is_published(on.year)
        return Day(on, is_working, _name(on, special), self._source(on, special), is_provisional=not certain)

    def _special(self, on: date) -> SpecialDay | None:
        if isinstance(on, datetime):
            raise TypeError("a local date is needed here, not a moment")
        if on in self._table or on.year in self.published_years:
            return self._table.get(on)
        return self.years(on.year).special_days.get(on)

    def _source(self, on: date, special: SpecialDay | None) -> str:
        if special:
            return special.source
        return "notice" if on.year in self.published_years else self.years(on.year).source


def _name(on: date, special: SpecialDay | None) -> str:
    if special is None:
        return WEEKDAY_NAMES[on.weekday()] if on.weekday() >= 5 else ""
    if not special.is_working:
        return special.name or "放假"
    if on.weekday() < 5:
        return special.name
    return f"{MADE_WORKING}（{special.name}）" if special.name else MADE_WORKING


def days_between(first: date, last: date) -> Iterator[date]:
    """Every day from `first` to `last`, both included."""
    for offset in range((last - first).days + 1):
        yield first + DAY * offset
