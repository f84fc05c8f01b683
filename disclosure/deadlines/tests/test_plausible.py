"""Years without a notice, tried on the years whose notice is known: what the law alone says, and the day that is safe."""

from datetime import date, timedelta

import pytest
from chinese_calendar import constants as library
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure.deadlines.holidays.plausible import MOST_WORKED, doubts, law_of
from disclosure.deadlines.holidays.years import forecast_year, library_year
from disclosure.deadlines.limits import Pause, due, due_after_pauses
from disclosure.deadlines.rules import (
    CalendarDays,
    DayAfterPeriod,
    DayOfMonth,
    DaysAfterPeriod,
    DisclosureDay,
    EveryMonths,
    PeriodEnd,
    Several,
    WorkingDays,
)
from disclosure.deadlines.tests.any_rule import EVENT_COUNTS, RECURRENCES
from disclosure.deadlines.workdays import SpecialDay, WorkCalendar, Year, days_between

YEARS = range(2018, 2027)
REAL = WorkCalendar(years=library_year)
RULES = [
    *(WorkingDays(n) for n in (1, 3, 5, 7, 10, 20)),
    *(CalendarDays(n) for n in (5, 15)),
    *(PeriodEnd(period) for period in ("month", "quarter", "half_year")),
    DisclosureDay(5, 1),
    DayOfMonth(10, (1, 4, 7, 10)),
    DayAfterPeriod("month", 15),
    DaysAfterPeriod("quarter", WorkingDays(5)),
    EveryMonths(2),
]
# State Council decisions for one occasion, of which no yearly notice speaks.
FOR_ONE_OCCASION = [date(2015, 9, day) for day in (3, 4, 6)]


def on(text: str) -> date:
    return date.fromisoformat(text)


def before_the_notice(year: int) -> WorkCalendar:
    """What was known when the notice of the year was not out: it also tells of the last days of December before it."""

    def years(other: int) -> Year:
        if other >= year:
            return forecast_year(other)
        known = library_year(other).special_days
        told_later = {day for day, special in known.items() if day.month == 12 and special.name == "元旦"}
        kept = {day: special for day, special in known.items() if other < year - 1 or day not in told_later}
        return Year(kept, is_published=True, source="library")

    return WorkCalendar(years=years)


@pytest.mark.parametrize("year", range(2008, 2027))
def test_no_notice_has_gone_beyond_the_bounds(year):
    around = [*doubts(year), *doubts(year + 1)]
    off = {day for each in around for day in each.off} | law_of(year)
    worked = {day for each in around for day in each.worked}

    days_off = {day for day in library.holidays if day.year == year and day.weekday() < 5}
    days_worked = {day for day in library.workdays if day.year == year}
    assert days_off - off - set(FOR_ONE_OCCASION) == set()
    assert days_worked - worked - set(FOR_ONE_OCCASION) == set()
    named = [name for day, name in library.workdays.items() if day.year == year]
    assert all(named.count(name) <= MOST_WORKED for name in named)


@pytest.mark.parametrize("year", YEARS)
def test_the_safe_day_was_safe_in_every_year(year):
    """A sample of the starts; all of them, 70,550 due dates of 20 rules in 2018-2026, were tried once: none was missed."""
    known = before_the_notice(year)
    tried = 0
    for start in list(days_between(date(year - 1, 12, 15), date(year, 12, 20)))[:: 4 + year % 2]:
        for rule in RULES:
            found = due(rule, start, known)
            if found.is_provisional and found.due_on.year == year:
                tried += 1
                assert found.safe_on <= found.due_on
                assert found.safe_on <= due(rule, start, REAL).due_on, (rule, start)
    assert tried > 700


def test_the_law_alone_moves_fewer_days_than_the_plain_weeks_would():
    """How many due dates the notices moved, with and without the days off in lieu."""
    moved = {"with": 0, "without": 0}
    for year in YEARS:
        known = before_the_notice(year)
        lieu = [
            SpecialDay(day, True, "", "override")
            for day, special in forecast_year(year).special_days.items()
            if special.name.endswith("补假")
        ]
        without = known.overlaid(lieu, ())
        for start in list(days_between(date(year, 1, 1), date(year, 11, 30)))[::8]:
            for rule in RULES[:6]:
                real = due(rule, start, REAL).due_on
                moved["with"] += due(rule, start, known).due_on != real
                moved["without"] += due(rule, start, without).due_on != real
    assert 0 < moved["with"] < moved["without"]


CALENDAR = before_the_notice(2027)


def safe(rule, start: str) -> tuple[str, str]:
    found = due(rule, on(start), CALENDAR)
    assert found.is_provisional
    return str(found.due_on), str(found.safe_on)


@pytest.mark.parametrize(
    ("rule", "start", "due_on", "safe_on"),
    [
        # 2027: 除夕 Friday 5 February, the rest of 春节 to Monday the 8th, in lieu the 9th and 10th.
        (WorkingDays(5), "2027-02-02", "2027-02-15", "2027-02-11"),  # 3, 4, 9, 10 and 11: in lieu on other days
        (WorkingDays(3), "2027-01-20", "2027-01-25", "2027-01-23"),  # 21, 22 and Saturday 23, two weeks before 春节
        (PeriodEnd("month"), "2027-04-10", "2027-04-30", "2027-04-28"),  # 29 and 30 April may be off
        (PeriodEnd("month"), "2027-03-10", "2027-03-31", "2027-03-31"),
        (DisclosureDay(5, 1), "2027-01-05", "2027-02-11", "2027-02-09"),
        (DisclosureDay(5, 1), "2027-10-01", "2027-10-06", "2027-10-04"),
        (CalendarDays(5), "2027-09-27", "2027-10-06", "2027-10-04"),
        (DayOfMonth(10), "2027-10-01", "2027-10-08", "2027-10-04"),  # Sunday the 10th; 4 to 8 October may be off
        (DayOfMonth(30, (4,)), "2027-01-04", "2027-04-30", "2027-04-28"),
        (Several((PeriodEnd("month"), DisclosureDay(5, 1))), "2027-04-05", "2027-04-30", "2027-04-28"),
    ],
)
def test_the_safe_day_of_a_year_without_notice_as_a_person_reckons_it(rule, start, due_on, safe_on):
    assert safe(rule, start) == (due_on, safe_on)


def test_a_certain_day_is_safe_itself():
    found = due(WorkingDays(5), on("2026-11-16"), CALENDAR)
    assert (found.safe_on, "safe_on" in found.trace) == (found.due_on, False)


def test_a_day_that_was_set_by_hand_is_no_longer_in_doubt():
    assert safe(PeriodEnd("month"), "2027-04-10")[1] == "2027-04-28"
    by_hand = [SpecialDay(on("2027-04-30"), True, "", "override")]
    found = due(PeriodEnd("month"), on("2027-04-10"), CALENDAR.overlaid(by_hand, ()))
    assert found.safe_on == on("2027-04-30")


def test_a_pause_is_kept_in_the_safe_day_and_a_stopped_clock_has_none():
    pauses = [Pause(on("2027-01-28"), on("2027-02-01"))]
    found = due_after_pauses(WorkingDays(3), on("2027-01-27"), CALENDAR, pauses)
    assert (found.due_on, found.safe_on) == (on("2027-02-03"), on("2027-02-03"))
    stopped = due_after_pauses(WorkingDays(3), on("2027-01-27"), CALENDAR, [Pause(on("2027-01-28"))])
    assert stopped.safe_on is None


@settings(deadline=None)
@given(st.dates(date(2026, 12, 1), date(2028, 12, 31)), EVENT_COUNTS | RECURRENCES)
def test_the_safe_day_is_never_later_than_the_day_itself(start, rule):
    found = due(rule, start, CALENDAR)
    assert found.safe_on <= found.due_on
    assert found.safe_on >= start - timedelta(days=14)
