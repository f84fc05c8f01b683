"""What is disclosed to named people alone: each is told, by a clerk or by their own word, and only then is it done."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone

from catalog.directory.tests.factories import branch
from catalog.items.channels.actions import confirm_channel, record_channel
from catalog.items.channels.deliveries import acknowledge, record_delivery
from catalog.items.channels.models import ChannelRecord, Delivery
from catalog.items.tests.factories import TODAY, Desk
from disclosure.deadlines.models import Deadline
from disclosure.organizations.tests.factories import client_of, make_member, make_person, make_post

pytestmark = [pytest.mark.django_db, pytest.mark.clause("QJ-07")]
ENTRIES = [
    branch(
        "5",
        "干部管理",
        [
            branch("5-1", "个人考核结果", scope="individual", scope_words=["个人"], channels=["面谈", "书信"]),
            branch("5-2", "个人奖惩", scope="individual", scope_words=["个人"], channels=[]),
        ],
    )
]


@pytest.fixture
def desk():
    return Desk(slug="qijiang", entries=ENTRIES, on=timezone.localdate() - timedelta(days=1))


@pytest.fixture
def people(desk):
    found = [make_person(name) for name in ("first", "second")]
    for person in found:
        make_member(person, desk.organization)
    return found


def released(desk, people, code="5-1"):
    return desk.released(code=code, event_on=TODAY - timedelta(days=400), recipients=people)


def to(item, person) -> Delivery:
    return Delivery.objects.get(item=item, recipient=person)


def tell(desk, item, person, **changes) -> Delivery:
    delivery = to(item, person)
    values = {"channel": "面谈", "told_on": timezone.localdate(desk.now), "note": "支部办公室", **changes}
    return record_delivery(delivery, by=desk.clerk, now=desk.tick(), **values)


def test_every_named_person_is_to_be_told_by_a_day(desk, people):
    item = released(desk, people)
    assert set(item.deliveries.values_list("recipient__username", flat=True)) == {"first", "second"}
    forms = ChannelRecord.objects.filter(item=item)
    assert {row.channel: row.is_done for row in forms} == {"面谈": False, "书信": False}
    assert {row.deadline.kind for row in forms} == {Deadline.Kind.FORM}


def test_where_no_channel_is_recorded_by_hand_the_notification_itself_is_owed(desk, people):
    item = released(desk, people, code="5-2")
    assert list(ChannelRecord.objects.filter(item=item).values_list("channel", flat=True)) == ["告知本人"]


def test_the_channel_is_done_when_the_last_person_is_told_and_not_before(desk, people):
    item = released(desk, people)
    tell(desk, item, people[0])
    assert not ChannelRecord.objects.filter(item=item, recorded_at__isnull=False).exists()
    acknowledge(to(item, people[1]), by=people[1], now=desk.tick())
    records = list(ChannelRecord.objects.filter(item=item))
    assert all(row.is_done and row.attendance == row.expected == 2 for row in records)
    assert all(row.deadline.closed_as == Deadline.ClosedAs.DONE for row in records)
    with pytest.raises(ValidationError, match="由两个人办理"):
        confirm_channel(records[0], by=holding_a_reviewing_post(desk), now=desk.tick())
    assert confirm_channel(records[0], by=desk.secretary, now=desk.tick()).confirmed_by == desk.secretary


def holding_a_reviewing_post(desk):
    """The clerk who told them, holding a post that may confirm as well."""
    make_post(desk.clerk, desk.organization, "approver")
    return desk.clerk


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"channel": "广播"}, "channel"),
        ({"told_on": None}, "told_on"),
        ({"told_on": timezone.localdate() + timedelta(days=1)}, "told_on"),
        ({"told_on": TODAY - timedelta(days=300)}, "told_on"),
    ],
)
def test_an_impossible_delivery_is_refused_at_its_field(desk, people, changes, field):
    item = released(desk, people)
    with pytest.raises(ValidationError) as refused:
        tell(desk, item, people[0], **changes)
    assert list(refused.value.message_dict) == [field]
    assert not Delivery.objects.filter(told_on__isnull=False).exists()


def test_a_second_confirmation_changes_nothing_and_others_may_not_confirm(desk, people):
    item = released(desk, people)
    tell(desk, item, people[0])
    with pytest.raises(ValidationError, match="已经登记过了"):
        tell(desk, item, people[0], channel="书信")
    assert Delivery.objects.get(recipient=people[0]).channel == "面谈"
    acknowledge(to(item, people[0]), by=people[0], now=desk.tick())
    with pytest.raises(ValidationError, match="已经确认过了"):
        acknowledge(to(item, people[0]), by=people[0], now=desk.tick())
    with pytest.raises(PermissionDenied):
        acknowledge(to(item, people[1]), by=desk.clerk, now=desk.tick())
    with pytest.raises(PermissionDenied):
        record_delivery(
            Delivery.objects.get(recipient=people[1]),
            channel="面谈",
            told_on=timezone.localdate(desk.now),
            by=desk.reviewer,
            now=desk.tick(),
        )
    with pytest.raises(ValidationError, match="逐人登记"):
        record_channel(ChannelRecord.objects.get(item=item, channel="面谈"), by=desk.clerk, now=desk.tick())


def test_the_page_asks_the_named_person_and_opening_it_alone_writes_nothing(desk, people):
    item = released(desk, people)
    reader = client_of(people[0])
    assert "我已阅读" in reader.get(item.get_absolute_url()).content.decode()
    assert not Delivery.objects.filter(opened_at__isnull=False).exists()
    assert reader.get(f"{item.get_absolute_url()}opened/").status_code == 405
    answer = reader.post(f"{item.get_absolute_url()}opened/", follow=True).content.decode()
    assert "已记下您已经阅读" in answer
    assert "我已阅读" not in answer
    again = reader.post(f"{item.get_absolute_url()}opened/", follow=True).content.decode()
    assert "已经确认过了" in again
    assert Delivery.objects.filter(opened_at__isnull=False).count() == 1


def test_who_is_not_named_cannot_tell_that_it_exists(desk, people):
    item = released(desk, people)
    other = make_person("other")
    make_member(other, desk.organization)
    url = f"{item.get_absolute_url()}opened/"
    assert client_of(other).post(url).status_code == 404
    assert client_of(other).post("/i/999999/opened/").status_code == 404
    assert Client().post(url).status_code == 302
    assert not Delivery.objects.filter(opened_at__isnull=False).exists()


def test_outside_the_intranet_nobody_confirms(desk, people, settings):
    item = released(desk, people)
    settings.INTRANET_NETWORKS = ["10.0.0.0/8"]
    assert client_of(people[0]).post(f"{item.get_absolute_url()}opened/").status_code in (302, 403, 404)
    assert not Delivery.objects.filter(opened_at__isnull=False).exists()


def test_the_clerk_records_at_the_desk_and_errors_keep_what_was_typed(desk, people):
    item = released(desk, people)
    delivery = Delivery.objects.get(item=item, recipient=people[0])
    url = f"/admin/catalog/item/{item.pk}/deliveries/{delivery.pk}/"
    clerk, prefix = client_of(desk.clerk), f"delivery-{delivery.pk}"
    late = {f"{prefix}-channel": "书信", f"{prefix}-told_on": "2199-01-01", f"{prefix}-note": "挂号信"}
    shown = clerk.post(url, late).content.decode()
    assert "这一天还没有到" in shown and "挂号信" in shown
    sound = {**late, f"{prefix}-told_on": timezone.localdate().isoformat()}
    assert "已登记告知" in clerk.post(url, sound, follow=True).content.decode()
    delivery.refresh_from_db()
    assert (delivery.channel, delivery.told_by) == ("书信", desk.clerk)
