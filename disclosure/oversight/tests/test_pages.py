"""The oversight pages: who sees what, that numbers and rows agree, and that no item is told of."""

import csv
from datetime import date, timedelta
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from catalog.items.tests.factories import Desk
from disclosure.deadlines.actions import close, extend
from disclosure.deadlines.models import Deadline
from disclosure.deadlines.reminders import remind
from disclosure.deadlines.tests.factories import make_deadline, make_rows
from disclosure.organizations.tests.factories import (
    make_holder,
    make_organization,
    make_person,
    make_post,
    noon,
)
from disclosure.oversight.selection import Selection

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
HOME = "/oversight/"


@pytest.fixture
def on():
    return timezone.localdate()


@pytest.fixture
def tree():
    county = make_organization("county")
    return {
        "county": county,
        "north": make_organization("north", county),
        "south": make_organization("south", county),
        "elsewhere": make_organization("elsewhere"),
    }


@pytest.fixture
def supervisor(client, tree):
    client.force_login(make_holder(tree["county"], "supervisor"))
    return client


def text(response):
    return b"".join(response).decode() if response.streaming else response.content.decode()


def listed(client, url=HOME, **parameters):
    return [row.deadline.title for row in client.get(url, parameters).context["rows"]]


def test_a_passer_by_signs_in_first_and_who_watches_nothing_reads_why(client, tree):
    assert client.get(HOME).status_code == 302
    client.force_login(make_holder(tree["north"], "clerk"))
    for url in (HOME, "/oversight/deadlines.csv", "/oversight/o/north/", "/oversight/deadlines/1/"):
        answer = client.get(url)
        assert answer.status_code == 403
        assert "这里是给监督人员看的" in text(answer)


@pytest.mark.clause("QJ-18")
@pytest.mark.clause("YY-18")
def test_a_supervisor_sees_the_subtree_worst_first_and_nothing_beside_it(supervisor, tree, on):
    make_rows(tree["north"], 1, due_on=on - 3 * DAY, title="1-1 三天")
    make_rows(tree["south"], 1, due_on=on - 9 * DAY, title="1-2 九天")
    make_rows(tree["south"], 1, due_on=on, title="1-3 今天")
    make_rows(tree["elsewhere"], 1, due_on=on - 30 * DAY, title="1-4 别处")
    assert listed(supervisor) == ["1-2 九天", "1-1 三天"]
    assert listed(supervisor, state="week") == ["1-3 今天"]
    assert listed(supervisor, "/oversight/o/north/") == ["1-1 三天"]
    assert supervisor.get("/oversight/o/elsewhere/").status_code == 404
    assert "别处" not in text(supervisor.get(HOME))


@pytest.mark.parametrize("role", ["secretary", "approver", "inspector"])
def test_secretaries_leaders_and_inspectors_watch_their_own(client, tree, role, on):
    make_rows(tree["north"], 1, due_on=on - DAY, title="1-1 本级")
    make_rows(tree["south"], 1, due_on=on - DAY, title="1-2 平级")
    client.force_login(make_holder(tree["north"], role))
    assert listed(client) == ["1-1 本级"]


def test_who_watches_two_places_sees_both_side_by_side(client, tree, on):
    person = make_holder(tree["north"], "supervisor", "both")
    make_rows(tree["north"], 2, due_on=on - DAY)
    make_rows(tree["elsewhere"], 1, due_on=on - DAY)
    make_post(person, tree["elsewhere"], "supervisor")
    client.force_login(person)
    for by in ("organization", "level"):
        rows = client.get(HOME, {"by": by}).context["board"].breakdown.rows
        assert [(row.label, row.overdue) for row in rows] == [("north党支部", 2), ("elsewhere党支部", 1)]


def test_the_list_is_paged_by_key_without_losing_or_repeating_a_row(supervisor, tree, on):
    make_rows(tree["north"], 45, due_on=on - DAY)
    seen, url = [], HOME
    while url:
        context = supervisor.get(url).context
        seen += [row.deadline.get_absolute_url() for row in context["rows"]]
        url = context["page"].older_url and f"{HOME}{context['page'].older_url}"
    assert len(seen) == len(set(seen)) == 45


@pytest.mark.parametrize(
    "query", ["state=nonsense", "month=2026-99", "month=x", "kind=%27", "department=abc", "after=zzz", "by=x&own=1"]
)
def test_nonsense_in_the_address_is_no_condition(supervisor, query):
    assert supervisor.get(f"{HOME}?{query}").status_code == 200


def test_csv_and_excel_hold_exactly_the_rows_of_the_filter_and_no_formula(supervisor, tree, on):
    make_rows(tree["north"], 25, due_on=on - DAY, title="=HYPERLINK(1)")
    make_rows(tree["south"], 1, due_on=on - DAY, kind="request", title="@回复")
    make_rows(tree["elsewhere"], 1, due_on=on - DAY)
    csv_url, xlsx_url = supervisor.get(HOME, {"kind": "item"}).context["files"]
    table = list(csv.reader(StringIO(text(supervisor.get(csv_url)).lstrip("\ufeff"))))
    assert len(table) == 1 + 25
    assert {row[5] for row in table[1:]} == {"'=HYPERLINK(1)"}
    assert {row[-1] for row in table[1:]} == {"1"}
    answer = supervisor.get(xlsx_url)
    sheet = load_workbook(BytesIO(answer.content)).active
    assert sheet.max_row == 26
    assert sheet["F2"].value == "'=HYPERLINK(1)"
    assert sheet["H2"].value.date() == on - DAY


def test_the_file_of_one_organisation_holds_its_rows_only(supervisor, tree, on):
    make_rows(tree["north"], 1, due_on=on - DAY, title="1-1 北")
    make_rows(tree["south"], 1, due_on=on - DAY, title="1-1 南")
    content = text(supervisor.get(supervisor.get("/oversight/o/north/").context["files"][0]))
    assert "1-1 北" in content
    assert "1-1 南" not in content
    assert supervisor.get("/oversight/o/elsewhere/deadlines.csv").status_code == 404


@pytest.mark.clause("JG-07")
def test_a_deadline_says_why_this_day_what_changed_and_who_was_reminded(supervisor, tree):
    start = date(2026, 9, 28)
    clerk = make_person("clerk", full_name="王兰")
    deadline = make_deadline(tree["north"], start_on=start, person=clerk, event="支委会确定")
    leader = make_person("leader", full_name="李文")
    extend(deadline, by_rule={"working_days": 1}, reason="材料待核", by=leader, now=noon(date(2026, 10, 9)))
    remind(on=date(2026, 10, 9), now=noon(date(2026, 10, 9)))
    page = text(supervisor.get(f"/oversight/deadlines/{deadline.pk}/"))
    for shown in (
        "国庆节",
        "从2026年9月28日（支委会确定）的次日起算",
        "延期",
        "材料待核",
        "李文",
        "到期前3个工作日",
        "王兰",
    ):
        assert shown in page
    close(deadline, on=date(2026, 10, 20), now=noon(date(2026, 10, 20)))
    assert "天办结" in text(supervisor.get(f"/oversight/deadlines/{deadline.pk}/"))


def test_a_deadline_outside_the_subtree_is_not_there(supervisor, tree):
    deadline = make_deadline(tree["elsewhere"])
    assert supervisor.get(f"/oversight/deadlines/{deadline.pk}/").status_code == 404


def test_no_outlet_tells_a_supervisor_what_an_item_for_few_is_called(client, on):
    county = make_organization("county")
    desk = Desk(superior=county, on=on)
    audience = list(desk.catalogue.nodes.filter(rank="entry", scope="audience").values_list("code", flat=True))
    plan = {} if audience else {"scope": "audience"}
    secret = "关于某同志的谈话情况"
    item = desk.registered(audience[0] if audience else "1-1", title=secret, event_on=on - 30 * DAY, **plan)
    assert item.deadline.organization == desk.organization
    for person in (make_holder(county, "supervisor"), make_holder(county, "inspector")):
        client.force_login(person)
        for url in (
            HOME,
            f"{HOME}?state=all",
            "/oversight/o/branch/",
            f"/oversight/deadlines/{item.deadline_id}/",
            "/oversight/deadlines.csv?state=all",
        ):
            assert secret not in text(client.get(url)), url
        sheet = load_workbook(BytesIO(client.get("/oversight/deadlines.xlsx?state=all").content)).active
        titles = [row[5].value for row in sheet.iter_rows(min_row=2)]
        assert titles == [item.deadline.title]
        assert secret not in titles[0]


def test_a_selection_written_into_an_address_reads_back_the_same(rf):
    selection = Selection(state="late", kind="disclosure", month=date(2026, 9, 1), department="none", own=True)
    assert Selection.of(rf.get(HOME, selection.parameters()).GET) == selection


def test_the_pages_names_are_those_of_the_site_map():
    assert reverse("oversight:deadline", args=[1]) == Deadline(pk=1).get_absolute_url()


def test_the_views_of_a_list_say_which_one_is_open_for_one_organisation_alone_too(supervisor):
    for query in ("state=week", "state=week&own=1"):
        tabs = supervisor.get(f"{reverse('oversight:organization', args=['county'])}?{query}").context["tabs"]
        assert [tab.label for tab in tabs if tab.is_current] == ["本周到期"]


@pytest.mark.clause("JG-17")
def test_who_may_order_finds_it_on_the_page_of_the_organisation_and_among_the_views(supervisor, client, tree):
    page, orders, urges = reverse("oversight:organization", args=["north"]), "admin:orders_order", "oversight:urges"
    address, changelist = f"{reverse(f'{orders}_add')}?organization=north", reverse(f"{orders}_changelist")
    assert address not in text(supervisor.get(page)) and changelist not in text(supervisor.get(reverse(urges)))
    client.force_login(make_holder(tree["county"], "inspector"))
    assert address in text(client.get(page)) and changelist in text(client.get(reverse(urges)))
    assert "要求哪个组织整改" not in text(client.get(address)) and "发给" in text(client.get(address))
    line = [(link.label, link.url) for link in client.get(reverse("oversight:inspection_plan")).context["crumbs"]]
    assert line[-2:] == [("检查", reverse("oversight:inspections")), ("计划检查", "")]
