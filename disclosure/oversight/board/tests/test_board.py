"""The supervisor's page: each number a plain count, each with its rows, nobody missing, at a constant cost (LK-05, QJ-18)."""

import csv
import re
from datetime import date, timedelta
from io import BytesIO, StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from openpyxl import load_workbook

from disclosure.deadlines.tests.factories import make_rows
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.tests.factories import make_department, make_holder, make_organization, make_person
from disclosure.oversight.board.numbers import months_until, numbers_of
from disclosure.oversight.board.sentence import sentence
from disclosure.oversight.board.trend import trend
from disclosure.oversight.indicators.registry import INDICATORS
from disclosure.oversight.indicators.tests.factories import Counted, drawn_rows
from disclosure.oversight.watching import MOST_UNITS, Watch
from disclosure.testing import bench

pytestmark = pytest.mark.django_db
HOME, DAY = "/oversight/", timedelta(days=1)
ON = date(2026, 9, 16)
BYS = ["organization", "level", "department", "category", "kind"]


@pytest.fixture
def on():
    return timezone.localdate()


@pytest.fixture
def tree():
    """A county with a town that has a village below it, a hospital, and another county."""
    county = make_organization("county", office_name="县党务公开办公室", supervision_phone="0000-1234567")
    town = make_organization("town", county)
    places = [county, town, make_organization("village", town), make_organization("hospital", county)]
    return {place.code: place for place in places} | {"elsewhere": make_organization("elsewhere")}


@pytest.fixture
def supervisor(client, tree):
    client.force_login(make_holder(tree["county"], "supervisor"))
    return client


@pytest.fixture
def ledger(tree, on):
    """Rows of every sort below the county; some elsewhere, which must not be counted."""
    office = make_department(tree["town"])
    drawn_rows([tree["elsewhere"]], 50, on, seed=2)
    rows = drawn_rows([tree["county"], tree["town"], tree["hospital"]], 400, on)
    return rows + make_rows(tree["town"], 3, due_on=on - 5 * DAY, department=office)


def words_of(parts) -> str:
    return "".join(part.text for part in parts)


# --- the numbers ---


@pytest.mark.clause("LK-05")
@pytest.mark.clause("PL-04")
@pytest.mark.parametrize("kind", ["", "disclosure"])
def test_the_numbers_of_the_page_are_plain_counts_of_its_rows(supervisor, tree, ledger, on, kind):
    rows = [row for row in ledger if not kind or row.kind in ("duty", "item", "outside")]
    context = supervisor.get(HOME, {"kind": kind}).context
    month = [row for row in rows if row.due_on and row.due_on.replace(day=1) == on.replace(day=1)]
    now, this = Counted(rows, on).values(), Counted(month, on).values()
    numbers = [int(part.text.split()[0]) for part in context["board"].sentence if part.url]
    assert numbers == [this["due"], this["on_time"], now["overdue_now"]]
    assert [tab.count for tab in context["tabs"]] == [now["overdue_now"], now["due_soon"], None]
    by_code = {row.code: row for row in context["board"].breakdown.rows}
    for code in ("county", "town", "village", "hospital"):
        own = Counted([row for row in rows if row.organization == tree[code]], on).values()
        late = by_code[code]
        assert (late.overdue, late.week, late.days) == (own["overdue_now"], own["due_soon"], own["oldest_days"])
    assert sum(row.overdue for row in context["board"].breakdown.rows) == now["overdue_now"]


@pytest.mark.clause("QJ-18")
def test_the_trend_is_the_rate_of_each_month_with_the_year_before_behind_it(tree, ledger, on):
    numbers = numbers_of(Watch([tree["county"].path]), "", on)
    here, before = trend(numbers).chart.series
    for place, month in enumerate(months_until(on)):
        for series, first in ((here, month), (before, month.replace(year=month.year - 1))):
            rows = [row for row in ledger if row.due_on and row.due_on.replace(day=1) == first]
            rate = Counted(rows, on).values()["on_time_rate"]
            drawn = series.values[place]
            assert (drawn if drawn is None else float(drawn)) == (rate if rate is None else pytest.approx(rate))


def test_a_town_counts_with_its_villages_by_level_and_alone_by_organisation(supervisor, tree, on):
    make_rows(tree["village"], 2, due_on=on - DAY)
    make_rows(tree["town"], 1, due_on=on - 2 * DAY)
    for by, wanted in (
        ("organization", {"village党支部": 2, "town党支部（本级）": 1, "county党支部（本级）": 0, "hospital党支部": 0}),
        ("level", {"town党支部": 3, "county党支部（本级）": 0, "hospital党支部": 0}),
    ):
        rows = supervisor.get(HOME, {"by": by}).context["board"].breakdown.rows
        assert {row.label: row.overdue for row in rows} == wanted


def links_of(context):
    """Every number on the page with the address it leads to."""
    for part in context["board"].sentence:
        if part.url:
            yield int(part.text.split()[0]), part.url
    for tab in context["tabs"]:
        if tab.count is not None:
            yield tab.count, tab.url
    for row in context["board"].breakdown.rows:
        yield row.overdue, row.overdue_url
        yield row.week, row.week_url
    for row in context["board"].heat.rows:
        for cell in row.cells:
            if cell.url:
                due, late = int(re.search(r"应办(\d+)件", cell.label)[1]), int(cell.text)
                yield late or due, cell.url
    for row in context["board"].trend.rows:
        for cell in row:
            if cell.url and cell.text.isdigit():
                yield int(cell.text), cell.url


@pytest.mark.clause("LK-05")
@pytest.mark.clause("QJ-18")
@pytest.mark.parametrize("by", BYS)
@pytest.mark.parametrize("place", [HOME, "/oversight/o/town/"])
def test_every_number_leads_to_exactly_its_rows(supervisor, tree, on, place, by):
    make_rows(tree["town"], 2, due_on=on - DAY, department=make_department(tree["town"]))
    make_rows(tree["town"], 1, due_on=on, kind="request")
    make_rows(tree["village"], 3, due_on=on - 40 * DAY, kind="duty")
    make_rows(tree["village"], 1, due_on=on - 5 * DAY, closed_on=on - 2 * DAY)
    make_rows(tree["village"], 1, due_on=on - 5 * DAY, closed_on=on - 9 * DAY)
    make_rows(tree["hospital"], 1, due_on=on - 2 * DAY, closed_on=on - 2 * DAY)
    make_rows(tree["county"], 1, due_on=on - 3 * DAY, kind="filing")
    numbers = set(links_of(supervisor.get(place, {"by": by}).context))
    assert len(numbers) > 10
    for count, url in numbers:
        page = supervisor.get(url).context
        assert (url, len(page["rows"])) == (url, count)


def test_a_kind_narrows_the_whole_page(supervisor, tree, on):
    make_rows(tree["town"], 2, due_on=on - DAY)
    make_rows(tree["town"], 3, due_on=on - DAY, kind="filing")
    context = supervisor.get(HOME, {"kind": "disclosure"}).context
    assert context["tabs"][0].count == len(context["rows"]) == context["board"].breakdown.rows[0].overdue == 2
    assert words_of(context["board"].sentence).startswith("本月应公开 ")
    for count, url in links_of(context):
        assert (url, len(supervisor.get(url).context["rows"])) == (url, count)


# --- the sentence ---


@pytest.mark.parametrize(
    ("late", "words"),
    [
        ({}, "和上月底一样。"),
        ({"hospital": 2}, "比上月底多 2 件，都在hospital党支部。"),
        ({"hospital": 2, "village": 1}, "都在hospital党支部和village党支部。"),
        (
            {"hospital": 4, "village": 3, "town": 2, "county": 1},
            "最多的是hospital党支部、village党支部和town党支部（本级）。",
        ),
    ],
)
def test_the_sentence_says_whose_it_is_and_against_the_last_month(tree, late, words):
    for code, count in late.items():
        make_rows(tree[code], count, due_on=ON - DAY)
    make_rows(tree["county"], 1, due_on=ON, closed_on=ON - DAY)
    said = words_of(sentence(numbers_of(Watch([tree["county"].path]), "", ON)))
    assert said.startswith(f"本月应办 {sum(late.values()) + 1} 件，按时 1 件；现在逾期 {sum(late.values())} 件，")
    assert said.endswith(words)


def test_what_was_overdue_at_the_end_of_the_last_month_is_compared_even_where_it_was_done_since(tree):
    make_rows(tree["hospital"], 3, due_on=date(2026, 8, 20), closed_on=date(2026, 9, 2))
    make_rows(tree["hospital"], 1, due_on=date(2023, 8, 20), closed_on=date(2026, 9, 2))
    make_rows(tree["hospital"], 1, due_on=ON - DAY)
    said = words_of(sentence(numbers_of(Watch([tree["county"].path]), "", ON)))
    assert "现在逾期 1 件，比上月底少 3 件" in said


# --- nobody missing ---


@pytest.mark.clause("QJ-18")
def test_every_organisation_stands_there_late_or_not_and_so_it_does_in_the_file(supervisor, tree, on):
    make_rows(tree["hospital"], 2, due_on=on - DAY)
    make_organization("closed", tree["county"], is_active=False)
    left = make_organization("left", tree["county"], is_active=False)
    make_rows(left, 1, due_on=on - 2 * DAY)
    context = supervisor.get(HOME).context
    wanted = ["hospital", "left", "county", "town", "village"]
    assert [row.code for row in context["board"].breakdown.rows] == wanted
    assert [row.label for row in context["board"].heat.rows] == [row.label for row in context["board"].breakdown.rows]
    content = b"".join(supervisor.get(context["numbers_files"][0]).streaming_content).decode()
    table = list(csv.DictReader(StringIO(content.lstrip("\ufeff"))))
    assert [row["组织代码"] for row in table] == [*wanted, ""]
    assert [row["现在逾期"] for row in table] == ["2", "1", "0", "0", "0", "3"]
    sheet = load_workbook(BytesIO(supervisor.get(context["numbers_files"][1]).content)).active
    assert [["" if cell.value is None else str(cell.value) for cell in row] for row in sheet.iter_rows(min_row=2)] == [
        list(row.values()) for row in table
    ]


def test_of_many_the_worst_are_drawn_and_the_others_folded(supervisor, tree, on):
    places = [make_organization(f"unit-{number}", tree["town"]) for number in range(MOST_UNITS + 5)]
    make_rows(places[-1], 1, due_on=on - DAY)
    answer = supervisor.get(HOME)
    shown, heat = answer.context["board"].breakdown, answer.context["board"].heat
    assert shown.first[0].code == places[-1].code
    assert len(shown.first) == len(heat.rows) == MOST_UNITS
    assert len(shown.first + shown.rest) == Organization.objects.filter(path__startswith=tree["county"].path).count()
    assert heat.left_out == len(shown.rest)
    page = answer.content.decode()
    assert all(f"/oversight/o/{row.code}/" in page for row in shown.rows)


def test_beside_who_is_late_stands_whom_to_call(supervisor, tree, on):
    """Never 未定: what nobody was given is the office's (LK-18)."""
    person = make_person("clerk", full_name="叶小苏", phone="0000-7654321")
    make_rows(tree["county"], 1, due_on=on - DAY)
    make_rows(tree["county"], 1, due_on=on - 2 * DAY, person=person)
    answer = supervisor.get(HOME)
    assert answer.context["board"].breakdown.rows[0].contact == "县党务公开办公室 0000-1234567"
    assert [row.contact for row in answer.context["rows"]] == ["叶小苏 0000-7654321", "县党务公开办公室 0000-1234567"]
    assert "未定" not in answer.content.decode()


def test_each_button_presses_for_exactly_its_rows(supervisor, tree, on):
    make_rows(tree["hospital"], 2, due_on=on - DAY, title="医院的事")
    make_rows(tree["village"], 1, due_on=on - DAY, title="村里的事")
    context = supervisor.get(HOME).context
    by_code = {row.code: row.urge_url for row in context["board"].breakdown.rows}
    for url, wanted in (
        (by_code["hospital"], (2, 0)),
        (by_code["village"], (0, 1)),
        (context["urge_url"], (2, 1)),
        (context["rows"][0].urge_url, (1, 0)),
    ):
        page = supervisor.get(url).content.decode()
        assert (page.count("医院的事"), page.count("村里的事")) == wanted
    assert by_code["town"] == ""


# --- what it costs ---


def statements_of(client, url) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


@pytest.mark.clause("QJ-18")
@pytest.mark.parametrize(
    ("url", "most"),
    [
        (HOME, 7),
        ("/oversight/o/qijiang/", 7),
        ("/oversight/?by=level", 7),
        ("/oversight/?by=department", 8),
        ("/oversight/?by=category&state=all", 10),
    ],
)
def test_the_page_costs_the_same_statements_for_twenty_organisations_and_for_hundreds(client, on, url, most):
    """Three of them are the session, the person and the posts."""
    county = make_organization("qijiang")
    client.force_login(make_holder(county, "supervisor"))
    bench.generate_deadlines(bench.generate_organizations(20), 200, on)
    few = statements_of(client, url)
    bench.generate_deadlines(more_organizations(300), 3000, on)
    assert statements_of(client, url) == few <= most


def more_organizations(count: int) -> list[Organization]:
    """Below one of those that are there."""
    town = Organization.objects.get(code="branch-0")
    rows = [
        Organization(
            path=Organization._get_path(town.path, town.depth + 1, number),
            depth=town.depth + 1,
            code=f"more-{number}",
            name=f"第{number}小组",
        )
        for number in range(1, count + 1)
    ]
    return Organization.objects.bulk_create(rows)


def test_the_filler_writes_as_many_rows_as_asked_for_open_late_and_in_time(on):
    make_organization("qijiang")
    bench.generate_deadlines(bench.generate_organizations(3), 1000, on)
    found = numbers_of(Watch([Organization.objects.get(code="qijiang").path]), "", on).now
    assert min(found["due"], found["on_time"], found["late"], found["overdue_now"], found["due_soon"]) > 0


# --- what else is there ---


def test_each_number_is_explained_one_click_away(supervisor):
    assert reverse("oversight:definitions") in supervisor.get(HOME).content.decode()
    page = supervisor.get(reverse("oversight:definitions")).content.decode()
    cells = {text.strip() for text in re.findall(r"<td[^>]*>([^<]*)", page)}
    for indicator in INDICATORS.values():
        assert {escape(indicator.definition), escape(indicator.formula)} <= cells


@pytest.mark.clause("LK-05")
@pytest.mark.parametrize("name", ["definitions", "numbers_csv", "numbers_xlsx"])
def test_who_watches_nothing_gets_no_numbers(client, tree, name):
    url = reverse(f"oversight:{name}")
    assert client.get(url).status_code == 302
    client.force_login(make_holder(tree["village"], "clerk"))
    assert client.get(url).status_code == 403


def test_the_file_of_another_subtree_is_not_there(client, tree):
    client.force_login(make_holder(tree["town"], "supervisor"))
    for code, status in (("village", 200), ("county", 404), ("hospital", 404), ("elsewhere", 404), ("nowhere", 404)):
        assert client.get(reverse("oversight:organization_numbers_csv", args=[code])).status_code == status
        assert client.get(reverse("oversight:organization", args=[code])).status_code == status


def test_the_picture_says_its_numbers_in_words_and_stands_above_their_table(supervisor, tree, on):
    make_rows(tree["hospital"], 3, due_on=on - DAY, closed_on=on - DAY)
    make_rows(tree["hospital"], 1, due_on=on - DAY)
    page = supervisor.get(HOME).content.decode()
    month = (on - DAY).replace(day=1)
    assert f"{month.year}年{month.month}月75%" in re.search(r"<desc[^>]*>(.*?)</desc>", page, re.S)[1]
    assert page.index('<svg class="chart"') < page.index("每个月的数，和去年比")


@pytest.mark.clause("QJ-18")
def test_one_organisation_is_put_apart_by_category_and_not_by_itself(supervisor, tree, on):
    make_rows(tree["village"], 2, due_on=on - 5 * DAY)
    context = supervisor.get(reverse("oversight:organization", args=["village"])).context
    assert [tab.label for tab in context["breakdown_tabs"]] == ["按责任科室", "按目录类别", "按种类"]
    assert [(row.label, row.overdue) for row in context["board"].breakdown.rows] == [("不在目录里的", 2)]
