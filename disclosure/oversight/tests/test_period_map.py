"""The map of catalogue and periods: every cell against an independent count, and every number leading to its rows."""

import csv
from datetime import date, timedelta
from io import StringIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from catalog.changes.history import removals
from catalog.directory.models import Entry
from catalog.directory.tests.factories import branch
from catalog.items.models import Item
from catalog.items.tests.factories import Desk
from catalog.obligations.confirmations.actions import confirm_nothing
from catalog.obligations.confirmations.opening import open_confirmations
from catalog.obligations.duties.models import Duty
from catalog.obligations.duties.opening import open_duties
from disclosure.deadlines.models import Deadline
from disclosure.deadlines.status import status_of
from disclosure.deadlines.tests.factories import make_rows
from disclosure.organizations.tests.factories import make_holder, make_organization, noon
from disclosure.oversight.indicators.addresses import selection_of

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]
YEAR = 2026
ENTRIES = [
    branch(
        "1",
        "组织生活",
        [
            branch("1-1", "党费收缴", limit_kind="periodic", limit_words="定期"),
            branch("1-2", "学习情况"),
            branch("1-3", "从不公开"),
        ],
    )
]


@pytest.fixture
def desk():
    return Desk("north", entries=ENTRIES, on=date(YEAR, 1, 5))


@pytest.fixture
def supervisor(desk):
    client = Client()
    client.force_login(make_holder(desk.organization, "supervisor"))
    return client


def make_duty(desk, code, due_on, closed_on=None, closed_as="", **fields) -> Duty:
    """A duty of one month as it would stand: open, done, excused or ended."""
    (row,) = make_rows(desk.organization, 1, due_on=due_on, kind=Deadline.Kind.DUTY, title=f"{code} 公开")
    row.closed_on, row.closed_as = closed_on, closed_as
    row.save()
    return Duty.objects.create(
        organization=desk.organization,
        entry_code=code,
        recurrence=f"r{row.pk}",
        recurrence_label="公开",
        period_label=f"{due_on.month}月",
        starts_on=due_on.replace(day=1),
        ends_on=due_on,
        deadline=row,
        **fields,
    )


def page(client, **query):
    return client.get("/oversight/o/north/map/", {"year": YEAR, **query})


def cells_of(answer) -> dict:
    """(Code, column's label) → {status: mark}."""
    rows = [row for _label, rows in answer.context["map"].groups for row in rows]
    return {(row.code, cell.label): {mark.name: mark for mark in cell.marks} for row in rows for cell in row.cells}


@pytest.mark.clause("YY-17")
def test_a_second_stage_that_society_waits_for_counts_as_what_is_owed(desk, supervisor):
    item, due_on = desk.registered(event_on=date(2026, 1, 5)), date(2026, 2, 27)
    (row,) = make_rows(desk.organization, 1, due_on=due_on, kind=Deadline.Kind.OUTSIDE, title="向社会公开")
    Item.objects.filter(pk=item.pk).update(outside_deadline=row)
    february = cells_of(page(supervisor, by="month"))[item.entry.code, "2月"]
    assert {name: mark.count for name, mark in february.items()} == {"late": 1}
    on = due_on + timedelta(days=1)
    rows = selection_of("due", kind="disclosure", month=due_on.replace(day=1)).rows(Deadline.objects.all(), on)
    assert rows.count() == 1


@pytest.mark.clause("LK-01")
@pytest.mark.clause("LK-05")
def test_a_cell_says_what_was_done_late_excused_ended_or_is_still_owed(desk, supervisor):
    long_ago, ahead = date(2026, 2, 27), date(2026, 12, 31)
    make_duty(desk, "1-1", long_ago, long_ago, "done")
    make_duty(desk, "1-1", long_ago, date(2026, 3, 9), "done")
    make_duty(desk, "1-1", long_ago, long_ago, "excused")
    make_duty(desk, "1-1", long_ago, long_ago, "ended", ended_on=long_ago, ended_reason="目录已终止")
    make_duty(desk, "1-2", ahead)
    cells = cells_of(page(supervisor, by="month"))
    february = {name: (mark.status.word, mark.count) for name, mark in cells["1-1", "2月"].items()}
    assert february == {
        "late": ("逾期", 1), "done": ("按时", 1), "excused": ("不予或暂缓", 1), "ended": ("不再需要", 1),
    }  # fmt: skip
    assert cells["1-1", "3月"] == {}
    assert all(cells["1-3", f"{month}月"] == {} for month in range(1, 13))
    assert list(cells["1-2", "12月"]) in (["todo"], ["late"])
    assert "没有应公开的" in page(supervisor).content.decode()


@pytest.mark.clause("LK-05")
@pytest.mark.parametrize("by", ["month", "quarter"])
def test_every_number_leads_to_exactly_its_rows_and_the_sums_agree(desk, supervisor, by):
    for month, code, closed in ((2, "1-1", 0), (2, "1-1", 3), (5, "1-2", None), (11, "1-1", None), (11, "9-9", None)):
        due_on = date(YEAR, month, 20)
        done = {} if closed is None else {"closed_on": due_on + timedelta(days=closed), "closed_as": "done"}
        make_duty(desk, code, due_on, **done)
    make_rows(desk.organization, 2, due_on=date(YEAR, 7, 1), title="目录外事项")
    make_rows(desk.organization, 2, due_on=date(YEAR, 7, 1), title="申请", kind=Deadline.Kind.REQUEST)
    make_rows(make_organization("below", desk.organization), 1, due_on=date(YEAR, 7, 1))
    answer = page(supervisor, by=by)
    shown = [mark for marks in cells_of(answer).values() for mark in marks.values()]
    totals = [mark for cell in answer.context["map"].totals for mark in cell.marks]
    for mark in shown + totals:
        assert len(supervisor.get(mark.url).context["rows"]) == mark.count, mark
    assert sum(mark.count for mark in shown) == sum(mark.count for mark in totals) == 7
    labels = [label for label, _rows in answer.context["map"].groups]
    assert labels == ["1 组织生活", "现在的目录里没有的", "目录外"]


@pytest.mark.clause("LK-01")
def test_a_year_of_real_duties_agrees_with_an_independent_count(desk, supervisor):
    for month in range(1, 13):
        on = date(YEAR, month, 3)
        open_duties(on=on, now=noon(on), removals=removals)
    desk.now = noon(date(YEAR, 3, 30))
    desk.released(code="1-1", title="一季度党费", event_on=date(YEAR, 3, 30))
    found = cells_of(page(supervisor, by="quarter"))
    quarter = {1: "一季度", 2: "一季度", 3: "一季度"} | dict.fromkeys((4, 5, 6), "二季度")
    quarter |= dict.fromkeys((7, 8, 9), "三季度") | dict.fromkeys((10, 11, 12), "四季度")
    counted: dict = {}
    today = timezone.localdate()
    for row in Deadline.objects.filter(organization=desk.organization, kind__in=["duty", "item"]):
        duty = Duty.objects.filter(deadline=row).first()
        code = duty.entry_code if duty else row.item.entry.code
        cell = counted.setdefault((code, quarter[row.due_on.month]), {})
        cell[status_of(row, today)] = cell.get(status_of(row, today), 0) + 1
    assert counted
    shown = {place: {name: mark.count for name, mark in marks.items()} for place, marks in found.items() if marks}
    assert shown == counted


def test_the_file_holds_exactly_the_rows_of_the_year(desk, supervisor):
    make_duty(desk, "1-1", date(YEAR, 2, 27))
    make_duty(desk, "1-1", date(YEAR - 1, 12, 31))
    make_rows(make_organization("below", desk.organization), 1, due_on=date(YEAR, 7, 1))
    context = page(supervisor).context
    lines = b"".join(supervisor.get(context["csv_url"])).decode().lstrip("\ufeff")
    assert [row["事由"] for row in csv.DictReader(StringIO(lines))] == ["1-1 公开"]
    assert supervisor.get(context["xlsx_url"]).status_code == 200


@pytest.mark.clause("LK-05")
def test_the_map_takes_the_same_queries_for_one_duty_and_for_many(desk, supervisor):
    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert page(supervisor).status_code == 200
        return len(caught)

    make_duty(desk, "1-1", date(YEAR, 2, 27))
    one = queries()
    for month in range(1, 13):
        for code in ("1-1", "1-2", f"7-{month}"):
            make_duty(desk, code, date(YEAR, month, 20))
    assert queries() == one


def test_only_who_watches_the_organization_opens_its_map(desk):
    client = Client()
    client.force_login(make_holder(make_organization("elsewhere"), "supervisor"))
    assert client.get("/oversight/o/north/map/").status_code == 404
    client.force_login(desk.clerk)
    assert client.get("/oversight/o/north/map/").status_code == 403


@pytest.mark.parametrize(
    "query", [{"year": "nonsense"}, {"year": "1"}, {"by": "week"}, {"year": "2100"}, {"year": "2000", "by": "month"}]
)
def test_nonsense_in_the_address_is_this_year_by_quarters(desk, supervisor, query):
    assert supervisor.get("/oversight/o/north/map/", query).status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        {"from": "2026-01-01"},
        {"from": "2026-01-01", "to": "nonsense"},
        {"entry": "\x00"},
        {"entry": "x" * 500},
        {"entry": "none"},
        {"state": "ended"},
    ],
)
def test_nonsense_in_a_selection_is_no_condition(desk, supervisor, query):
    assert supervisor.get("/oversight/o/north/", query).status_code == 200


# --- confirmations ---


def answers_in(answer) -> dict:
    """(Code, column's label) → words of what was confirmed; "" where nobody was asked, "–" where nothing is owed."""
    rows = [row for _label, rows in answer.context["map"].groups for row in rows]
    return {
        (row.code, cell.label): "、".join(mark.status.word for mark in cell.answers)
        or ("" if cell.is_unasked or cell.marks else "–")
        for row in rows
        for cell in row.cells
    }


@pytest.mark.clause("LK-01")
@pytest.mark.clause("LK-05")
@pytest.mark.parametrize(("by", "third", "second"), [("quarter", "三季度", "二季度"), ("month", "9月", "8月")])
def test_confirmed_nothing_not_confirmed_and_nothing_owed_are_told_apart(desk, supervisor, by, third, second):
    open_confirmations(on=date(YEAR, 9, 30), now=noon(date(YEAR, 9, 30)))
    own = desk.organization.confirmations.get()
    confirm_nothing(own, entries=["1-2"], by=desk.secretary, now=noon(date(YEAR, 10, 9)))
    answer = page(supervisor, by=by)
    found = answers_in(answer)
    assert (found["1-2", third], found["1-3", third]) == ("已确认没有", "未确认")
    # Nobody was asked of the quarter before; the periodic entry owes by the calendar alone.
    assert (found["1-2", second], found["1-1", second]) == ("", "–")
    totals = {
        cell.label: [(mark.status.word, mark.count) for mark in cell.answers] for cell in answer.context["map"].totals
    }
    assert totals[third] == [("未确认", 1), ("已确认没有", 1)]
    (mark,) = [
        mark
        for _label, rows in answer.context["map"].groups
        for row in rows
        for cell in row.cells
        for mark in cell.answers
        if mark.name == "missing"
    ]
    assert supervisor.get(mark.url).status_code == 200
    text = answer.content.decode()
    assert "没有数字的没有应公开的" not in text
    assert "没有问过" in text


@pytest.mark.clause("LK-01")
def test_what_was_registered_reads_as_such_and_what_is_no_longer_wanted_says_nothing(desk, supervisor):
    open_confirmations(on=date(YEAR, 9, 30), now=noon(date(YEAR, 9, 30)))
    own = desk.organization.confirmations.get()
    desk.now = noon(date(YEAR, 9, 30))
    desk.registered("1-2", event_on=date(YEAR, 9, 30))
    # Its own row falls due in October, so that September says what there was.
    assert answers_in(page(supervisor, by="month"))["1-2", "9月"] == "有新情况"
    Deadline.objects.filter(pk=own.deadline_id).update(closed_on=date(YEAR, 10, 9), closed_as="ended")
    assert answers_in(page(supervisor, by="month"))["1-3", "9月"] == ""


@pytest.mark.clause("LK-01")
def test_a_confirmation_that_is_not_given_is_in_no_number_of_lateness(desk, supervisor):
    (row,) = make_rows(
        desk.organization, 1, due_on=timezone.localdate() - timedelta(days=3), kind="confirmation", title="逐项确认"
    )
    overview = supervisor.get("/oversight/o/north/")
    assert row not in [each.deadline for each in overview.context["rows"]]
    assert all(cell.level == "" for line in overview.context["board"].heat.rows for cell in line.cells)
    assert sum(late.overdue for late in overview.context["board"].breakdown.rows) == 0
    shown = supervisor.get("/oversight/o/north/?state=unconfirmed")
    assert [(each.deadline, each.badge.word) for each in shown.context["rows"]] == [(row, "未确认")]
    lines = b"".join(supervisor.get("/oversight/o/north/deadlines.csv?state=open")).decode().lstrip("\ufeff")
    assert [line["逾期天数"] for line in csv.DictReader(StringIO(lines)) if line["事由"] == "逐项确认"] == ["0"]


# --- both taxonomies ---


def coverage_in(answer) -> list[dict]:
    return [{row.label: row for row in table.rows} for table in answer.context["map"].coverage]


@pytest.mark.clause("LK-05")
def test_coverage_counts_each_class_by_the_rows_of_the_map_and_names_the_empty_ones(desk, supervisor):
    Entry.objects.filter(code="1-1").update(class_2010="organization", class_2017="organization")
    Entry.objects.filter(code="1-2").update(class_2010="ideology", class_2017="organization")
    past, ahead = date(2026, 2, 27), date(2026, 12, 31)
    make_duty(desk, "1-1", past, past, "done")
    make_duty(desk, "1-1", past, date(2026, 3, 9), "done")
    make_duty(desk, "1-1", past, past, "excused")
    make_duty(desk, "1-1", past, past, "ended", ended_on=past, ended_reason="目录已终止")
    make_duty(desk, "1-2", ahead)
    make_duty(desk, "9-9", past, past, "done")
    answer = page(supervisor)
    old, new = coverage_in(answer)

    def numbers(row):
        return row.entries, row.due, row.done, row.late, row.excused

    assert numbers(old["③ 组织管理"]) == (1, 2, 1, 1, 1)
    assert old["② 思想建设"].entries == old["② 思想建设"].due == 1
    assert (old["① 决议决定及执行"].entries_words, old["① 决议决定及执行"].due) == ("没有一项目录", 0)
    assert numbers(new["④ 换届、设立、发展党员、评议、组织生活会、权利、党费"])[:3] == (2, 3, 1)
    assert (len(old), len(new)) == (9, 8)
    for table in (old, new):
        rest = table["没有归类的、目录外的"]
        assert numbers(rest) == (1, 1, 1, 0, 0)
        assert sum(row.entries for row in table.values()) == 3
    totals = [mark for cell in answer.context["map"].totals for mark in cell.marks]
    for status, name in (("done", "done"), ("late", "late"), ("excused", "excused")):
        shown = sum(mark.count for mark in totals if mark.name == status)
        assert sum(getattr(row, name) for row in old.values()) == shown
    assert "8类里有2类列了目录，6类没有一项目录" in answer.content.decode()


def test_the_file_of_the_coverage_says_what_the_page_says(desk, supervisor):
    Entry.objects.filter(code="1-1").update(class_2010="integrity")
    make_duty(desk, "1-1", date(2026, 2, 27))
    for _label, url in page(supervisor).context["coverage_urls"]:
        assert supervisor.get(url).status_code == 200
    lines = b"".join(supervisor.get(url)).decode().lstrip("\ufeff")
    rows = {row["类别"]: row for row in csv.DictReader(StringIO(lines)) if row["分类"] == "2010年意见的八类"}
    assert (rows["⑦ 党风廉政建设"]["目录事项"], rows["⑦ 党风廉政建设"]["应公开"]) == ("1", "1")
    assert rows["⑧ 其他"]["目录事项"] == "没有一项目录"
    assert supervisor.get(f"/oversight/o/north/coverage.pdf?year={YEAR}").status_code == 404
    client = Client()
    client.force_login(desk.clerk)
    assert client.get(url).status_code == 403
