"""Disclosing again: a new item that begins with the old one's text, each linked to the other for those who may read both."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from catalog.items.actions.attaching import add_attachment
from catalog.items.actions.publishing import end_display
from catalog.items.actions.redisclosing import start_redisclosure
from catalog.items.actions.writing import change_plan, save_text
from catalog.items.models import Item
from catalog.items.tests.factories import Desk
from disclosure.audit.models import Event
from disclosure.organizations.tests.factories import make_member, make_person
from disclosure.workflow.refusals import NotNow

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.clause("LK-07"),
    pytest.mark.clause("PL-05"),
    pytest.mark.clause("PL-11"),
    pytest.mark.clause("QJ-13"),
]


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def desk():
    return Desk(name="青岭县民政局党支部", on=timezone.localdate() - timedelta(days=20))


def day(desk):
    return timezone.localdate(desk.now)


def again(desk, item, reason="根据党员意见整改后再次公开", **call):
    call = {"by": desk.clerk, "now": desk.tick(), "event_on": day(desk), **call}
    return start_redisclosure(item, reason=reason, **call)


def sign_in(client, person):
    client.force_login(person, "django.contrib.auth.backends.ModelBackend")


def test_the_new_draft_has_the_published_text_attachments_and_plan(desk):
    item = desk.registered(code="1-2", title="支部决议", event_on=day(desk), is_important=True, outside_after_days=1)
    upload = SimpleUploadedFile("附表.txt", "内容".encode())
    add_attachment(item, upload=upload, by=desk.clerk, now=desk.tick())
    item = desk.released_from(item)
    new = again(desk, item)
    assert new.state == "draft" and new.pk != item.pk
    assert (new.redisclosure_of, new.redisclosure_reason) == (item, "根据党员意见整改后再次公开")
    assert (new.entry, new.scope, new.inside_first, new.is_important) == (item.entry, "society", True, True)
    assert new.outside_after_days == 1
    assert new.working_version.title == "支部决议"
    assert new.working_version.body == item.published_version.body
    assert [row.name for row in new.working_version.attachments.all()] == ["附表.txt"]
    assert new.deadline is not None and new.deadline.start_on == day(desk)


def test_truthfulness_is_declared_anew_and_the_display_is_its_own(desk):
    item = desk.published_outside(code="1-1", event_on=day(desk), display_until=day(desk) + timedelta(days=30))
    new = again(desk, item)
    assert not new.is_truthful
    assert new.display_until is None
    assert new.published_inside_at is None


def test_the_log_names_both_by_their_numbers(desk):
    item = desk.published_outside(code="1-1", event_on=day(desk))
    new = again(desk, item)
    event = Event.objects.get(action="item.redisclosed")
    assert event.changes["new"] == new.index_number
    assert event.object_label == item.index_number


def test_a_second_press_says_so_and_registers_nothing(desk):
    item = desk.published_outside(code="1-1", event_on=day(desk))
    again(desk, item)
    before = Item.objects.count()
    with pytest.raises(ValidationError, match="已经登记"):
        again(desk, item)
    assert Item.objects.count() == before


def test_it_needs_a_reason_and_somebody_who_writes(desk):
    item = desk.published_outside(code="1-1", event_on=day(desk))
    with pytest.raises(ValidationError):
        again(desk, item, reason="  ")
    with pytest.raises(PermissionDenied):
        again(desk, item, by=desk.reviewer)
    assert not item.redisclosures.exists()


def test_what_was_withdrawn_or_never_published_is_not_disclosed_again(desk):
    for item in (desk.withdrawn(code="1-1", event_on=day(desk)), desk.approved(code="1-1", event_on=day(desk))):
        with pytest.raises(NotNow):
            again(desk, item)


def test_after_the_end_of_its_display_it_may_be_disclosed_again(desk):
    item = desk.published_outside(code="1-1", event_on=day(desk))
    item = end_display(item, by=desk.secretary, reason="已经展示够了", now=desk.tick())
    assert again(desk, item).redisclosure_of == item


def test_both_pages_link_each_other_once_both_can_be_read(client, desk):
    old = desk.published_outside(code="1-1", event_on=day(desk), title="第一次公开")
    new = again(desk, old)
    link_to_new = f'href="/i/{new.pk}/"'
    assert link_to_new not in client.get(old.get_absolute_url()).content.decode()
    new = save_text(new, title="整改后的公开", body="<p>整改后</p>", by=desk.clerk, now=desk.tick())
    new = change_plan(new, is_truthful=True, by=desk.clerk, now=desk.tick())
    new = desk.released_from(new)
    page = client.get(old.get_absolute_url()).content.decode()
    assert link_to_new in page and "后来再次公开" in page and "根据党员意见整改" in page
    page = client.get(new.get_absolute_url()).content.decode()
    assert f'href="/i/{old.pk}/"' in page and "原来公开的是" in page


def test_who_may_not_read_the_other_sees_neither_its_title_nor_its_address(client, desk):
    old = desk.published_outside(code="1-1", event_on=day(desk), title="第一次公开")
    new = desk.released_from(change_plan(again(desk, old), is_truthful=True, by=desk.clerk, now=desk.tick()))
    Item.objects.filter(pk=old.pk).update(display_until=day(desk) - timedelta(days=1))
    page = client.get(new.get_absolute_url()).content.decode()
    assert f"/i/{old.pk}/" not in page and "原来公开的是" not in page
    gone = client.get(old.get_absolute_url())
    assert gone.status_code == 410
    assert f'href="/i/{new.pk}/"' in gone.content.decode()
    member = make_person("member")
    make_member(member, desk.organization)
    sign_in(client, member)
    assert f'href="/i/{old.pk}/"' in client.get(new.get_absolute_url()).content.decode()


def test_the_workbench_offers_it_and_opens_the_new_draft(client, desk):
    item = desk.published_outside(code="1-1", event_on=day(desk))
    sign_in(client, desk.clerk)
    address = f"/admin/catalog/item/{item.pk}/redisclose/"
    assert address in client.get(f"/admin/catalog/item/{item.pk}/change/").content.decode()
    page = client.post(address, {"reason": "", "event_on": day(desk).isoformat()}).content.decode()
    assert "请写明为什么再次公开" in page
    answer = client.post(address, {"reason": "整改后再公开", "event_on": day(desk).isoformat()})
    new = Item.objects.get(redisclosure_of=item)
    assert answer["Location"] == f"/admin/catalog/item/{new.pk}/change/?step=content"
    assert "原来公开的" in client.get(f"/admin/catalog/item/{new.pk}/change/").content.decode()
    assert address not in client.get(f"/admin/catalog/item/{item.pk}/change/").content.decode()


def test_an_entry_that_the_catalogue_no_longer_has_is_said_in_plain_words(desk):
    item = desk.published_outside(code="1-1", event_on=day(desk))
    desk.catalogue.nodes.filter(code="1-1").update(code="9-9")
    Item.objects.filter(pk=item.pk).update(entry=desk.catalogue.nodes.get(code="9-9"))
    desk.catalogue.nodes.filter(code="9-9").update(rank="category")
    with pytest.raises(ValidationError, match="没有"):
        again(desk, item)
