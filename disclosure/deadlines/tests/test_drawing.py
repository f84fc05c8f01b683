"""The strip of a trace and the year's calendar: what is drawn for each day."""

from datetime import date

from disclosure.deadlines.holidays.year_calendar import year_calendar
from disclosure.deadlines.holidays.years import library_calendar
from disclosure.deadlines.limits import due
from disclosure.deadlines.rules import Rule
from disclosure.deadlines.strip import MOST_WEEKS, trace_strip


def strip_of(rule, start):
    return trace_strip(due(Rule.from_mapping(rule), start, library_calendar()).trace)


def states(strip):
    return {day.on: (day.state, day.name) for week in strip.weeks for day in week}


def test_the_strip_runs_from_the_event_to_the_due_date_over_the_holiday():
    drawn = states(strip_of({"working_days": 5}, date(2026, 9, 28)))
    assert len(drawn) == 14
    assert drawn["2026-09-28"] == ("start", "事项日")
    assert drawn["2026-09-29"] == ("counted", "第1天")
    assert drawn["2026-10-01"] == ("skipped", "国庆节")
    assert drawn["2026-10-10"] == ("due", "上班")
    assert drawn["2026-10-11"] == ("outside", "")


def test_a_moved_end_is_drawn_as_moved():
    drawn = states(strip_of({"calendar_days": 5}, date(2026, 11, 17)))
    assert drawn["2026-11-22"] == ("moved", "休")
    assert drawn["2026-11-23"] == ("due", "到期")


def test_a_long_limit_keeps_its_first_week_and_its_last_ones():
    strip = strip_of({"working_days": 90}, date(2026, 3, 2))
    assert len(strip.weeks) == MOST_WEEKS
    assert strip.weeks[0][0].on == "2026-03-02"
    assert any(day.state == "due" for day in strip.weeks[-1])


def test_a_paused_deadline_has_no_strip():
    assert trace_strip({"due_on": None, "start": "2026-09-28"}) is None
    assert trace_strip({}) is None


def test_the_year_marks_every_change_from_monday_to_friday_and_nothing_else():
    year = year_calendar(library_calendar(), 2026)
    october = {cell.label: cell for week in year.months[9].weeks for cell in week if cell.label}
    assert [october[day].state for day in ("1", "3", "8", "10", "11")] == [
        "off",
        "weekend",
        "working",
        "made",
        "weekend",
    ]
    assert (october["1"].word, october["10"].word, october["8"].word) == ("休", "班", "")
    marked = [cell for month in year.months for week in month.weeks for cell in week if cell.word]
    assert len(marked) == len(year.changes)
    assert year.changes[0].in_words == "1月1日（周四）"
    assert {len(month.weeks[0]) for month in year.months} == {7}
