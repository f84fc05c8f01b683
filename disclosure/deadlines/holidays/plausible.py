"""What the notice of a year may yet say, as far as the notices since 2008 have gone: the day that is safe in any case.

Around each festival the notices make weekdays holidays and weekend days working days, within bounds that are kept here and
compared with every published year by a test. From them come two calendars: one in which as much as may be is a working day,
so that a count of working days ends early; one in which as little as may be is, so that a period's last working day comes
early. The earlier of the two due dates is safe. Pure.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from disclosure.deadlines.holidays.statutory import Festival, festivals, statutory_days
from disclosure.deadlines.workdays import DAY, SpecialDay, WorkCalendar, days_between

MONDAY, FRIDAY, SATURDAY = 0, 4, 5
MOST_WORKED = 2  # weekend days made working days for one festival


@dataclass(frozen=True)
class Bounds:
    """Days before the first and after the last statutory day within which a weekday may be off, and within which a weekend
    day may be worked; those within `rests` after the last never were."""

    off_before: int
    off_after: int
    worked: int
    rests: int = 0


# As far as 春节 in 2020, prolonged by emergency order.
BOUNDS = {"春节": Bounds(2, 7, 14, 3), "劳动节": Bounds(2, 4, 14, 1), "国庆节": Bounds(2, 5, 14, 3)}
ONE_DAY = Bounds(2, 2, 7)


@dataclass(frozen=True)
class Doubt:
    """What a notice may change around one festival: weekdays that may be off, weekend days that may be worked, in order."""

    off: tuple[date, ...]
    worked: tuple[date, ...]


@cache
def doubts(year: int) -> tuple[Doubt, ...]:
    return tuple(Doubt(tuple(may_be_off(each)), tuple(may_be_worked(each))) for each in festivals(year))


def may_be_off(festival: Festival) -> Iterator[date]:
    """Not where a single day makes a long weekend of itself."""
    bounds = BOUNDS.get(festival.name, ONE_DAY)
    if bounds is ONE_DAY and festival.first.weekday() in (FRIDAY, MONDAY):
        return
    around = days_between(festival.first - DAY * bounds.off_before, festival.last + DAY * bounds.off_after)
    yield from (on for on in around if on.weekday() < SATURDAY)


def may_be_worked(festival: Festival) -> Iterator[date]:
    """For a single day on a Friday, Saturday or Monday no weekend has been."""
    bounds = BOUNDS.get(festival.name, ONE_DAY)
    if bounds is ONE_DAY and festival.first.weekday() in (FRIDAY, SATURDAY, MONDAY):
        return
    rests = festival.last + DAY * bounds.rests
    around = days_between(festival.first - DAY * bounds.worked, festival.last + DAY * bounds.worked)
    yield from (on for on in around if on.weekday() >= SATURDAY and not festival.last < on <= rests)


def most_working(calendar: WorkCalendar, start: date, last: date) -> WorkCalendar:
    """As much as may be is a working day after `start`: no day is off but the statutory ones, and for each festival the
    first weekend days are worked, as many as one notice may make working days."""
    found = [on for each in open_doubts(calendar, start, last) for on in each.off]
    for each in open_doubts(calendar, start, last):
        found += [on for on in each.worked if on > start][:MOST_WORKED]
    return overlaid(calendar, found, is_working=True)


@lru_cache(maxsize=16)
def any_working(calendar: WorkCalendar, first_year: int, last_year: int) -> WorkCalendar:
    """Every day that any notice may make a working day is one: right for one day at a time, too many for a count."""
    open_ones = open_doubts(calendar, date(first_year, 1, 1), date(last_year, 12, 1))
    return overlaid(calendar, [on for each in open_ones for on in (*each.off, *each.worked)], is_working=True)


@lru_cache(maxsize=16)
def least_working(calendar: WorkCalendar, first_year: int, last_year: int) -> WorkCalendar:
    """Every day that any notice may make a holiday is one."""
    open_ones = open_doubts(calendar, date(first_year, 1, 1), date(last_year, 12, 1))
    return overlaid(calendar, [on for each in open_ones for on in each.off], is_working=False)


def open_doubts(calendar: WorkCalendar, first: date, last: date) -> list[Doubt]:
    """Of the festivals that may change a day from one to another and of whose year there is no notice."""
    years = range(first.year, (last + DAY * 31).year + 1)
    return [each for year in years if not calendar.is_published(year) for each in doubts(year)]


def overlaid(calendar: WorkCalendar, days: Iterable[date], *, is_working: bool) -> WorkCalendar:
    """The calendar with the days as given, where neither the law nor its table says what they are."""
    open_days = {on for on in days if on not in law_of(on.year) and not calendar.is_set(on)}
    return calendar.overlaid((SpecialDay(on, is_working, "", "override") for on in sorted(open_days)), ())


@cache
def law_of(year: int) -> frozenset[date]:
    return frozenset(statutory_days(year))
