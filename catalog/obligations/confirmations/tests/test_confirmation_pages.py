"""The page of a confirmation: two clicks when nothing happened, what was registered filled in, nobody else's to see."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalog.directory.tests.factories import branch
from catalog.items.tests.factories import Desk
from catalog.obligations.confirmations.actions import confirm_nothing
from catalog.obligations.confirmations.models import Answer, Confirmation, Rhythm
from catalog.obligations.confirmations.tests.factories import closed, desk_of, only, sweep
from disclosure.files.reading.grid import MOST_ROWS
from disclosure.organizations.models.people import Post
from disclosure.organizations.tests.factories import make_department, make_holder, make_organization

pytestmark = pytest.mark.django_db
OPENS = date(2026, 9, 30)


@pytest.fixture
def desk():
    found = desk_of()
    found.registered("1-1", title="九月的决议", event_on=date(2026, 9, 1))
    sweep(OPENS)
    return found


def client_of(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def offered(answer) -> list[str]:
    return [row.action.name for row in answer.context["offers"]]


def rows_of(answer) -> dict:
    return {row.code: row for row in answer.context["page"].more.rows}


@pytest.mark.clause("LK-01")
def test_two_clicks_are_enough_when_nothing_happened(desk):
    client = client_of(desk.secretary)
    cards = client.get("/admin/").context["today"].waiting.every
    (card,) = [card for card in cards if card.action_label == "去确认"]
    assert (card.title, card.words) == ("2026年第三季度逐项确认", "未确认，应在10月20日前确认")
    answer = client.get(card.action_url)
    rows = rows_of(answer)
    assert {code: (row.badge.word, row.is_ticked) for code, row in rows.items()} == {
        "1-1": ("已登记", False), "1-2": ("未确认", True), "1-3": ("未确认", True),
    }  # fmt: skip
    assert [link.label for link in rows["1-1"].items] == ["九月的决议"]
    assert (rows["1-2"].nothing, rows["1-3"].nothing) == ("现有内容仍然有效", "没有新情况")
    (offer,) = [row for row in answer.context["offers"] if row.action.name == "confirm_nothing"]
    ticked = [code for code, row in rows.items() if row.is_ticked]
    done = client.post(offer.url, {f"{offer.form.prefix}-entries": ticked}, follow=True)
    assert "已确认2项没有新情况。" in done.content.decode()
    assert closed()[0] == "done"
    assert offered(done) == []
    assert not [card for card in client.get("/admin/").context["today"].waiting.every if card.action_label == "去确认"]


@pytest.mark.clause("LK-01")
def test_what_is_left_unticked_stays_unconfirmed_and_leads_to_the_form_for_an_item(desk):
    client = client_of(desk.secretary)
    url = only().get_absolute_url()
    (offer,) = client.get(url).context["offers"]
    answer = client.post(offer.url, {f"{offer.form.prefix}-entries": ["1-2"]}, follow=True)
    rows = rows_of(answer)
    assert {code: row.badge.word for code, row in rows.items()} == {
        "1-1": "已登记", "1-2": "现有内容仍然有效", "1-3": "未确认",
    }  # fmt: skip
    assert rows["1-2"].note.startswith(f"{desk.secretary}，")
    assert f"entry={desk.entry('1-3').pk}" in rows["1-3"].register_url
    assert client.get(rows["1-3"].register_url).status_code == 200
    assert offered(answer) == ["confirm_nothing", "take_back"]
    nothing = client.post(offer.url, {})
    assert "请至少选一项。" in nothing.content.decode()


@pytest.mark.clause("LK-01")
def test_what_somebody_else_has_answered_meanwhile_is_named_and_the_rest_stays_ticked(desk):
    client = client_of(desk.secretary)
    url = only().get_absolute_url()
    (offer,) = client.get(url).context["offers"]
    confirm_nothing(only(), entries=["1-2"], by=desk.secretary, now=desk.tick())
    late = client.post(offer.url, {f"{offer.form.prefix}-entries": ["1-2", "1-3"]})
    assert "1-2：已经有了答复，或者不归您确认" in late.content.decode()
    assert {code: row.is_ticked for code, row in rows_of(late).items()} == {"1-1": False, "1-2": False, "1-3": True}


@pytest.mark.clause("LK-01")
def test_every_box_of_the_longest_catalogue_can_be_ticked(desk):
    client = client_of(desk.secretary)
    (offer,) = client.get(only().get_absolute_url()).context["offers"]
    boxes = [f"9-{number}" for number in range(MOST_ROWS)]
    answer = client.post(offer.url, {f"{offer.form.prefix}-entries": boxes})
    assert "9-0：已经有了答复，或者不归您确认" in answer.content.decode()


@pytest.mark.clause("LK-01")
def test_a_departments_clerk_has_a_card_until_the_departments_entries_are_answered(desk):
    office = make_department(desk.organization, "办公室")
    desk.entry("1-2").departments.add(office)
    Post.objects.filter(person=desk.clerk).update(department=office)
    client = client_of(desk.clerk)
    assert "去确认" in client.get("/admin/").content.decode()
    rows = rows_of(client.get(only().get_absolute_url()))
    assert [code for code, row in rows.items() if row.may_tick] == ["1-2"]
    confirm_nothing(only(), by=desk.clerk, now=desk.tick())
    assert "去确认" not in client.get("/admin/").content.decode()
    assert "去确认" in client_of(desk.secretary).get("/admin/").content.decode()


def test_who_confirms_nothing_sees_who_is_waited_for_and_others_see_nothing(desk):
    url = only().get_absolute_url()
    answer = client_of(desk.reviewer).get(url)
    assert offered(answer) == []
    assert "等书记确认" in answer.content.decode()
    other = Desk("other")
    assert client_of(other.secretary).get(url).status_code == 404
    watcher = make_holder(desk.organization, "supervisor")
    assert client_of(watcher).get(url).status_code in (302, 403)


def test_an_unconfirmed_row_is_in_no_column_of_lateness(desk):
    """The 30 September of the fixture lies long before or after the real day: both ways it is never late."""
    client = client_of(desk.secretary)
    today = client.get("/admin/").context["today"]
    assert not [card for card in [*today.late.every, *today.soon.every] if "逐项确认" in card.title]


@pytest.mark.clause("LK-01")
def test_the_superiors_leader_decides_how_often_on_a_page():
    county = make_organization("county")
    leader = make_holder(county, "approver", "leader")
    town = desk_of("town", superior=county)
    client = client_of(leader)
    assert "现在每季度逐项确认一次" in client.get("/admin/catalog/rhythm/add/").content.decode()
    values = {"organization": "county", "every": "half_year", "reason": "下级事少"}
    answer = client.post("/admin/catalog/rhythm/add/", values, follow=True)
    assert "下级事少" in answer.content.decode()
    assert Rhythm.objects.get().every == "half_year"
    sweep(date(2199, 12, 31))
    labels = list(Confirmation.objects.order_by("pk").values_list("period_label", flat=True))
    assert labels[-1] == "2199年下半年"
    page = client_of(town.secretary).get(Confirmation.objects.last().get_absolute_url()).content.decode()
    assert "每半年" in page
    assert client_of(town.secretary).get("/admin/catalog/rhythm/add/").status_code in (302, 403)


def statements(client, url) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as found:
        assert client.get(url).status_code == 200
    return len(found)


@pytest.mark.parametrize("path", ["page", "/admin/"])
def test_as_many_statements_for_76_entries_as_for_one(path):
    found = []
    for code, count in (("small", 1), ("large", 76)):
        entries = [branch("1", "决议", [branch(f"1-{number}", "决议情况") for number in range(1, count + 1)])]
        desk = Desk(code, entries=entries)
        sweep(OPENS)
        row = desk.organization.confirmations.get()
        assert Answer.objects.filter(confirmation=row).count() == count
        url = row.get_absolute_url() if path == "page" else path
        found.append(statements(client_of(desk.secretary), url))
    assert found[0] == found[1]
