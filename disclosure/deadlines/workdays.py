"""Which days are working days, and how many lie between two of them.

Pure: dates in, dates out, no clock and no database. Days are local dates in Asia/Shanghai.

A working day is Monday to Friday unless the State Council's yearly notice made it a holiday, and a weekend day the
notice made a working day (调休). Published years come from the `chinesecalendar` library until the table filled from
the notice is laid over it. A year without a notice is provisional: weekends, and the statutory holidays known by law
(《全国年节及纪念日放假办法》, State Council order 795, in force since 1 January 2025, article 2).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache

from chinese_calendar import constants as library

from disclosure.web.day_words import month_day

DAY = timedelta(days=1)
MADE_WORKING = "调休上班"
WEEKDAY_NAMES = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")

LIBRARY_NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "National Day": "国庆节",
    "Mid-autumn Festival": "中秋节",
    "Anti-Fascist 70th Day": "抗战胜利七十周年纪念日",
}
PUBLISHED_BY_LIBRARY = frozenset(on.year for on in library.holidays)

# 春节 (first day of the first lunar month), 清明, 端午, 中秋: no short formula gives them, so a table, checked against
# two lunar libraries and an ephemeris. Extend it before it runs out; the years after it know only the fixed dates.
LUNAR_FESTIVALS = """
2027 02-06 04-05 06-09 09-15
2028 01-26 04-04 05-28 10-03
2029 02-13 04-04 06-16 09-22
2030 02-03 04-05 06-05 09-12
2031 01-23 04-05 06-24 10-01
2032 02-11 04-04 06-12 09-19
2033 01-31 04-04 06-01 09-08
2034 02-19 04-05 06-20 09-27
2035 02-08 04-05 06-10 09-16
2036 01-28 04-04 05-30 10-04
2037 02-15 04-04 06-18 09-24
2038 02-04 04-05 06-07 09-13
2039 01-24 04-05 05-27 10-02
2040 02-12 04-04 06-14 09-20
"""


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


@cache
def forecast_year(year: int) -> Year:
    """What the law alone says of a year."""
    return Year({day.on: day for day in statutory_days(year)}, is_published=False, source="forecast")


@cache
def library_year(year: int) -> Year:
    """The year as the library publishes it, or the forecast from the law where it does not."""
    if year not in PUBLISHED_BY_LIBRARY:
        return forecast_year(year)
    days = {}
    for table, is_working in ((library.holidays, False), (library.workdays, True)):
        for on, name in table.items():
            if on.year == year:
                days[on] = SpecialDay(on, is_working, LIBRARY_NAMES.get(name, name), "library")
    return Year(days, is_published=True, source="library")


def statutory_days(year: int) -> tuple[SpecialDay, ...]:
    """The thirteen days of article 2 as they fall in `year`. What replaces one on a weekend only the notice can say."""
    names: dict[date, str] = {}
    for name, first, length in _festivals(year):
        for on in (first + DAY * offset for offset in range(length)):
            names[on] = f"{name}、{names[on]}" if on in names else name
    return tuple(SpecialDay(on, False, names[on], "forecast") for on in sorted(names))


def _festivals(year: int) -> Iterator[tuple[str, date, int]]:
    yield "元旦", date(year, 1, 1), 1
    for row in LUNAR_FESTIVALS.split("\n"):
        if row.startswith(str(year)):
            spring, qingming, duanwu, mid_autumn = (date.fromisoformat(f"{year}-{day}") for day in row.split()[1:])
            yield "春节", spring - DAY, 4  # from the eve (除夕) to the third day
            yield "清明节", qingming, 1
            yield "端午节", duanwu, 1
            yield "中秋节", mid_autumn, 1
    yield "劳动节", date(year, 5, 1), 2
    yield "国庆节", date(year, 10, 1), 3


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


@cache
def library_calendar() -> WorkCalendar:
    """What the library knows, with a forecast for the years it does not know yet."""
    return WorkCalendar(years=library_year)
