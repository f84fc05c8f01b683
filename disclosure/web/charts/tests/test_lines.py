"""Where the lines of a chart run: higher is better, gaps stay gaps, a lone value is still seen."""

from dataclasses import replace

import pytest

from disclosure.web.charts.lines import BOTTOM, TOP, LineChart, Series


def chart(*values, before=()):
    series = [Series("今年", values), Series("去年", before, "before")]
    return LineChart("x", "标题", "说明", [f"{number}月" for number in range(1, len(values) + 1)], series)


def height(spot) -> float:
    return float(spot.y.rstrip("%"))


def test_a_hundred_is_on_top_and_the_lowest_value_is_still_in_the_area():
    (_before, main) = chart(100, 43, 90).drawn
    ys = [height(main.segments[0].first), *(height(segment.last) for segment in main.segments)]
    assert ys[0] == pytest.approx(TOP, abs=0.1)
    assert ys[0] < ys[2] < ys[1] <= BOTTOM


def test_a_month_without_a_value_leaves_a_gap_and_a_lone_one_a_dot():
    (_before, main) = chart(90, None, 80, 85).drawn
    assert len(main.segments) == 1
    assert len(main.alone) == 1
    assert chart(None, None).newest is None
    assert chart(None, None).is_empty


@pytest.mark.parametrize(("values", "floor", "lines"), [((95, 99), 80, 3), ((100, 61), 60, 5), ((0, 100), 0, 6)])
def test_the_grid_has_few_lines_from_the_lowest_to_a_hundred(values, floor, lines):
    shown = chart(*values)
    assert shown.floor == floor
    assert len(shown.grid) == lines
    assert shown.grid[0].text == "100%"


def test_the_newest_value_stands_where_its_line_does_not_run_and_is_never_rounded_up():
    assert chart(90, 99.9).newest.text == "2月 99%"
    going_on = replace(chart(90, 99.9), last_word="到今天")
    assert going_on.newest.text == "2月到今天 99%"
    assert replace(chart(90, None), last_word="到今天").newest.text == "1月 90%"
    assert chart(90, 99.9).newest.drop < 0 < chart(99, 80).newest.drop
