"""The calendars: what falls due and what became of it, for who works there and for who watches over them."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from disclosure.deadlines.calendar.due_calendar import DueCalendar, Span, calendar_of
from disclosure.deadlines.holidays.years import library_calendar
from disclosure.deadlines.models import Deadline, SpecialDay
from disclosure.deadlines.status import STATUSES, Mark, conditions, status_of
from disclosure.deadlines.tests.factories import make_rows
from disclosure.deadlines.working_calendar import current_calendar
from disclosure.organizations.tests.factories import client_of, make_holder, make_organization, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]
ON = date(2026, 9, 16)
DAY = timedelta(days=1)
OCTOBER = date(2026, 10, 1)


@pytest.fixture
def tree():
    county = make_organization("county")
    return {
        "county": county,
        "north": make_organization("north", county),
        "south": make_organization("south", county),
        "elsewhere": make_organization("elsewhere"),
    }


def every_kind(organization, on: date) -> None:
    """One row of each status: late twice, by having been done late and by being overdue."""
    make_rows(organization, 1, due_on=on - 2 * DAY, title="逾期")
    make_rows(organization, 1, due_on=on - 2 * DAY, closed_on=on - DAY, title="补办")
    make_rows(organization, 1, due_on=on + 2 * DAY, title="待办")
    make_rows(organization, 1, due_on=on, title="今天")
    make_rows(organization, 1, due_on=on, closed_on=on, title="按时")
    for title, word in (("暂缓", "excused"), ("终止", "ended")):
        (row,) = make_rows(organization, 1, due_on=on - 3 * DAY, closed_on=on - 4 * DAY, title=title)
        row.closed_as = word
        row.save()


@pytest.mark.clause("LK-05")
def test_every_row_stands_in_exactly_one_way_in_the_query_and_by_itself(tree):
    every_kind(tree["north"], ON)
    make_rows(tree["north"], 1, due_on=ON - 2 * DAY, kind="confirmation", title="没有确认")
    make_rows(tree["north"], 1, due_on=ON - 2 * DAY, closed_on=ON, kind="confirmation", title="确认得晚")
    rows = Deadline.objects.all()
    found = {name: set(rows.filter(condition)) for name, condition in conditions(ON).items()}
    assert sum(map(len, found.values())) == rows.count() == 9
    for row in rows:
        assert row in found[status_of(row, ON)]
    assert {name: len(found[name]) for name in STATUSES} == {
        "late": 2, "todo": 2, "unconfirmed": 1, "done": 1, "confirmed": 1, "excused": 1, "ended": 1,
    }  # fmt: skip


def shown_month(rows, first=OCTOBER, on=ON):
    found = calendar_of(rows, Span(first), calendar=library_calendar(), on=on, link=lambda *_args: "")
    return {day.day.on.day: day for week in found.weeks for day in week if not day.is_outside}


@pytest.mark.clause("LK-05")
def test_holidays_and_working_weekends_are_named():
    days = shown_month(Deadline.objects.none())
    assert len(days) == 31
    assert (days[1].name, days[1].state, days[7].name) == ("国庆节", "off", "国庆节")
    assert (days[10].name, days[10].state) == ("调休上班", "made")
    assert (days[3].name, days[3].state) == ("国庆节", "weekend")
    assert (days[12].name, days[12].state) == ("", "working")
    assert (days[11].name, days[11].state) == ("", "weekend")


def test_a_day_the_administrator_changed_shows_as_changed():
    SpecialDay.objects.create(on=date(2026, 9, 17), is_working=False, name="本地放假", source="override")
    found = calendar_of(
        Deadline.objects.none(), Span(date(2026, 9, 1)), calendar=current_calendar(), on=ON, link=lambda *_args: ""
    )
    day = next(day for week in found.weeks for day in week if not day.is_outside and day.day.on.day == 17)
    assert (day.state, day.name) == ("off", "本地放假")


def test_the_year_shows_each_month_with_its_special_days(tree):
    every_kind(tree["north"], ON)
    span = Span(date(2026, 1, 1), is_year=True)
    found = calendar_of(Deadline.objects.all(), span, calendar=library_calendar(), on=ON, link=lambda *_args: "")
    september, october = found.months[8], found.months[9]
    assert {mark.name: mark.count for mark in september.marks} == {
        "late": 2, "todo": 2, "done": 1, "excused": 1, "ended": 1,
    }  # fmt: skip
    assert october.marks == [] and "10日调休上班" in october.special and "国庆节放假" in october.special


@pytest.mark.parametrize(
    ("query", "label"),
    [
        ({"month": "2026-02"}, "2026年2月"),
        ({"year": "2025"}, "2025年"),
        ({"month": "nonsense"}, "2026年9月"),
        ({"month": "0001-01"}, "2026年9月"),
        ({"year": "9999"}, "2026年9月"),
        ({"year": "２０２６"}, "2026年9月"),
        ({}, "2026年9月"),
    ],
)
def test_what_is_asked_for_is_shown_and_nonsense_is_this_month(query, label):
    assert Span.of(query, ON).label == label


def test_the_ways_back_and_on_end_with_the_years_shown():
    assert Span(date(2026, 1, 1)).moved(-1).query == "month=2025-12"
    assert Span(date(2026, 12, 1)).moved(1).query == "month=2027-01"
    assert Span(date(2000, 1, 1)).moved(-1) is None
    assert Span(date(2100, 1, 1), is_year=True).moved(1) is None


# --- the pages ---


@pytest.fixture
def on():
    return timezone.localdate()


def links_of(calendar: DueCalendar) -> list[Mark]:
    days = [mark for week in calendar.weeks for day in week for mark in day.marks]
    months = [mark for month in calendar.months for mark in month.marks]
    return [*days, *months, *calendar.totals]


@pytest.mark.clause("LK-05")
@pytest.mark.parametrize("view", ["month", "year"])
def test_every_number_of_a_supervisor_s_calendar_leads_to_exactly_its_rows(tree, on, view):
    for name in ("county", "north", "elsewhere"):
        every_kind(tree[name], on)
    supervisor = client_of(make_holder(tree["county"], "supervisor"))
    query = {"year": str(on.year)} if view == "year" else {}
    context = supervisor.get("/oversight/calendar/", query).context
    marks = links_of(context["calendar"]) + [mark for unit in context["units"] for mark in unit.marks]
    assert marks
    for mark in marks:
        rows = supervisor.get(mark.url).context["rows"]
        assert len(rows) == mark.count, mark


@pytest.mark.clause("LK-05")
@pytest.mark.clause("QJ-18")
def test_the_supervisor_goes_down_the_tree_and_not_beside_it(tree, on):
    make_rows(tree["north"], 3, due_on=on)
    make_rows(tree["elsewhere"], 1, due_on=on)
    supervisor = client_of(make_holder(tree["county"], "supervisor"))
    units = supervisor.get("/oversight/calendar/").context["units"]
    urls = {unit.label: unit.url for unit in units}
    assert urls == {
        "county党支部（本级）": "",
        "north党支部": f"/oversight/o/north/calendar/?month={on:%Y-%m}",
        "south党支部": f"/oversight/o/south/calendar/?month={on:%Y-%m}",
    }
    below = supervisor.get(urls["north党支部"]).context["calendar"].totals
    assert [(mark.name, mark.count) for mark in below] == [("todo", 3)]
    assert supervisor.get("/oversight/o/elsewhere/calendar/").status_code == 404
    assert client_of(make_person("reader")).get("/oversight/calendar/").status_code == 403


@pytest.mark.clause("LK-05")
def test_every_number_of_one_s_own_calendar_leads_to_exactly_its_rows(tree, on):
    every_kind(tree["north"], on)
    every_kind(tree["south"], on)
    clerk = client_of(make_holder(tree["north"], "clerk"))
    for query in ({}, {"year": str(on.year)}):
        marks = links_of(clerk.get("/me/calendar/", query).context["calendar"])
        assert marks
        for mark in marks:
            rows = clerk.get("/me/calendar/" + mark.url.partition("#")[0]).context["rows"]
            assert len(rows) == mark.count, mark


@pytest.mark.clause("LK-05")
def test_a_state_is_said_in_words_beside_its_icon_and_the_desk_leads_to_the_calendar(tree, on):
    make_rows(tree["north"], 1, due_on=on - 40 * DAY, title="1-1 党费收缴")
    clerk = client_of(make_holder(tree["north"], "clerk"))
    page = clerk.get("/me/calendar/", {"month": f"{on - 40 * DAY:%Y-%m}"}).content.decode()
    assert re.search(r'class="mark mark--late".*?<svg.*?</svg>\s*逾期 <b>1</b>', page, re.S)
    assert "1-1 党费收缴" in page
    assert 'href="/me/calendar/"' in clerk.get("/admin/").content.decode()


@pytest.mark.parametrize("query", [{}, {"year": "2026"}])
def test_calendars_take_the_same_queries_for_one_row_and_for_twenty(tree, on, query):
    supervisor, clerk = make_holder(tree["county"], "supervisor"), make_holder(tree["north"], "clerk")

    def queries() -> list[int]:
        counts = []
        for person, url in ((supervisor, "/oversight/calendar/"), (clerk, "/me/calendar/")):
            with CaptureQueriesContext(connection) as caught:
                assert client_of(person).get(url, query).status_code == 200
            counts.append(len(caught))
        return counts

    make_rows(tree["north"], 1, due_on=on)
    one = queries()
    make_rows(tree["north"], 19, due_on=on)
    make_rows(tree["south"], 5, due_on=on)
    assert queries() == one


def test_outside_the_intranet_nobody_s_calendar_opens(tree, settings):
    settings.INTRANET_NETWORKS = ["10.9.0.0/16"]
    assert client_of(make_holder(tree["north"], "clerk")).get("/me/calendar/").status_code == 403
