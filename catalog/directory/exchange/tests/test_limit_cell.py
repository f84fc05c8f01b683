"""What time limits say."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from catalog.directory.exchange.limit_cell import LimitCell, read_limit, read_rule
from catalog.directory.exchange.limit_rule import number
from disclosure.deadlines.rules import LONGEST, Rule
from disclosure.deadlines.tests.any_rule import EVENT_COUNTS, RECURRENCES

QUARTERS = [1, 4, 7, 10]
YEAR = list(range(1, 13))


def day(number, months):
    return {"day_of_month": {"day": number, "months": months}}


def after(period, number, month=1):
    return {"day_after_period": {"period": period, "day": number, "month": month}}


@pytest.mark.parametrize(
    ("raw", "mapping", "words"),
    [
        # those of the issue
        ("每季度首月10日前", day(10, QUARTERS), "每季度首月10日前"),
        ("每季度第一个月的10日", day(10, QUARTERS), "每季度首月10日前"),
        ("每季度的首个月20日", day(20, QUARTERS), "每季度首月20日前"),
        ("每年1月-2月", {"month_spans": [[1, 2]]}, "每年1月至2月"),
        ("每年10月", {"month_spans": [[10, 10]]}, "每年10月"),
        ("每年6月底、12月底", day(31, [6, 12]), "每半年末月底前"),
        ("每两个月", {"every_months": {"months": 2, "first": 1}}, "每2个月"),
        ("次月15日前", after("month", 15), "次月15日前"),
        ("每年2月底前", day(31, [2]), "每年2月底前"),
        ("每半年首月", day(31, [1, 7]), "每半年首月底前"),
        ("决议作出后5个工作日", {"working_days": 5}, "5个工作日"),
        ("每月第一个星期五", {"disclosure_day": {"weekday": 5, "nth": 1}}, "每月第一个星期五"),
        ("每月10日前", day(10, YEAR), "每月10日前"),
        ("每季度末月25日前", day(25, [3, 6, 9, 12]), "每季度末月25日前"),
        ("年底前", {"period_end": "year"}, "每年"),
        ("每年7月1日前", day(1, [7]), "每年7月1日前"),
        (
            "每半年结束后10日内",
            {"days_after_period": {"period": "half_year", "days": {"calendar_days": 10}}},
            "每半年结束后10日内",
        ),
        # as others write them
        ("每月１０号以前公开", day(10, YEAR), "每月10日前"),
        ("每半年第二个月5日之前", day(5, [2, 8]), "每半年第2个月5日前"),
        ("每年十二月十五日前", day(15, [12]), "每年12月15日前"),
        ("每年1、4、7、10月10日前", day(10, QUARTERS), "每季度首月10日前"),
        ("每年1月、7月10日前", day(10, [1, 7]), "每半年首月10日前"),
        ("每年6月30日和12月31日前", day(31, [6, 12]), "每半年末月底前"),
        ("每年1月和7月", {"month_spans": [[1, 1], [7, 7]]}, "每年1月、7月"),
        ("每年12月至次年1月", {"month_spans": [[12, 1]]}, "每年12月至次年1月"),
        ("上半年、下半年", {"month_spans": [[1, 6], [7, 12]]}, "每年1月至6月、7月至12月"),
        ("上半年6月底前，下半年12月底前", day(31, [6, 12]), "每半年末月底前"),
        ("每季度季末", None, ""),
        ("季初", day(31, QUARTERS), "每季度首月底前"),
        ("季末", {"period_end": "quarter"}, "每季度"),
        ("每季度末", {"period_end": "quarter"}, "每季度"),
        ("半年一次", {"period_end": "half_year"}, "每半年"),
        ("每半年更新一次", {"period_end": "half_year"}, "每半年"),
        ("按月公开", {"period_end": "month"}, "每月"),
        ("每月底前", {"period_end": "month"}, "每月"),
        ("每月上旬", day(10, YEAR), "每月10日前"),
        ("每三个月", {"every_months": {"months": 3, "first": 1}}, "每3个月"),
        ("下季度首月15日前", after("quarter", 15), "每季度次月15日前"),
        ("次年3月底前", after("year", 31, 3), "次年3月底前"),
        (
            "每季度结束后五个工作日内",
            {"days_after_period": {"period": "quarter", "days": {"working_days": 5}}},
            "每季度结束后5个工作日内",
        ),
        ("自决定作出之日起五个工作日内公开", {"working_days": 5}, "5个工作日"),
        ("形成后15日内", {"calendar_days": 15}, "15日"),
        ("决定作出当日", {"calendar_days": 0}, "当日"),
        ("次日", {"calendar_days": 1}, "1日"),
        ("下一个工作日", {"working_days": 1}, "1个工作日"),
        ("3个月内", {"calendar_months": 3}, "3个月"),
        # several in one cell
        ("每月10日、20日前", {"several": [day(10, YEAR), day(20, YEAR)]}, "每月10日前；每月20日前"),
        (
            "每季度首月10日前，每年12月底前",
            {"several": [day(10, QUARTERS), day(31, [12])]},
            "每季度首月10日前；每年12月底前",
        ),
        (
            "决定后5个工作日内，每半年更新一次",
            {"several": [{"working_days": 5}, {"period_end": "half_year"}]},
            "5个工作日；每半年",
        ),
        # what can be meant in two ways, or is no day
        ("每季度10日前", None, ""),
        ("每年2月30日前", None, ""),
        ("每年4月31日前", None, ""),
        ("每年13月5日前", None, ""),
        ("每月0日前", None, ""),
        ("每5个月", None, ""),
        ("每周", None, ""),
        ("7月1日前", None, ""),
    ],
)
def test_a_limit_is_a_rule_or_is_not_read(raw, mapping, words):
    cell = read_limit(raw)
    assert cell.mapping == mapping
    assert (cell.rule.describe() if cell.rule else "") == words
    assert bool(cell.unread) == (mapping is None)
    if cell.rule:
        assert Rule.from_mapping(cell.mapping) == cell.rule


@pytest.mark.parametrize(
    ("raw", "understood"),
    [
        ("即时", {"kind_word": "即时"}),
        ("及时", {"kind_word": "及时"}),
        ("定期公开", {"kind_word": "定期"}),
        ("不定期", {"kind_word": "不定期"}),
        ("变动后及时", {"kind_word": "及时", "event": "变动"}),
        ("公示7天", {"display_days": 7}),
        ("公示时间不少于5天", {"display_days": 5}),
        ("每次公开7至15天", {"display_days": 7, "display_most": 15}),
        ("7天", {"display_days": 7}),
        ("公示3个月", {"display_months": 3}),
        ("三个月", {"display_months": 3}),
        ("长期", {"kind_word": "长期"}),
        ("按上级要求", {"reference": "按上级要求"}),
        ("公示5个工作日", {"reference": "公示5个工作日"}),
        ("15日", {"unread": "15日"}),
        ("定期，每季度10日前", {"kind_word": "定期", "unread": "每季度10日前"}),
        ("定期每季度10日前", {"kind_word": "定期", "unread": "每季度10日前"}),
        ("及时，公示7天；按上级要求", {"kind_word": "及时", "display_days": 7, "reference": "按上级要求"}),
        ("定期，即时", {"kind_word": "定期", "reference": "即时"}),
        ("", {}),
    ],
)
def test_a_limit_is_understood_piece_by_piece(raw, understood):
    assert read_limit(raw) == LimitCell(raw, **understood)


def test_a_delay_keeps_its_event():
    assert read_limit("获取该信息之日起20个工作日内").event == "获取该信息"
    assert read_limit("定期（每季度末）").kind_word == "定期"


@pytest.mark.parametrize(
    ("text", "value"), [("20", 20), ("十", 10), ("十五", 15), ("二十", 20), ("三十一", 31), ("两", 2), ("千", 0)]
)
def test_chinese_numbers(text, value):
    assert number(text) == value


@settings(deadline=None)
@given(RECURRENCES)
def test_a_recurrence_is_read_from_its_own_words(rule):
    assert read_rule(rule.describe()) == rule


@settings(deadline=None)
@given(EVENT_COUNTS)
def test_a_number_of_days_is_read_from_its_own_words(rule):
    assert read_rule(f"事项确定{rule.within()}") == rule


PIECES = [
    "每",
    "季度",
    "月",
    "年",
    "半年",
    "首月",
    "末",
    "底",
    "前",
    "内",
    "后",
    "日",
    "号",
    "工作日",
    "个",
    "第",
    "一",
    "十",
    "2",
    "31",
    "、",
    "，",
    "（",
    "）",
    "至",
    "次",
    "星期",
    "及时",
    "公示",
    "和",
    "自",
    "起",
    "/",
    "0",
    "²",
]


@settings(deadline=None)
@given(st.text(max_size=30) | st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
@example("每年0/13月-次年99月底前")
@example("每99个月自99月起")
def test_no_text_is_too_odd_and_none_names_a_day_that_is_not(text):
    cell = read_limit(text)
    if cell.rule:
        assert Rule.from_mapping(cell.mapping) == cell.rule
        assert impossible_days(cell.rule.describe()) == []


def impossible_days(words):
    """Days that no month named beside them has."""
    found = re.findall(r"([\d、]+)月(\d+)日", words)
    return [
        (months, day) for months, day in found if int(day) > max(LONGEST[int(month)] for month in months.split("、"))
    ]


@settings(deadline=None)
@given(RECURRENCES)
def test_no_rule_names_a_day_that_its_month_has_not(rule):
    assert impossible_days(rule.describe()) == []
    assert "2月30日" not in rule.describe() or "（2月为月底）" in rule.describe() or "12月30日" in rule.describe()
