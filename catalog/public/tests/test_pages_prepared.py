"""What pages show, before it is a page: strips of days, next due dates, filters, sizes."""

from datetime import date

import pytest
from django.http import QueryDict

from catalog.directory.models import Entry
from catalog.obligations.next_due import Nexts
from catalog.public import directory
from catalog.public.entry import Basis
from catalog.schemes.models import Scheme
from catalog.schemes.rules import SchemeRules
from catalog.schemes.tests.scheme_data import scheme
from disclosure.deadlines import dates
from disclosure.deadlines.holidays.years import library_calendar
from disclosure.deadlines.limits import due
from disclosure.deadlines.rules import Rule
from disclosure.deadlines.strip import MOST_WEEKS, trace_strip
from disclosure.files.listing import size_of, type_of
from disclosure.web.components import Badge
from disclosure.web.filters import Field, bar

CALENDAR = library_calendar()


def rules_of(slug) -> SchemeRules:
    data = scheme(slug)
    return SchemeRules(Scheme(slug=slug, title=data["title"], data=data), data)


def line(kind, **fields):
    return Entry(code="1-1", name="学习情况", limit_kind=kind, scope="society", **fields)


def strip(rule, start):
    return trace_strip(due(Rule.from_mapping(rule), start, CALENDAR).trace)


def days(weeks) -> dict[str, tuple[str, str]]:
    return {day.on: (day.state, day.name) for week in weeks for day in week}


@pytest.mark.clause("LK-13")
def test_the_strip_of_days_says_what_was_counted_and_what_was_skipped():
    shown = strip({"working_days": 5}, date(2026, 9, 28))
    assert [len(week) for week in shown.weeks] == [7, 7]
    found = days(shown.weeks)
    assert found["2026-09-28"] == ("start", "事项日")
    assert found["2026-09-30"] == ("counted", "第2天")
    assert found["2026-10-01"] == ("skipped", "国庆节")
    assert found["2026-10-10"] == ("due", "上班")
    assert found["2026-10-11"] == ("outside", "")
    assert shown.weeks[0][3].label == "10/1"
    assert any("跳过10月1日至7日" in sentence for sentence in shown.sentences)


def test_the_strip_shows_a_due_date_that_was_moved():
    found = days(strip({"calendar_days": 15}, date(2026, 9, 20)).weeks)
    assert found["2026-10-05"] == ("moved", "休")
    assert found["2026-10-07"][0] == "moved"
    assert found["2026-10-08"] == ("due", "到期")


def test_a_period_shows_only_its_end():
    shown = strip({"period_end": "half_year"}, date(2026, 1, 5))
    assert list(days(shown.weeks))[0] == "2026-06-29"
    assert days(shown.weeks)["2026-06-30"] == ("due", "到期")


def test_a_long_limit_is_shortened_to_its_beginning_and_its_end():
    shown = strip({"calendar_days": 120}, date(2026, 3, 2)).weeks
    assert len(shown) == MOST_WEEKS
    assert shown[0][0].on == "2026-03-02"
    assert "due" in [day.state for day in shown[-1]]


def test_a_stopped_clock_or_an_empty_trace_has_no_strip():
    assert trace_strip({}) is None
    assert trace_strip({"due_on": None, "start": "2026-01-01"}) is None


@pytest.mark.clause("LK-14")
def test_a_periodic_entry_falls_due_at_the_nearest_of_its_turns():
    nexts = Nexts(rules_of("longkou"), CALENDAR, date(2026, 2, 10))
    coming = nexts.of(line("periodic"))
    assert coming.on == date(2026, 3, 31)
    assert coming.words == "下次 3月31日前"
    assert "每季度微调一次" in coming.why


@pytest.mark.clause("QJ-11")
def test_a_disclosure_day_moves_off_the_holiday():
    nexts = Nexts(rules_of("qijiang"), CALENDAR, date(2026, 9, 15))
    assert nexts.of(line("periodic")).on == date(2026, 10, 8)


def test_the_last_working_day_passed_means_the_next_period():
    nexts = Nexts(rules_of("longkou"), CALENDAR, date(2026, 5, 31))
    assert nexts.of(line("periodic", limit_rule={"period_end": "month"})).on == date(2026, 6, 30)


def test_a_date_in_a_year_without_its_notice_is_said_to_be_provisional():
    nexts = Nexts(rules_of("longkou"), CALENDAR, date(2030, 2, 1))
    coming = nexts.of(line("periodic"))
    assert coming.is_provisional
    assert "暂定" in coming.words
    assert coming.safe.startswith("最迟不晚于") and coming.safe in coming.why


def test_an_event_has_no_date_ahead():
    coming = Nexts(rules_of("longkou"), CALENDAR, date(2026, 2, 10)).of(line("immediate"))
    assert coming.on is None
    assert coming.words == ""


def test_without_a_scheme_nothing_is_said_of_what_comes_next():
    assert Nexts(None, CALENDAR, date(2026, 2, 10)).of(line("periodic")) is None


@pytest.mark.clause("YY-03")
def test_a_longer_limit_for_important_matters_is_named():
    rules = rules_of("yueyang")
    shown = Basis(rules.limit("periodic"), line("periodic"), rules.scheme.title)
    assert "3个工作日内公开，重要事项7个工作日" in shown.rule


def test_an_entry_with_its_own_rule_is_marked_and_not_called_preset():
    rules = rules_of("longkou")
    shown = Basis(rules.limit("immediate"), line("immediate", limit_rule={"working_days": 3}), rules.scheme.title)
    assert shown.rule == "即时：事项发生后3个工作日内公开"
    assert shown.is_own
    assert not shown.is_preset


def test_lateness_outweighs_what_was_disclosed():
    on = date(2026, 9, 10)
    status = directory.Status(
        organization=None,
        counts={"1-1": 2},
        late={"1-1": date(2026, 9, 8)},
        nexts=Nexts(rules_of("longkou"), CALENDAR, on),
        on=on,
    )
    assert status.state("1-1") == "late"
    shown = directory.state_of(line("periodic"), status)
    assert shown == (Badge("late", "逾期 2 天"), "已公开 2")


FIELDS = [Field("scope", "公开范围", (("社会", "社会"), ("党内", "党内"))), Field("limit", "时限", (("定期", "定期"),))]


def test_a_filter_bar_knows_what_was_chosen_and_how_to_take_it_away():
    shown = bar(FIELDS, QueryDict("scope=党内&limit=定期&q=党费"), kept=("q",))
    assert [option.value for option in shown.fields[0].options if option.is_selected] == ["党内"]
    assert [chip.label for chip in shown.chosen] == ["公开范围：党内", "时限：定期"]
    rest = QueryDict(shown.chosen[0].url.removeprefix("?"))
    assert rest.dict() == {"q": "党费", "limit": "定期"}


def test_a_filter_bar_without_a_choice_has_nothing_to_reset():
    shown = bar(FIELDS, QueryDict("scope=<b>"))
    assert shown.reset_url == ""
    assert shown.chosen == []


@pytest.mark.parametrize(
    ("size", "words"), [(16, "16 B"), (24_513, "24 KB"), (1_258_291, "1.2 MB"), (300 * 2**20, "300 MB")]
)
def test_sizes_read_as_people_say_them(size, words):
    assert size_of(size) == words


@pytest.mark.parametrize(
    ("name", "words"), [("纪要.PDF", "PDF"), ("表.xlsx", "Excel 表格"), ("a.xyz", "XYZ"), ("无名", "文件")]
)
def test_types_read_as_people_say_them(name, words):
    assert type_of(name) == words


def test_days_name_their_weekday_and_what_the_notice_made_of_them():
    assert dates.full(date(2026, 10, 10), CALENDAR) == "2026年10月10日（周六，调休上班）"
    assert dates.full(date(2026, 10, 1), CALENDAR) == "2026年10月1日（周四，国庆节）"
    assert dates.full(date(2026, 10, 24), CALENDAR) == "2026年10月24日（周六）"
    assert dates.late_by(date(2026, 10, 10), date(2026, 10, 10)) == ""
