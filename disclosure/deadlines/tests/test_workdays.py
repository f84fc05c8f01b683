"""Working days over the calendars of 2024 to 2026, checked by hand, and what must hold of any calendar."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure.deadlines.holidays.statutory import days_in_lieu, statutory_days
from disclosure.deadlines.holidays.years import forecast_year, library_calendar, library_year
from disclosure.deadlines.tests.factories import changed_days
from disclosure.deadlines.workdays import Day, SpecialDay, WorkCalendar, days_between

# As of 2026, whichever years the library has come to know since.
CALENDAR = WorkCalendar(years=lambda year: library_year(year) if year <= 2026 else forecast_year(year))
DATES = st.dates(date(2023, 6, 1), date(2029, 6, 30))
COUNTS = st.integers(1, 60)
unhurried = settings(deadline=None)


def on(text: str) -> date:
    return date.fromisoformat(text)


# Counted by hand from the notices: last working day before the holiday or the weekend worked for it, days, where they end.
SPECIAL_WEEKS = [
    # 2024 元旦: Monday 1 January off
    ("2023-12-29", 1, "2024-01-02"),
    ("2023-12-27", 3, "2024-01-02"),
    # 2024 春节: 10 to 17 February off, Sundays 4 and 18 February worked, the eve (9th) a working day
    ("2024-02-02", 1, "2024-02-04"),
    ("2024-02-02", 6, "2024-02-09"),
    ("2024-02-08", 2, "2024-02-18"),
    ("2024-02-08", 3, "2024-02-19"),
    # 2024 清明: 4 to 6 April off, Sunday 7 April worked
    ("2024-04-03", 1, "2024-04-07"),
    ("2024-04-03", 2, "2024-04-08"),
    ("2024-04-01", 5, "2024-04-09"),
    # 2024 劳动节: 1 to 5 May off, Sunday 28 April and Saturday 11 May worked
    ("2024-04-26", 1, "2024-04-28"),
    ("2024-04-26", 3, "2024-04-30"),
    ("2024-04-30", 1, "2024-05-06"),
    ("2024-04-30", 6, "2024-05-11"),
    ("2024-05-10", 2, "2024-05-13"),
    # 2024 端午: Monday 10 June off
    ("2024-06-07", 1, "2024-06-11"),
    # 2024 中秋: 15 to 17 September off, Saturday 14 September worked
    ("2024-09-13", 1, "2024-09-14"),
    ("2024-09-13", 2, "2024-09-18"),
    # 2024 国庆: 1 to 7 October off, Sunday 29 September and Saturday 12 October worked
    ("2024-09-27", 1, "2024-09-29"),
    ("2024-09-27", 3, "2024-10-08"),
    ("2024-10-08", 4, "2024-10-12"),
    ("2024-10-11", 2, "2024-10-14"),
    # 2025 元旦: Wednesday 1 January off
    ("2024-12-31", 1, "2025-01-02"),
    # 2025 春节: 28 January to 4 February off, Sunday 26 January and Saturday 8 February worked
    ("2025-01-24", 1, "2025-01-26"),
    ("2025-01-24", 2, "2025-01-27"),
    ("2025-01-24", 3, "2025-02-05"),
    ("2025-01-27", 4, "2025-02-08"),
    ("2025-01-27", 5, "2025-02-10"),
    # 2025 清明: 4 to 6 April off, nothing worked
    ("2025-04-03", 1, "2025-04-07"),
    # 2025 劳动节: 1 to 5 May off, Sunday 27 April worked
    ("2025-04-25", 1, "2025-04-27"),
    ("2025-04-25", 4, "2025-04-30"),
    ("2025-04-25", 5, "2025-05-06"),
    # 2025 端午: 31 May to 2 June off
    ("2025-05-30", 1, "2025-06-03"),
    # 2025 国庆 and 中秋: 1 to 8 October off, Sunday 28 September and Saturday 11 October worked
    ("2025-09-26", 1, "2025-09-28"),
    ("2025-09-26", 3, "2025-09-30"),
    ("2025-09-26", 4, "2025-10-09"),
    ("2025-09-30", 3, "2025-10-11"),
    ("2025-09-30", 4, "2025-10-13"),
    # 2026 元旦: 1 to 3 January off, Sunday 4 January worked
    ("2025-12-31", 1, "2026-01-04"),
    ("2025-12-31", 2, "2026-01-05"),
    # 2026 春节: 15 to 23 February off, Saturdays 14 and 28 February worked
    ("2026-02-12", 5, "2026-02-26"),
    ("2026-02-13", 1, "2026-02-14"),
    ("2026-02-14", 1, "2026-02-24"),
    ("2026-02-27", 1, "2026-02-28"),
    ("2026-02-27", 2, "2026-03-02"),
    # 2026 清明: 4 to 6 April off
    ("2026-04-03", 1, "2026-04-07"),
    # 2026 劳动节: 1 to 5 May off, Saturday 9 May worked
    ("2026-04-30", 1, "2026-05-06"),
    ("2026-04-30", 4, "2026-05-09"),
    ("2026-04-30", 5, "2026-05-11"),
    # 2026 端午: 19 to 21 June off
    ("2026-06-18", 1, "2026-06-22"),
    # 2026 中秋: 25 to 27 September off; Sunday 20 September worked for 国庆
    ("2026-09-18", 1, "2026-09-20"),
    ("2026-09-18", 5, "2026-09-24"),
    ("2026-09-24", 1, "2026-09-28"),
    # 2026 国庆: 1 to 7 October off, Saturday 10 October worked
    ("2026-09-28", 5, "2026-10-10"),
    ("2026-09-30", 1, "2026-10-08"),
    ("2026-10-09", 2, "2026-10-12"),
]


@pytest.mark.clause("LK-13")
@pytest.mark.clause("YY-02")
@pytest.mark.parametrize(("start", "n", "due"), SPECIAL_WEEKS)
def test_working_days_across_the_special_weeks_end_where_counting_by_hand_ends(start, n, due):
    reach = CALENDAR.add_working_days(on(start), n)

    assert reach.on == on(due)
    assert not reach.is_provisional


@pytest.mark.parametrize(
    ("day", "is_working", "name"),
    [
        ("2026-09-28", True, ""),
        ("2026-10-01", False, "国庆节"),
        ("2026-10-03", False, "国庆节"),
        ("2026-10-10", True, "调休上班（国庆节）"),
        ("2026-02-14", True, "调休上班（春节）"),
        ("2026-04-06", False, "清明节"),
        ("2026-06-19", False, "端午节"),
        ("2026-09-25", False, "中秋节"),
        ("2026-05-01", False, "劳动节"),
        ("2026-01-02", False, "元旦"),
        ("2026-11-21", False, "周六"),
        ("2026-11-22", False, "周日"),
    ],
)
def test_a_day_is_named_as_people_name_it(day, is_working, name):
    assert CALENDAR.day(on(day)) == Day(on(day), is_working, name, "library", is_provisional=False)


def test_the_days_passed_over_are_named():
    skipped = CALENDAR.add_working_days(on("2026-09-30"), 3).skipped

    assert [(day.on.day, day.name) for day in skipped] == [(n, "国庆节") for n in range(1, 8)]


def test_a_year_without_a_notice_is_provisional_and_knows_the_statutory_days():
    assert set(statutory_days(2027)) == {
        on("2027-01-01"),
        *days_between(on("2027-02-05"), on("2027-02-08")),  # 除夕 to 初三
        on("2027-04-05"),
        on("2027-05-01"),
        on("2027-05-02"),
        on("2027-06-09"),
        on("2027-09-15"),
        *days_between(on("2027-10-01"), on("2027-10-03")),
    }
    assert CALENDAR.day(on("2027-02-05")) == Day(on("2027-02-05"), False, "春节", "forecast", is_provisional=True)
    assert CALENDAR.day(on("2027-03-01")) == Day(on("2027-03-01"), True, "", "forecast", is_provisional=True)


def test_a_statutory_day_on_a_weekend_is_made_up_for_on_the_next_working_day():
    assert days_in_lieu(2027) == {
        on("2027-02-09"): "春节补假",  # for Saturday the 6th and Sunday the 7th
        on("2027-02-10"): "春节补假",
        on("2027-05-03"): "劳动节补假",
        on("2027-05-04"): "劳动节补假",
        on("2027-10-04"): "国庆节补假",
        on("2027-10-05"): "国庆节补假",
    }
    assert CALENDAR.day(on("2027-05-04")) == Day(on("2027-05-04"), False, "劳动节补假", "forecast", is_provisional=True)
    # 中秋 meets 国庆 on Tuesday 3 October 2028, and 1 October is a Sunday: two days, as in 2020
    assert [day for day in days_in_lieu(2028) if day.month == 10] == [on("2028-10-04"), on("2028-10-05")]


# The first day of the lunar year, 清明, 端午, 中秋, as two lunar libraries and an ephemeris have them.
LUNAR_FESTIVALS = {
    2027: "02-06 04-05 06-09 09-15",
    2028: "01-26 04-04 05-28 10-03",
    2029: "02-13 04-04 06-16 09-22",
    2030: "02-03 04-05 06-05 09-12",
    2031: "01-23 04-05 06-24 10-01",
    2032: "02-11 04-04 06-12 09-19",
    2033: "01-31 04-04 06-01 09-08",
    2034: "02-19 04-05 06-20 09-27",
    2035: "02-08 04-05 06-10 09-16",
    2036: "01-28 04-04 05-30 10-04",
    2037: "02-15 04-04 06-18 09-24",
    2038: "02-04 04-05 06-07 09-13",
    2039: "01-24 04-05 05-27 10-02",
    2040: "02-12 04-04 06-14 09-20",
}


@pytest.mark.parametrize("year", LUNAR_FESTIVALS)
def test_the_law_gives_thirteen_days_and_the_festivals_of_the_lunar_calendar(year):
    days = statutory_days(year)
    spring, qingming, duanwu, mid_autumn = (on(f"{year}-{day}") for day in LUNAR_FESTIVALS[year].split())

    assert sum(len(name.split("、")) for name in days.values()) == 13
    assert [day for day, name in days.items() if "春节" in name] == list(
        days_between(spring - timedelta(days=1), spring + timedelta(days=2))
    )
    assert (days[qingming], days[duanwu]) == ("清明节", "端午节")
    assert "中秋节" in days[mid_autumn]


def test_two_festivals_on_one_day_are_both_named():
    assert CALENDAR.day(on("2028-10-03")).name == "国庆节、中秋节"


@pytest.mark.parametrize("year", [1999, 2003, 2041, 2100])
def test_no_year_is_refused(year):
    assert library_calendar().day(date(year, 10, 1)) == Day(
        date(year, 10, 1), False, "国庆节", "forecast", is_provisional=True
    )


def test_a_count_that_reaches_into_an_unpublished_year_is_provisional():
    assert CALENDAR.add_working_days(on("2026-12-30"), 2).is_provisional
    assert not CALENDAR.add_working_days(on("2026-12-30"), 1).is_provisional
    assert CALENDAR.subtract_working_days(on("2027-01-05"), 3).is_provisional


def test_the_table_wins_over_the_library_for_the_years_it_publishes():
    calendar = CALENDAR.overlaid([SpecialDay(on("2026-10-08"), False, "国庆节", "notice")], {2026})

    assert calendar.day(on("2026-10-08")) == Day(on("2026-10-08"), False, "国庆节", "notice", is_provisional=False)
    assert calendar.day(on("2026-10-10")).name == "周六"
    assert calendar.day(on("2026-10-09")).source == "notice"
    assert calendar.is_working(on("2025-09-28"))


def test_an_override_changes_one_day_and_leaves_the_rest_to_the_library():
    calendar = CALENDAR.overlaid([SpecialDay(on("2026-11-23"), False, "县里放假", "override")], ())

    assert changed_days(CALENDAR, calendar, on("2026-01-01"), on("2026-12-31")) == (
        (CALENDAR.day(on("2026-11-23")), calendar.day(on("2026-11-23"))),
    )
    assert calendar.add_working_days(on("2026-11-20"), 1).on == on("2026-11-24")


def test_an_override_beats_the_notice_on_the_same_day_in_either_order():
    notice = SpecialDay(on("2026-10-10"), True, "国庆节", "notice")
    override = SpecialDay(on("2026-10-10"), False, "停电", "override")

    for table in ([notice, override], [override, notice]):
        assert not CALENDAR.overlaid(table, {2026}).is_working(on("2026-10-10"))


def test_an_override_is_certain_in_a_year_that_is_not_published():
    calendar = CALENDAR.overlaid([SpecialDay(on("2027-03-01"), False, "本地放假", "override")], ())

    assert not calendar.day(on("2027-03-01")).is_provisional
    assert calendar.day(on("2027-03-02")).is_provisional


def test_publishing_a_year_ends_its_being_provisional():
    calendar = CALENDAR.overlaid([SpecialDay(on("2027-01-01"), False, "元旦", "notice")], {2027})

    assert not calendar.add_working_days(on("2026-12-30"), 5).is_provisional
    assert not CALENDAR.is_published(2027) and calendar.is_published(2027)


def test_fewer_than_one_working_day_is_refused():
    for n in (0, -1):
        with pytest.raises(ValueError, match="不少于1"):
            CALENDAR.add_working_days(on("2026-09-28"), n)


def test_a_moment_is_refused_where_a_local_date_is_needed():
    with pytest.raises(TypeError):
        CALENDAR.is_working(datetime(2026, 10, 1))


def test_a_calendar_that_knows_nothing_keeps_the_plain_week():
    assert WorkCalendar().is_working(on("2026-10-01"))
    assert WorkCalendar().day(on("2026-10-03")).is_provisional


@unhurried
@given(DATES, COUNTS)
def test_a_count_ends_on_a_working_day_with_exactly_that_many_days_before_it(start, n):
    reach = CALENDAR.add_working_days(start, n)

    assert CALENDAR.is_working(reach.on)
    assert CALENDAR.working_days_between(start, reach.on) == n
    assert (reach.on - start).days == n + len(reach.skipped)


@unhurried
@given(DATES, COUNTS)
def test_counting_on_is_counting_at_once(start, n):
    assert CALENDAR.add_working_days(CALENDAR.add_working_days(start, n).on, 3).on == (
        CALENDAR.add_working_days(start, n + 3).on
    )


@unhurried
@given(DATES, COUNTS)
def test_more_days_end_later_and_a_later_start_ends_no_earlier(start, n):
    reach = CALENDAR.add_working_days(start, n).on

    assert CALENDAR.add_working_days(start, n + 1).on > reach
    assert CALENDAR.add_working_days(start + timedelta(days=1), n).on >= reach


@unhurried
@given(DATES, COUNTS)
def test_counting_back_undoes_counting_on_from_a_working_day(start, n):
    start = CALENDAR.next_working_on_or_after(start)

    assert CALENDAR.subtract_working_days(CALENDAR.add_working_days(start, n).on, n).on == start


@unhurried
@given(DATES, DATES, DATES)
def test_days_between_add_up_and_change_their_sign(a, b, c):
    between = CALENDAR.working_days_between

    assert between(a, b) + between(b, c) == between(a, c)
    assert between(a, b) == -between(b, a)


@unhurried
@given(DATES)
def test_everything_said_of_a_day_agrees(day):
    said = CALENDAR.day(day)

    assert said.is_working == CALENDAR.is_working(day)
    assert said.is_provisional == (day.year > 2026)
    assert (CALENDAR.next_working_on_or_after(day) == day) == said.is_working
    assert (CALENDAR.previous_working_on_or_before(day) == day) == said.is_working
    assert said.name or (said.is_working and day.weekday() < 5)
    assert CALENDAR.previous_working_on_or_before(day) <= day <= CALENDAR.next_working_on_or_after(day)
