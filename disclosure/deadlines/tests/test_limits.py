"""Due dates: the examples of the schemes, the rules of the Civil Code, and what must hold of any date."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure.deadlines.holidays.years import forecast_year, library_year
from disclosure.deadlines.limits import Pause, due, due_after_pauses, occurrences
from disclosure.deadlines.rules import (
    CalendarDays,
    CalendarMonths,
    DayAfterPeriod,
    DayOfMonth,
    DaysAfterPeriod,
    DisclosureDay,
    EveryMonths,
    LimitError,
    MonthSpans,
    PeriodEnd,
    Rule,
    Several,
    WorkingDays,
)
from disclosure.deadlines.tests.any_rule import DAY_COUNTS, EVENT_COUNTS, RECURRENCES
from disclosure.deadlines.traces import explain
from disclosure.deadlines.workdays import SpecialDay, WorkCalendar, days_between

# As of 2026, whichever years the library has come to know since.
CALENDAR = WorkCalendar(years=lambda year: library_year(year) if year <= 2026 else forecast_year(year))
FIRST_FRIDAY = DisclosureDay(weekday=5, nth=1)
EARLY_IN_QUARTER = DayOfMonth(day=10, months=(1, 4, 7, 10))

STARTS = st.dates(date(2023, 6, 1), date(2028, 6, 30))
unhurried = settings(deadline=None)


def on(text: str) -> date:
    return date.fromisoformat(text)


def due_on(rule: Rule, start: str) -> date | None:
    return due(rule, on(start), CALENDAR).due_on


# The schemes


@pytest.mark.clause("LK-13")
@pytest.mark.clause("YY-02")
@pytest.mark.parametrize(
    ("start", "expected"),
    [("2026-09-28", "2026-10-10"), ("2026-02-12", "2026-02-26"), ("2026-11-16", "2026-11-23")],
)
def test_fixed_matters_are_due_five_working_days_after_the_decision(start, expected):
    assert due_on(WorkingDays(5), start) == on(expected)


@pytest.mark.clause("LK-17")
@pytest.mark.parametrize(
    ("days", "received", "expected"),
    [
        (15, "2026-09-20", "2026-10-08"),  # 5 October is a holiday
        (5, "2026-11-17", "2026-11-23"),  # 22 November is a Sunday
        (5, "2026-11-16", "2026-11-23"),  # 21 November is a Saturday
        (5, "2026-11-15", "2026-11-20"),
        (5, "2026-02-09", "2026-02-14"),  # a Saturday that is worked
        (5, "2026-10-05", "2026-10-10"),
        (15, "2026-12-20", "2027-01-04"),
    ],
)
def test_requests_are_accepted_and_answered_within_calendar_days(days, received, expected):
    assert due_on(CalendarDays(days), received) == on(expected)


@pytest.mark.clause("YY-03")
@pytest.mark.parametrize(("days", "expected"), [(3, "2026-10-09"), (7, "2026-10-14")])
def test_periodic_matters_are_due_after_three_working_days_and_important_ones_after_seven(days, expected):
    assert due_on(WorkingDays(days), "2026-09-29") == on(expected)


@pytest.mark.clause("YY-04")
@pytest.mark.parametrize(
    ("decided", "expected"),
    [
        ("2026-11-18", "2026-11-19"),
        ("2026-11-20", "2026-11-23"),
        ("2026-09-30", "2026-10-08"),
        ("2026-10-09", "2026-10-10"),
    ],
)
def test_any_time_matters_are_due_one_working_day_after_the_decision(decided, expected):
    assert due_on(WorkingDays(1), decided) == on(expected)


@pytest.mark.clause("QJ-11")
@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("2026-01-01", "2026-01-04"),
        ("2026-01-03", "2026-01-04"),  # between the day by name and the day as moved
        ("2026-01-05", "2026-02-06"),
        ("2026-05-01", "2026-05-06"),
        ("2026-05-05", "2026-05-06"),
        ("2026-05-06", "2026-05-06"),
        ("2026-05-07", "2026-06-05"),
        ("2026-10-01", "2026-10-08"),
        ("2026-10-09", "2026-11-06"),
    ],
)
def test_the_disclosure_day_is_the_first_friday_or_the_next_working_day(start, expected):
    assert due_on(FIRST_FRIDAY, start) == on(expected)


@pytest.mark.clause("QJ-11")
def test_every_month_has_one_disclosure_day():
    year = list(occurrences(FIRST_FRIDAY, on("2026-01-01"), on("2026-12-31"), CALENDAR))

    assert [period.label for period in year] == [f"2026年{month}月" for month in range(1, 13)]
    assert [f"{period.due_on:%m-%d}" for period in year] == [
        "01-04", "02-06", "03-06", "04-03", "05-06", "06-05", "07-03", "08-07", "09-04", "10-08", "11-06", "12-04",
    ]  # fmt: skip


@pytest.mark.clause("LK-14")
@pytest.mark.parametrize(
    ("period", "start", "expected"),
    [
        ("half_year", "2026-01-01", "2026-06-30"),
        ("half_year", "2026-07-01", "2026-12-31"),
        ("quarter", "2026-02-10", "2026-03-31"),
        ("month", "2026-10-03", "2026-10-30"),  # 31 October is a Saturday
        ("month", "2026-10-31", "2026-11-30"),  # after the last working day of its own period
        ("half_year", "2024-06-29", "2024-12-31"),  # a Saturday, and Sunday the last of June
        ("quarter", "2024-06-30", "2024-09-30"),
        ("month", "2026-02-03", "2026-02-28"),  # a Saturday that is worked
        ("quarter", "2023-10-01", "2023-12-29"),
        ("year", "2026-03-01", "2026-12-31"),
    ],
)
def test_periodic_matters_are_due_on_the_last_working_day_of_the_period(period, start, expected):
    assert due_on(PeriodEnd(period), start) == on(expected)


@pytest.mark.clause("LK-14")
def test_the_two_halves_and_four_quarters_of_a_year_have_their_names_and_days():
    def year(kind):
        return [
            (period.label, str(period.starts_on), str(period.ends_on), str(period.due_on))
            for period in occurrences(PeriodEnd(kind), on("2026-01-01"), on("2026-12-31"), CALENDAR)
        ]

    assert year("half_year") == [
        ("2026年上半年", "2026-01-01", "2026-06-30", "2026-06-30"),
        ("2026年下半年", "2026-07-01", "2026-12-31", "2026-12-31"),
    ]
    assert [row[0] for row in year("quarter")] == [f"2026年第{n}季度" for n in "一二三四"]
    assert year("year") == [("2026年", "2026-01-01", "2026-12-31", "2026-12-31")]


def test_periods_are_those_that_share_a_day_with_the_span_asked_for():
    one_day = list(occurrences(PeriodEnd("quarter"), on("2026-11-22"), on("2026-11-22"), CALENDAR))
    into_2027 = list(occurrences(PeriodEnd("half_year"), on("2026-11-22"), on("2027-01-01"), CALENDAR))

    assert [period.label for period in one_day] == ["2026年第四季度"]
    assert [(period.label, period.is_provisional) for period in into_2027] == [
        ("2026年下半年", False),
        ("2027年上半年", True),
    ]


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("2026-01-01", "2026-01-09"),  # the 10th is a Saturday: before it, never after
        ("2026-01-10", "2026-04-10"),
        ("2026-07-01", "2026-07-10"),
        ("2026-10-01", "2026-10-10"),  # a Saturday that is worked
    ],
)
def test_before_the_tenth_moves_to_the_working_day_before(start, expected):
    assert due_on(EARLY_IN_QUARTER, start) == on(expected)


@pytest.mark.parametrize(
    ("rule", "start", "expected"),
    [
        # 每两个月: January and February end on Saturday the 28th, which is worked
        (EveryMonths(2), "2026-01-15", "2026-02-28"),
        (EveryMonths(2), "2026-09-01", "2026-10-30"),  # 31 October is a Saturday
        (EveryMonths(2, 2), "2026-01-15", "2026-01-30"),  # December and January; the 31st is a Saturday
        # 每年1月至2月; 每年10月
        (MonthSpans(((1, 2),)), "2026-01-20", "2026-02-28"),
        (MonthSpans(((1, 2),)), "2026-03-01", "2027-02-26"),  # the 28th is a Sunday
        (MonthSpans(((10, 10),)), "2026-01-20", "2026-10-30"),
        (MonthSpans(((12, 1),)), "2026-12-05", "2027-01-29"),  # the 31st is a Sunday
        # 次月15日前: of November on 15 December; of October on Friday the 13th, the 15th is a Sunday
        (DayAfterPeriod("month", 15), "2026-11-05", "2026-12-15"),
        (DayAfterPeriod("month", 15), "2026-10-31", "2026-11-13"),
        (DayAfterPeriod("quarter", 10), "2026-08-03", "2026-10-10"),  # a Saturday that is worked
        (DayAfterPeriod("year", 31, 3), "2026-05-01", "2027-03-31"),
        # 每半年结束后10日内: 10 July is a Friday; 10 January 2027 a Sunday, so the Monday after
        (DaysAfterPeriod("half_year", CalendarDays(10)), "2026-03-01", "2026-07-10"),
        (DaysAfterPeriod("half_year", CalendarDays(10)), "2026-09-01", "2027-01-11"),
        # 每季度结束后5个工作日内: 8, 9, 10 (a Saturday that is worked), 12, 13 October
        (DaysAfterPeriod("quarter", WorkingDays(5)), "2026-08-03", "2026-10-13"),
        # 每年2月底前: Saturday the 28th is worked
        (DayOfMonth(31, (2,)), "2026-01-01", "2026-02-28"),
        (DayOfMonth(30, (2, 9)), "2026-02-01", "2026-02-28"),
        (DayOfMonth(31, (6, 12)), "2026-07-01", "2026-12-31"),
        # 3个月: 28 February is worked, 30 November a Monday; 当日 on a Sunday
        (CalendarMonths(3), "2025-11-30", "2026-02-28"),
        (CalendarMonths(3), "2026-08-31", "2026-11-30"),
        (CalendarDays(0), "2026-11-20", "2026-11-20"),
        (CalendarDays(0), "2026-11-22", "2026-11-23"),
        # of several, the earliest that runs from the event
        (Several((PeriodEnd("month"), WorkingDays(5), WorkingDays(3))), "2026-11-16", "2026-11-19"),
        (Several((DayOfMonth(10), DayOfMonth(20))), "2026-11-11", "2026-11-20"),
    ],
)
def test_limits_as_people_write_them_fall_due_where_a_person_reckons_it(rule, start, expected):
    assert due_on(rule, start) == on(expected)


def test_a_span_of_months_opens_with_its_first_day_and_has_its_name():
    periods = list(occurrences(MonthSpans(((1, 2), (10, 10))), on("2026-02-10"), on("2027-02-10"), CALENDAR))

    assert [(each.label, str(each.starts_on), str(each.ends_on)) for each in periods] == [
        ("2026年1月至2月", "2026-01-01", "2026-02-28"),
        ("2026年10月", "2026-10-01", "2026-10-31"),
        ("2027年1月至2月", "2027-01-01", "2027-02-28"),
    ]
    assert MonthSpans(((1, 2), (10, 10))).before(on("2026-10-03")) == on("2026-01-01")


def test_what_follows_a_period_says_which_one_and_how_it_was_counted():
    found = due(DaysAfterPeriod("quarter", WorkingDays(5)), on("2026-08-03"), CALENDAR, extra={"source": "方案"})

    assert explain(found.trace) == [
        "公开周期为2026年第三季度（7月1日至9月30日），时限为每季度结束后5个工作日内",
        "跳过10月1日至7日：国庆节",
        "跳过10月11日：周末",
        "10月10日调休上班（国庆节），算工作日",
        "到期日为2026年10月13日，当日仍为按时",
        "依据：方案",
    ]
    assert Rule.from_mapping(found.trace["rule"]) == DaysAfterPeriod("quarter", WorkingDays(5))


def test_the_thirty_first_is_the_last_day_in_a_shorter_month():
    assert due_on(DayOfMonth(31), "2026-04-01") == on("2026-04-30")


def test_a_day_that_names_uneven_months_skips_the_others():
    periods = occurrences(DayOfMonth(day=15, months=(1, 3)), on("2026-01-01"), on("2027-01-31"), CALENDAR)

    assert [period.label for period in periods] == ["2026年1月", "2026年3月", "2027年1月"]


# Rules as data


@pytest.mark.parametrize(
    ("mapping", "text"),
    [
        ({"working_days": 5}, "5个工作日"),
        ({"calendar_days": 15}, "15日"),
        ({"period_end": "month"}, "每月"),
        ({"period_end": "quarter"}, "每季度"),
        ({"period_end": "half_year"}, "每半年"),
        ({"period_end": "year"}, "每年"),
        ({"disclosure_day": {"weekday": 5, "nth": 1}}, "每月第一个星期五"),
        ({"disclosure_day": {"weekday": 7, "nth": 2}}, "每月第二个星期日"),
        ({"day_of_month": {"day": 10, "months": [1, 4, 7, 10]}}, "每季度首月10日前"),
        ({"day_of_month": {"day": 5, "months": [3, 6, 9, 12]}}, "每季度末月5日前"),
        ({"day_of_month": {"day": 5, "months": list(range(1, 13))}}, "每月5日前"),
        ({"day_of_month": {"day": 15, "months": [1, 7]}}, "每半年首月15日前"),
        ({"day_of_month": {"day": 31, "months": [12]}}, "每年12月底前"),
        ({"day_of_month": {"day": 15, "months": [1, 3]}}, "每年1、3月15日前"),
        ({"day_of_month": {"day": 31, "months": [2]}}, "每年2月底前"),
        ({"day_of_month": {"day": 30, "months": list(range(1, 13))}}, "每月30日前（2月为月底）"),
        ({"every_months": {"months": 2, "first": 1}}, "每2个月"),
        ({"month_spans": [[1, 2]]}, "每年1月至2月"),
        ({"day_after_period": {"period": "month", "day": 15, "month": 1}}, "次月15日前"),
        ({"days_after_period": {"period": "year", "days": {"working_days": 5}}}, "每年结束后5个工作日内"),
        ({"calendar_months": 3}, "3个月"),
        ({"calendar_days": 0}, "当日"),
        ({"several": [{"working_days": 5}, {"period_end": "year"}]}, "5个工作日；每年"),
    ],
)
def test_a_rule_keeps_its_written_form_and_reads_in_chinese(mapping, text):
    rule = Rule.from_mapping(json.loads(json.dumps(mapping)))

    assert rule.to_mapping() == mapping
    assert rule.describe() == text


@unhurried
@given(EVENT_COUNTS | RECURRENCES)
def test_every_rule_survives_the_round_trip(rule):
    assert Rule.from_mapping(json.loads(json.dumps(rule.to_mapping()))) == rule


@pytest.mark.parametrize(
    "mapping",
    [
        {},
        None,
        {"weeks": 2},
        {"working_days": 0},
        {"working_days": "5"},
        {"working_days": True},
        {"working_days": 5, "calendar_days": 5},
        {"period_end": "decade"},
        {"disclosure_day": {"weekday": 5}},
        {"disclosure_day": {"weekday": 8, "nth": 1}},
        {"disclosure_day": {"weekday": 5, "nth": 5}},
        {"day_of_month": {"day": 0}},
        {"day_of_month": {"day": 1, "months": []}},
        {"day_of_month": {"day": 1, "months": [13]}},
        {"every_months": {"months": 5}},
        {"every_months": {"months": 2, "first": 3}},
        {"month_spans": []},
        {"month_spans": [[1, 13]]},
        {"month_spans": [[1, 3], [2, 4]]},
        {"day_after_period": {"period": "month", "day": 32}},
        {"day_after_period": {"period": "quarter", "day": 5, "month": 2}},
        {"days_after_period": {"period": "month", "days": {"period_end": "month"}}},
        {"calendar_months": 0},
        {"several": [{"period_end": "month"}]},
        {"several": {"period_end": "month"}},
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(mapping):
    with pytest.raises(LimitError, match="看不懂这条时限"):
        Rule.from_mapping(mapping)


# Pause


def test_a_pause_keeps_the_days_used_and_gives_back_those_left():
    pauses = [Pause(on("2026-11-04"), on("2026-11-11"))]  # Monday 2 to Wednesday 4 November: two days used
    found = due_after_pauses(WorkingDays(5), on("2026-11-02"), CALENDAR, pauses)

    assert found.due_on == on("2026-11-16")  # three left: 12, 13, 16
    assert found.trace["counted"] == ["2026-11-03", "2026-11-04", "2026-11-12", "2026-11-13", "2026-11-16"]
    assert {"on": "2026-11-05", "why": "暂停计时"} in found.trace["skipped"]


def test_a_pause_of_calendar_days_ends_on_a_working_day_too():
    pauses = [Pause(on("2026-11-04"), on("2026-11-10"))]

    # 5 days from the 2nd: 3, 4, then 11, 12, 13
    assert due_after_pauses(CalendarDays(5), on("2026-11-02"), CALENDAR, pauses).due_on == on("2026-11-13")
    # 6 days end on Saturday the 14th
    assert due_after_pauses(CalendarDays(6), on("2026-11-02"), CALENDAR, pauses).due_on == on("2026-11-16")


def test_while_the_clock_is_stopped_there_is_no_due_date():
    found = due_after_pauses(WorkingDays(5), on("2026-11-02"), CALENDAR, [Pause(on("2026-11-04"))])

    assert found.due_on is None
    assert (found.trace["remaining"], found.trace["due_on"]) == (3, None)
    assert explain(found.trace)[-1] == "暂停计时中，还剩3个工作日，恢复后再算到期日"


def test_a_pause_on_or_after_the_due_date_revives_nothing():
    for pause in (Pause(on("2026-11-09")), Pause(on("2026-11-10"), on("2026-12-01"))):
        assert due_after_pauses(WorkingDays(5), on("2026-11-02"), CALENDAR, [pause]).due_on == on("2026-11-09")


def test_a_pause_cannot_end_before_it_begins():
    with pytest.raises(LimitError, match="恢复日不能早于暂停日"):
        Pause(on("2026-11-04"), on("2026-11-03"))


def test_a_period_cannot_be_paused():
    with pytest.raises(LimitError, match="可以暂停"):
        due_after_pauses(PeriodEnd("month"), on("2026-11-02"), CALENDAR, [Pause(on("2026-11-04"))])


# The unpublished year, and the table of the administrator


def test_a_limit_that_reaches_into_an_unpublished_year_is_provisional_and_says_so():
    found = due(WorkingDays(5), on("2026-12-30"), CALENDAR)

    assert (found.due_on, found.is_provisional) == (on("2027-01-07"), True)
    assert found.trace["provisional_reason"] == "2027年放假安排尚未公布"
    assert not due(WorkingDays(1), on("2026-12-30"), CALENDAR).is_provisional
    assert due(PeriodEnd("quarter"), on("2027-02-01"), CALENDAR).is_provisional


def test_loading_the_notice_moves_the_date_and_makes_it_certain():
    notice = [SpecialDay(day, False, "元旦", "notice") for day in days_between(on("2027-01-01"), on("2027-01-03"))]
    worked = SpecialDay(on("2027-01-09"), True, "春节", "notice")
    calendar = CALENDAR.overlaid([*notice, worked], {2027})

    found = due(WorkingDays(7), on("2026-12-30"), calendar)
    assert (found.due_on, found.is_provisional) == (on("2027-01-09"), False)
    assert due_on(WorkingDays(7), "2026-12-30") == on("2027-01-11")


# The trace


def test_the_trace_says_what_was_counted_skipped_and_why():
    source = {"document": "实施方案", "article": "第四条", "sentence": "应在5个工作日内公开"}
    found = due(WorkingDays(5), on("2026-09-28"), CALENDAR, extra={"event": "事项确定", "source": source})

    assert json.loads(json.dumps(found.trace)) == {
        "start": "2026-09-28",
        "event": "事项确定",
        "rule": {"working_days": 5},
        "rule_text": "5个工作日",
        "counted": ["2026-09-29", "2026-09-30", "2026-10-08", "2026-10-09", "2026-10-10"],
        "skipped": [{"on": f"2026-10-0{n}", "why": "国庆节"} for n in range(1, 8)],
        "made_working": [{"on": "2026-10-10", "why": "调休上班（国庆节）"}],
        "moved": None,
        "due_on": "2026-10-10",
        "provisional": False,
        "provisional_reason": "",
        "source": source,
    }
    assert explain(found.trace) == [
        "从2026年9月28日（事项确定）的次日起算，时限为5个工作日",
        "跳过10月1日至7日：国庆节",
        "10月10日调休上班（国庆节），算工作日",
        "到期日为2026年10月10日，当日仍为按时",
        "依据：实施方案第四条“应在5个工作日内公开”",
    ]


def test_the_trace_says_that_a_day_was_moved():
    assert explain(due(CalendarDays(15), on("2026-09-20"), CALENDAR).trace) == [
        "从2026年9月20日的次日起算，时限为15日",
        "10月5日不是工作日（国庆节），顺延到10月8日",
        "到期日为2026年10月8日，当日仍为按时",
    ]
    assert explain(due(PeriodEnd("month"), on("2026-10-03"), CALENDAR).trace) == [
        "公开周期为2026年10月（10月1日至31日），时限为每月",
        "10月31日不是工作日（周六），提前到10月30日",
        "到期日为2026年10月30日，当日仍为按时",
    ]


def test_the_trace_of_a_provisional_date_says_that_it_may_change():
    assert explain(due(WorkingDays(5), on("2026-12-30"), CALENDAR).trace) == [
        "从2026年12月30日的次日起算，时限为5个工作日",
        "跳过2027年1月1日：元旦",
        "跳过2027年1月2日至3日：周末",
        "到期日为2027年1月7日，当日仍为按时",
        "2027年放假安排尚未公布，到期日为暂定，公布后重新计算；最迟不晚于2027年1月7日为稳妥",
    ]


# What holds of any date


@unhurried
@given(STARTS, DAY_COUNTS | RECURRENCES)
def test_whatever_is_due_is_due_on_a_working_day(start, rule):
    found = due(rule, start, CALENDAR)

    assert CALENDAR.is_working(found.due_on)
    assert found.trace["due_on"] == found.due_on.isoformat()
    assert found.is_provisional or found.due_on.year <= 2026
    assert explain(json.loads(json.dumps(found.trace)))


@unhurried
@given(STARTS, st.integers(1, 40))
def test_working_days_agree_with_the_calendar(start, n):
    reach = CALENDAR.add_working_days(start, n)
    found = due(WorkingDays(n), start, CALENDAR)

    assert (found.due_on, found.is_provisional) == (reach.on, reach.is_provisional)
    assert [day["on"] for day in found.trace["skipped"]] == [day.on.isoformat() for day in reach.skipped]


@unhurried
@given(STARTS, st.integers(1, 60))
def test_calendar_days_end_on_the_first_working_day_from_the_last_day_on(start, n):
    last = start + timedelta(days=n)

    assert due(CalendarDays(n), start, CALENDAR).due_on == CALENDAR.next_working_on_or_after(last)


@unhurried
@given(STARTS, DAY_COUNTS)
def test_counted_and_skipped_days_are_the_whole_span_and_share_none(start, rule):
    trace = due(rule, start, CALENDAR).trace
    end = trace["moved"]["from"] if trace["moved"] else trace["due_on"]
    told = trace["counted"] + [day["on"] for day in trace["skipped"]]

    assert sorted(told) == [day.isoformat() for day in days_between(start + timedelta(days=1), on(end))]
    assert len(trace["counted"]) == rule.amount
    assert all(day["why"] for day in trace["skipped"])


@unhurried
@given(STARTS, DAY_COUNTS)
def test_a_later_start_or_a_longer_limit_is_never_due_earlier(start, rule):
    found = due(rule, start, CALENDAR).due_on

    assert due(rule, start + timedelta(days=1), CALENDAR).due_on >= found
    assert due(type(rule)(rule.amount + 1), start, CALENDAR).due_on >= found


@unhurried
@given(STARTS, DAY_COUNTS, st.integers(1, 20))
def test_an_extended_limit_is_the_longer_limit(start, rule, more):
    longer = rule.plus(type(rule)(more))

    assert due(longer, start, CALENDAR).due_on == due(type(rule)(rule.amount + more), start, CALENDAR).due_on


@unhurried
@given(STARTS, DAY_COUNTS, st.integers(0, 60))
def test_a_pause_of_no_length_changes_nothing(start, rule, later):
    pause = Pause(start + timedelta(days=later), start + timedelta(days=later))

    assert due_after_pauses(rule, start, CALENDAR, [pause]).due_on == due(rule, start, CALENDAR).due_on


@unhurried
@given(STARTS, st.integers(2, 20), st.integers(0, 40), st.integers(0, 60), st.integers(0, 60))
def test_resuming_late_gives_no_more_working_days(start, n, paused_after, length, longer):
    paused_on = start + timedelta(days=paused_after)
    plain = due(WorkingDays(n), start, CALENDAR).due_on
    for days in (length, length + longer):
        pause = Pause(paused_on, paused_on + timedelta(days=days))
        found = due_after_pauses(WorkingDays(n), start, CALENDAR, [pause]).due_on
        if paused_on >= plain:
            assert found == plain
        else:
            used = CALENDAR.working_days_between(start, paused_on)
            assert CALENDAR.working_days_between(pause.until_on, found) == n - used


@unhurried
@given(STARTS, DAY_COUNTS, st.integers(0, 30), st.integers(0, 30), st.integers(0, 30))
def test_a_pause_cut_in_two_is_the_same_pause(start, rule, paused_after, first, second):
    a = start + timedelta(days=paused_after)
    b = a + timedelta(days=first)
    c = b + timedelta(days=second)

    whole = due_after_pauses(rule, start, CALENDAR, [Pause(a, c)])
    assert due_after_pauses(rule, start, CALENDAR, [Pause(b, c), Pause(a, b)]).due_on == whole.due_on


@unhurried
@given(STARTS, RECURRENCES)
def test_periods_follow_each_other_without_overlap_and_each_is_found_again(start, rule):
    periods = list(occurrences(rule, start, start + timedelta(days=800), CALENDAR))

    assert periods
    for period, following in zip(periods, periods[1:], strict=False):
        assert period.ends_on < following.starts_on
        assert period.due_on < following.due_on
    last = periods[-1]
    assert due(rule, min(last.starts_on, last.due_on), CALENDAR).due_on <= last.due_on


@unhurried
@given(STARTS, st.sampled_from([FIRST_FRIDAY, EARLY_IN_QUARTER]))
def test_a_recurring_day_is_never_before_its_start_and_none_is_left_out(start, rule):
    found = due(rule, start, CALENDAR).due_on
    all_days = [
        period.due_on
        for period in occurrences(rule, start - timedelta(days=100), start + timedelta(days=200), CALENDAR)
    ]

    assert found == min(day for day in all_days if day >= start)
