"""The interface: what an item says there, who reads it by a token, and that it keeps what its description promises."""

from datetime import timedelta

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings

from catalog.items.actions.publishing import end_display
from catalog.items.tests.factories import Desk
from disclosure.accounts.models import AccessToken
from disclosure.accounts.tokens import make_token
from disclosure.audit.models import Event
from disclosure.organizations.tests.factories import client_of, make_member, make_person

pytestmark = pytest.mark.django_db
DESCRIPTION = "/api/v1/openapi.json"
ROW = {
    "version", "organization", "entry", "scope", "forms", "event_on", "due_on", "on_time", "published_on", "done_on", "id",
    "url", "index_number", "title", "is_provisional", "progress_on", "display_until",
}  # fmt: skip


@pytest.fixture
def desk():
    return Desk(on=timezone.localdate())


def reader(secret: str) -> Client:
    return Client(headers={"authorization": f"Bearer {secret}"})


def token_of(person, **given) -> str:
    return make_token(person, name="大屏", now=timezone.now(), **{"days": 30, **given})


def ids(client) -> set[int]:
    return {row["id"] for row in client.get("/api/v1/items/").json()["items"]}


def test_an_item_says_when_it_was_due_and_whether_it_was_in_time(client, desk):
    today = timezone.localdate()
    shown = desk.published_outside(code="1-1", event_on=today)
    [row] = client.get("/api/v1/items/").json()["items"]
    assert set(row) == ROW
    assert (row["entry"], row["forms"], row["due_on"]) == ("1-1", shown.channels, shown.deadline.due_on.isoformat())
    shown.deadline.refresh_from_db()
    assert row["on_time"] is (True if shown.deadline.closed_on else None)
    shown.deadline.__class__.objects.filter(pk=shown.deadline.pk).update(due_on=today - timedelta(days=1))
    full = client.get(f"/api/v1/items/{shown.pk}/").json()
    assert full["on_time"] is False and full["body"] == shown.published_version.body and full["files"] == []


def test_what_is_over_is_gone_and_what_is_inside_was_never_there(client, desk):
    over = desk.published_outside(code="1-1", event_on=timezone.localdate())
    inside = desk.published_inside(code="1-3", event_on=timezone.localdate())
    end_display(over, reason="公示结束", by=desk.secretary, now=desk.tick())
    answers = [client.get(f"/api/v1/items/{pk}/") for pk in (over.pk, inside.pk, 10**9)]
    assert answers[0].status_code == client.get(f"/i/{over.pk}/").status_code
    assert [answer.status_code for answer in answers[1:]] == [404, 404]
    assert all(over.title not in answer.content.decode() for answer in answers)
    assert answers[1].content == answers[2].content


def test_a_token_reads_what_its_person_may_read_at_that_moment(desk):
    make_member(desk.clerk, desk.organization)
    item = desk.published_inside(code="1-3", event_on=timezone.localdate())
    secret = token_of(desk.clerk)
    assert ids(reader(secret)) == {item.pk} and ids(Client()) == set()
    assert secret not in str(list(AccessToken.objects.values())) + str(list(Event.objects.values()))
    wrong = reader(secret + "x").get("/api/v1/items/")
    assert (wrong.status_code, wrong["WWW-Authenticate"]) == (401, "Bearer")
    # It opens nothing else, and nobody is signed in by it.
    assert reader(secret).get("/admin/").status_code == 302
    desk.clerk.is_active = False
    desk.clerk.save()
    assert reader(secret).get("/api/v1/items/").status_code == 401


def test_outside_the_intranet_a_token_reads_as_a_passer_by(desk, settings):
    desk.published_inside(code="1-3", event_on=timezone.localdate())
    settings.INTRANET_NETWORKS = ["10.9.0.0/16"]
    assert ids(reader(token_of(desk.clerk))) == set()


def test_it_is_made_shown_once_and_revoked_on_a_page_of_ones_own(desk):
    client = client_of(desk.clerk)
    made = client.post("/me/tokens/", {"name": "大屏", "days": "30"})
    secret = made.context["secret"]
    assert secret in made.content.decode() and secret not in client.get("/me/tokens/").content.decode()
    assert reader(secret).get("/api/v1/items/").status_code == 200
    row = AccessToken.objects.get()
    assert row.last_used_on == timezone.localdate()
    assert client_of(desk.reviewer).post(f"/me/tokens/{row.pk}/revoke/").status_code == 404
    client.post(f"/me/tokens/{row.pk}/revoke/")
    assert reader(secret).get("/api/v1/items/").status_code == 401
    member = make_person("member")
    make_member(member, desk.organization)
    assert client_of(member).get("/me/tokens/").status_code == 403


def test_a_token_ends_on_its_day_and_nobody_has_many(desk):
    secret = token_of(desk.clerk)
    AccessToken.objects.update(expires_on=timezone.localdate())
    assert reader(secret).get("/api/v1/items/").status_code == 401
    client = client_of(desk.clerk)
    for number in range(6):
        page = client.post("/me/tokens/", {"name": f"第{number}个", "days": "365"}).content.decode()
    assert "最多5个" in page


def test_lists_cost_the_same_however_much_they_show(client, desk, django_assert_num_queries):
    desk.published_outside(code="1-1", event_on=timezone.localdate())
    with django_assert_num_queries(1):
        client.get("/api/v1/items/")
    for number in range(3):
        desk.published_outside(code="1-1", event_on=timezone.localdate(), title=f"第{number}次")
    with django_assert_num_queries(1):
        assert len(client.get("/api/v1/items/").json()["items"]) == 4


@pytest.mark.parametrize("who", ["passer-by", "clerk"])
def test_whatever_is_asked_the_answer_keeps_to_the_description(desk, who):
    """By schemathesis: parameters right and wrong of every address, as many as a test run bears."""
    desk.published_outside(code="1-1", event_on=timezone.localdate())
    bearer = {"Authorization": f"Bearer {token_of(desk.clerk)}"} if who == "clerk" else {}
    headers = {"Accept-Encoding": "identity", **bearer}
    schema = schemathesis.openapi.from_wsgi(DESCRIPTION, get_wsgi_application())

    def holds(case):
        case.call_and_validate(headers=headers)

    bounded = settings(max_examples=15, deadline=None, database=None, suppress_health_check=list(HealthCheck))

    for operation in schema.get_all_operations():
        bounded(given(case=operation.ok().as_strategy())(holds))()
