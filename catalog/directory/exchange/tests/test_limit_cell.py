"""What time limits say."""

import pytest

from catalog.directory.exchange.limit_cell import LimitCell, number, read_limit

QUARTERS = [1, 4, 7, 10]


@pytest.mark.parametrize(
    ("raw", "understood"),
    [
        ("即时", {"kind_word": "即时"}),
        ("定期公开", {"kind_word": "定期"}),
        ("不定期", {"kind_word": "不定期"}),
        (
            "获取该信息之日起20个工作日内",
            {"delay": {"working_days": 20}, "event": "获取该信息"},
        ),
        ("自决定作出之日起五个工作日内公开", {"delay": {"working_days": 5}, "event": "决定作出"}),
        ("形成后15日内", {"delay": {"calendar_days": 15}, "event": "形成"}),
        ("每季度首月10日前", {"calendar_rule": {"day_of_month": {"day": 10, "months": QUARTERS}}}),
        ("每月10日前公开", {"calendar_rule": {"day_of_month": {"day": 10, "months": list(range(1, 13))}}}),
        ("每半年第二个月5日前", {"calendar_rule": {"day_of_month": {"day": 5, "months": [2, 8]}}}),
        ("每年1月底前", {"calendar_rule": {"day_of_month": {"day": 31, "months": [1]}}}),
        ("每年十二月十五日前", {"calendar_rule": {"day_of_month": {"day": 15, "months": [12]}}}),
        ("每季度末", {"calendar_rule": {"period_end": "quarter"}}),
        ("每半年更新一次", {"calendar_rule": {"period_end": "half_year"}}),
        ("按月公开", {"calendar_rule": {"period_end": "month"}}),
        ("年底前", {"calendar_rule": {"period_end": "year"}}),
        ("每月第一个星期五", {"calendar_rule": {"disclosure_day": {"weekday": 5, "nth": 1}}}),
        ("公示7天", {"display_days": 7}),
        ("公示时间不少于5天", {"display_days": 5}),
        ("每次公开7至15天", {"display_days": 7, "display_most": 15}),
        ("按上级要求", {"reference": "按上级要求"}),
        ("公示5个工作日", {"reference": "公示5个工作日"}),
        ("每季度10日前", {"reference": "每季度10日前"}),
        ("3个月内", {"reference": "3个月内"}),
        (
            "及时，公示7天；按上级要求",
            {"kind_word": "及时", "display_days": 7, "reference": "按上级要求"},
        ),
        ("定期（每季度末）", {"kind_word": "定期", "calendar_rule": {"period_end": "quarter"}}),
        ("定期，即时", {"kind_word": "定期", "reference": "即时"}),
        ("", {}),
    ],
)
def test_a_limit_is_understood_piece_by_piece(raw, understood):
    assert read_limit(raw) == LimitCell(raw, **understood)


@pytest.mark.parametrize(
    ("text", "value"), [("20", 20), ("十", 10), ("十五", 15), ("二十", 20), ("三十一", 31), ("两", 2)]
)
def test_chinese_numbers(text, value):
    assert number(text) == value
