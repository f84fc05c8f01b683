"""Attempts to change what was packed, or to make the proof of it lie (LK-08)."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from catalog.archive.archiving import archive
from catalog.directory.tests.factories import branch
from catalog.items.actions.publishing import end_display
from catalog.items.channels.actions import add_evidence, confirm_channel, drop_channel, record_channel, remove_evidence
from catalog.items.channels.deliveries import acknowledge, record_delivery
from catalog.items.channels.models import ChannelRecord
from catalog.items.models import Item
from catalog.items.tests.factories import TODAY, Desk
from disclosure.audit.models import Event
from disclosure.organizations.tests.factories import make_person

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]
ENTRIES = [
    branch(
        "1",
        "组织生活",
        [
            branch("1-1", "学习情况", channels=["网站", "会议"]),
            branch("1-6", "个人奖惩", scope="individual", scope_words=["个人"]),
        ],
    )
]
PACKED = "已经归档"


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def desk():
    return Desk(entries=ENTRIES)


def archived(desk, item) -> Item:
    item = end_display(item, by=desk.secretary, reason="已经展示够了", now=desk.tick())
    archive(item, by=desk.secretary, now=desk.tick())
    return Item.objects.get(pk=item.pk)


def a_sheet(content="签到表"):
    return SimpleUploadedFile("签到表.txt", content.encode())


@pytest.mark.clause("LK-08")
def test_how_a_channel_was_carried_out_is_not_rewritten_after_archiving(desk):
    item = desk.released()
    record = ChannelRecord.objects.get(item=item, channel="会议")
    meeting = {"from_on": TODAY, "place": "三楼会议室", "attendance": 18, "expected": 20}
    record_channel(record, by=desk.clerk, now=desk.tick(), **meeting)
    sheet = add_evidence(record, upload=a_sheet(), by=desk.clerk, now=desk.tick())
    archived(desk, item)
    events = Event.objects.count()
    attempts = (
        lambda: record_channel(record, by=desk.clerk, now=desk.tick(), **{**meeting, "attendance": 20}),
        lambda: confirm_channel(record, by=desk.secretary, now=desk.tick()),
        lambda: drop_channel(record, reason="不开了", by=desk.secretary, now=desk.tick()),
        lambda: add_evidence(record, upload=a_sheet("补的"), by=desk.clerk, now=desk.tick()),
        lambda: remove_evidence(record, evidence=sheet, by=desk.clerk, now=desk.tick()),
    )
    for attempt in attempts:
        with pytest.raises(ValidationError, match=PACKED):
            attempt()
    record.refresh_from_db()
    assert (record.attendance, record.confirmed_at, record.evidence.count()) == (18, None, 1)
    assert Event.objects.count() == events


@pytest.mark.clause("LK-08")
def test_who_was_told_is_not_rewritten_after_archiving(desk):
    told, late = make_person("told"), make_person("late")
    item = desk.registered(code="1-6", recipients=[told, late], channels=[])
    item = desk.released_from(item)
    first = item.deliveries.get(recipient=told)
    last = item.deliveries.get(recipient=late)
    record_delivery(first, channel="面谈", told_on=TODAY, by=desk.clerk, now=desk.tick())
    record_delivery(last, channel="书信", told_on=TODAY, by=desk.clerk, now=desk.tick())
    item = archived(desk, item)
    with pytest.raises(ValidationError, match=PACKED):
        acknowledge(last, by=late, now=desk.tick())
    with pytest.raises(ValidationError, match=PACKED):
        record_delivery(last, channel="面谈", told_on=TODAY, by=desk.clerk, now=desk.tick())
    last.refresh_from_db()
    assert last.opened_at is None and last.channel == "书信"


@pytest.mark.clause("LK-08")
def test_the_desk_offers_nothing_to_press_on_an_archived_items_channels(desk, client):
    item = desk.released()
    record = ChannelRecord.objects.get(item=item, channel="会议")
    record_channel(
        record, from_on=TODAY, place="三楼会议室", attendance=18, expected=20, by=desk.clerk, now=desk.tick()
    )
    archived(desk, item)
    client.force_login(desk.secretary)
    page = client.get(f"/admin/catalog/item/{item.pk}/change/").content.decode()
    assert f"/channels/{record.pk}/" not in page
    client.post(f"/admin/catalog/item/{item.pk}/channels/{record.pk}/confirm/")
    record.refresh_from_db()
    assert record.confirmed_at is None
