"""先党内后党外 with an interval: the system opens the item to society on the day, once, unless something stands against it."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from catalog.directory.tests.factories import branch
from catalog.items.actions.display import release_due
from catalog.items.actions.publishing import ask_withdrawal, publish_outside, start_correction
from catalog.items.actions.writing import change_plan
from catalog.items.models import Decision, Item
from catalog.items.tests.factories import TODAY, Desk
from disclosure.audit.models import Event
from disclosure.notices.models import Notice
from disclosure.organizations.tests.factories import noon
from disclosure.oversight.sweeping import jobs

pytestmark = [pytest.mark.django_db, pytest.mark.clause("PL-02"), pytest.mark.clause("LK-02")]


# Due at the half-year's end, so that five days inside do not carry it past its day.
ENTRIES = [
    branch(
        "1",
        "组织生活",
        [
            branch("1-1", "学习情况", channels=["网站"]),
            branch("1-2", "支部决议", inside_first=True, limit_kind="periodic", limit_words="定期"),
            branch("1-3", "党费收缴", scope="party", scope_words=["党内"]),
        ],
    )
]


@pytest.fixture
def desk():
    return Desk(entries=ENTRIES)


def days(number):
    return TODAY + timedelta(days=number)


def sweep(number) -> int:
    return release_due(on=days(number), now=noon(days(number)))


def staged(desk, after=5) -> Item:
    return desk.published_inside(code="1-2", outside_after_days=after)


@pytest.mark.each_database
def test_on_the_day_and_not_before_the_system_opens_it_to_society(desk):
    item = staged(desk)
    assert sweep(4) == 0
    assert sweep(5) == 1
    item.refresh_from_db()
    assert item.state == "published_outside"
    assert item.published_outside_at == noon(days(5))
    decision = Decision.objects.get(version=item.published_version, step="publish_outside")
    assert decision.by is None
    assert Event.objects.filter(action="item.published_outside").get().actor_name != str(desk.secretary)


@pytest.mark.each_database
def test_the_sweep_may_run_twice_or_days_late(desk):
    item = staged(desk)
    assert sweep(9) == 1
    assert sweep(9) == 0
    item.refresh_from_db()
    assert item.published_outside_at == noon(days(9))


def test_without_an_interval_it_waits_for_a_person(desk):
    item = staged(desk, after=None)
    assert sweep(400) == 0
    assert publish_outside(item, by=desk.secretary, now=desk.tick()).state == "published_outside"


def test_a_person_may_publish_before_the_interval_is_over(desk):
    item = publish_outside(staged(desk), by=desk.secretary, now=desk.tick())
    at = item.published_outside_at
    assert sweep(5) == 0
    item.refresh_from_db()
    assert item.published_outside_at == at


def test_the_daily_sweep_has_the_job(desk):
    item = staged(desk, after=0)
    assert jobs(TODAY, desk.tick())["releases"]() == 1
    item.refresh_from_db()
    assert item.published_outside_at is not None


def notices_of(person) -> list[str]:
    return list(
        Notice.objects.filter(recipient=person, title__startswith="还没有向社会公开").values_list("body", flat=True)
    )


def test_what_is_being_corrected_stays_inside_and_its_publisher_is_told_why_once(desk):
    item = staged(desk)
    item = start_correction(item, note="数字有误", by=desk.clerk, now=desk.tick())
    assert sweep(5) == 0
    assert sweep(6) == 0
    item.refresh_from_db()
    assert item.published_outside_at is None
    (words,) = notices_of(desk.secretary)
    assert "正在更正" in words
    assert notices_of(desk.clerk) == []


def test_what_someone_asked_to_withdraw_is_not_opened_to_society(desk):
    item = staged(desk)
    ask_withdrawal(item, reason="内容有误", by=desk.clerk, now=desk.tick())
    assert sweep(5) == 0
    assert "撤回" in notices_of(desk.secretary)[0]


@pytest.mark.each_database
def test_an_item_that_cannot_be_released_does_not_hold_up_the_others(desk):
    stuck, free = staged(desk), staged(desk)
    start_correction(stuck, note="数字有误", by=desk.clerk, now=desk.tick())
    assert sweep(5) == 1
    free.refresh_from_db()
    assert free.state == "published_outside"


@pytest.mark.clause("PL-10")
def test_the_display_toward_society_counts_from_the_day_the_system_opened_it():
    desk = Desk(slug="pingluo", entries=ENTRIES)
    item = desk.published_inside(code="1-2", outside_after_days=5)
    assert sweep(5) == 1
    item.refresh_from_db()
    assert item.display_until == days(20)


@pytest.mark.parametrize("code", ["1-1", "1-3"])
def test_an_interval_belongs_to_items_of_two_stages_alone(desk, code):
    with pytest.raises(ValidationError, match="先党内后党外"):
        desk.registered(code=code, outside_after_days=5)


@pytest.mark.parametrize("number", [-1, 366])
def test_the_interval_is_at_most_a_year(desk, number):
    item = desk.registered(code="1-2")
    with pytest.raises(ValidationError, match="0到365"):
        change_plan(item, outside_after_days=number, by=desk.clerk, now=desk.tick())


def test_the_publisher_may_stop_what_would_go_by_itself(client, desk):
    item = staged(desk)
    client.force_login(desk.secretary, "django.contrib.auth.backends.ModelBackend")
    address = f"/admin/catalog/item/{item.pk}/display/stage/"
    assert client.post(address, {"outside_after_days": ""}).status_code == 302
    assert sweep(5) == 0
    client.force_login(desk.clerk, "django.contrib.auth.backends.ModelBackend")
    assert client.post(address, {"outside_after_days": "3"}).status_code == 403


def plan_of(item, **changes) -> dict:
    return {"event_on": item.event_on.isoformat(), "scope": "society", "approval_route": "leader", **changes}


def test_the_form_of_the_plan_takes_the_interval_and_forgets_it_without_two_stages(client, desk):
    item = desk.registered(code="1-2")
    client.force_login(desk.clerk, "django.contrib.auth.backends.ModelBackend")
    address = f"/admin/catalog/item/{item.pk}/plan/"
    client.post(address, plan_of(item, inside_first="on", outside_after_days="7"))
    item.refresh_from_db()
    assert item.outside_after_days == 7
    client.post(address, plan_of(item, scope="party", outside_after_days="7"))
    item.refresh_from_db()
    assert (item.scope, item.outside_after_days) == ("party", None)
