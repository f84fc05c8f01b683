"""One's own calendar: the pages, and the feed that a calendar program reads by a secret address."""

from datetime import datetime, time, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar

from disclosure.audit.models import Event
from disclosure.deadlines.calendar.feed import digest_of, make_key, person_of, revoke_key
from disclosure.deadlines.models import CalendarKey
from disclosure.deadlines.tests.factories import make_rows
from disclosure.organizations.actions import end_post
from disclosure.organizations.models.people import Post
from disclosure.organizations.tests.factories import client_of, make_holder, make_organization, make_person, noon

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def on():
    return timezone.localdate()


@pytest.fixture
def organization():
    return make_organization()


@pytest.fixture
def clerk(organization):
    return make_holder(organization, "clerk")


def feed(token):
    return Client().get(f"/calendar/{token}.ics")


def events(token) -> dict[str, object]:
    calendar = Calendar.from_ical(feed(token).content)
    return {str(event["summary"]): event for event in calendar.walk("VEVENT")}


@pytest.mark.clause("LK-05")
def test_the_feed_says_what_is_due_where_one_works(organization, clerk, on):
    make_rows(organization, 1, due_on=on + 3 * DAY, title="1-1 党费收缴（第三季度）")
    make_rows(organization, 1, due_on=on + 9 * DAY, title="1-2 支部决议", is_provisional=True)
    make_rows(organization, 1, due_on=on - 2 * DAY, title="1-3 学习情况")
    make_rows(make_organization("other"), 1, due_on=on, title="别处的事")
    found = events(make_key(by=clerk, now=timezone.now()))
    assert set(found) == {"1-1 党费收缴（第三季度）", "1-2 支部决议（暂定）", "【逾期】1-3 学习情况"}
    first = found["1-1 党费收缴（第三季度）"]
    assert first["dtstart"].dt == on + 3 * DAY
    assert first["description"] == str(organization)
    (alarm,) = first.walk("VALARM")
    rung = datetime.combine(on + 3 * DAY, time()) + alarm["trigger"].dt
    assert rung.date() == on + 2 * DAY
    assert not found["【逾期】1-3 学习情况"].walk("VALARM")


def test_what_was_closed_is_marked_for_thirty_days(organization, clerk, on):
    make_rows(organization, 1, due_on=on, closed_on=on - 30 * DAY, title="刚办的")
    make_rows(organization, 1, due_on=on, closed_on=on - 31 * DAY, title="早办的")
    (row,) = make_rows(organization, 1, due_on=on, closed_on=on, title="暂缓的")
    row.closed_as = "excused"
    row.save()
    assert set(events(make_key(by=clerk, now=timezone.now()))) == {"【已办】刚办的", "【不予或暂缓】暂缓的"}


def test_the_secret_is_kept_as_its_hash_alone_and_shown_once(clerk):
    shown = client_of(clerk).post("/me/calendar/key/")
    token = shown.context["address"].rpartition("/")[2].removesuffix(".ics")
    assert len(token) >= 43 and token in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    key = CalendarKey.objects.get()
    assert key.digest == digest_of(token) and token not in str(vars(key))
    assert not any(token in str(vars(event)) for event in Event.objects.all())
    for url in ("/me/", "/me/calendar/"):
        assert token not in client_of(clerk).get(url).content.decode()


def test_a_new_address_makes_the_old_one_useless_and_both_steps_are_on_record(clerk):
    old = make_key(by=clerk, now=timezone.now())
    new = make_key(by=clerk, now=timezone.now())
    assert (feed(old).status_code, feed(new).status_code) == (404, 200)
    assert revoke_key(by=clerk, now=timezone.now()) is True
    assert revoke_key(by=clerk, now=timezone.now()) is False
    assert feed(new).status_code == 404
    words = Event.objects.filter(action__startswith="calendar_key").order_by("pk").values_list("action", flat=True)
    assert list(words) == ["calendar_key.created", "calendar_key.renewed", "calendar_key.revoked"]


@pytest.mark.parametrize("token", ["nonsense", "x" * 500, "党务", "..", "%00"])
def test_a_wrong_secret_is_not_found(clerk, token):
    make_key(by=clerk, now=timezone.now())
    assert feed(token).status_code == 404


def test_who_is_no_longer_active_has_no_feed(clerk):
    token = make_key(by=clerk, now=timezone.now())
    clerk.is_active = False
    clerk.save()
    assert person_of(token) is None
    assert feed(token).status_code == 404


@pytest.mark.clause("LK-05")
def test_with_the_post_the_organization_leaves_the_feed(organization, clerk, on):
    make_rows(organization, 1, due_on=on + DAY)
    token = make_key(by=clerk, now=timezone.now())
    assert len(events(token)) == 1
    end_post(Post.objects.get(person=clerk), until_on=on, by=None, now=noon(on))
    assert events(token) == {}


def test_outside_the_intranet_a_secret_address_says_no_more_than_a_wrong_one(clerk, settings):
    token = make_key(by=clerk, now=timezone.now())
    settings.INTRANET_NETWORKS = ["10.9.0.0/16"]
    answers = {Client().get(f"/calendar/{secret}.ics").status_code for secret in (token, "wrong")}
    assert answers == {403}
    assert Client(REMOTE_ADDR="10.9.1.1").get(f"/calendar/{token}.ics").status_code == 200


def test_no_cache_and_no_search_engine_keeps_it(clerk, settings):
    token = make_key(by=clerk, now=timezone.now())
    answer = feed(token)
    settings.INTRANET_NETWORKS = ["10.9.0.0/16"]
    assert answer.status_code == 200
    assert "private" in answer["Cache-Control"] and answer["X-Robots-Tag"] == "noindex"
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert Client().post(f"/calendar/{token}.ics").status_code == 405
    assert client_of(clerk).post("/me/calendar/key/").status_code == 403


def test_the_buttons_need_a_post_request_and_a_working_post(clerk):
    reader = client_of(make_person("reader"))
    assert reader.post("/me/calendar/key/").status_code == 403
    assert reader.get("/me/calendar/").status_code == 403
    assert client_of(clerk).get("/me/calendar/key/").status_code == 405
    assert Client().post("/me/calendar/key/").status_code == 302
    assert not CalendarKey.objects.exists()
    assert "订阅我的日历" in client_of(clerk).get("/me/").content.decode()
    assert "订阅我的日历" not in reader.get("/me/").content.decode()
    make_key(by=clerk, now=timezone.now())
    assert "已停用" in client_of(clerk).post("/me/calendar/key/drop/", follow=True).content.decode()


def test_the_feed_takes_the_same_queries_for_one_row_and_for_twenty(organization, clerk, on):
    token = make_key(by=clerk, now=timezone.now())

    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert feed(token).status_code == 200
        return len(caught)

    make_rows(organization, 1, due_on=on)
    one = queries()
    make_rows(organization, 19, due_on=on)
    assert queries() == one
