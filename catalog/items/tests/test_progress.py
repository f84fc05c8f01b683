"""How a published matter goes on: written, checked, approved and published by several hands, read by the item's readers (YY-04)."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from catalog.archive.package.published import published_parts
from catalog.directory.tests.factories import branch
from catalog.items.actions.attaching import add_attachment
from catalog.items.actions.checking import approve, check_secrecy, review, submit
from catalog.items.actions.hiding import hide
from catalog.items.actions.publishing import publish_outside, start_correction
from catalog.items.actions.writing import save_text
from catalog.items.models import Decision, Item, Version
from catalog.items.progress.actions import drop_progress, publish_progress, start_progress, take_back_progress
from catalog.items.public.views.attachment import readable_attachments
from catalog.items.tests.factories import TODAY, Desk, available
from disclosure.audit.models import Event
from disclosure.deadlines.models import Deadline
from disclosure.notices.models import Notice
from disclosure.organizations.tests.factories import client_of, make_member, make_person
from disclosure.workflow.kit import Blocked, NotNow

pytestmark = [pytest.mark.django_db, pytest.mark.portable]
WORDS = "第一批设备已经搬进新楼。"


def desk_of(slug="yueyang", **fields) -> Desk:
    words = {"scope_words": ["先党内后党外"], "inside_first": True, "channels": ["内网"], **fields}
    return Desk(slug=slug, entries=[branch("1", "决议情况", [branch("1-1", "重大事项", **words)])])


def fresh(item) -> Item:
    return Item.objects.get(pk=item.pk)


def started(desk, item, on=None, text=WORDS) -> Item:
    return start_progress(item, progress_on=on or desk.now.date(), text=text, by=desk.clerk, now=desk.tick())


def checked(desk, item) -> Item:
    item = submit(item, by=desk.clerk, now=desk.tick())
    return check_secrecy(item, passed=True, by=desk.secrecy, now=desk.tick())


def approved(desk, item) -> Item:
    given = {"meeting_on": desk.now.date(), "minutes_number": "2号"}
    return approve(checked(desk, item), passed=True, by=desk.approver, now=desk.tick(), **given)


def published(desk, item, **given) -> Item:
    item = approved(desk, started(desk, item, **given))
    return publish_progress(item, by=desk.secretary, now=desk.tick())


def page_of(reader, item) -> str:
    return reader.get(f"/i/{item.pk}/").content.decode()


@pytest.mark.clause("YY-04")
def test_it_goes_by_several_hands_and_only_then_readers_see_it(client):
    desk = desk_of()
    item = desk.published_outside()
    rows = Deadline.objects.count()
    item = started(desk, item)
    with pytest.raises(NotNow):
        review(item, passed=True, by=desk.reviewer, now=desk.tick())
    item = submit(item, by=desk.clerk, now=desk.tick())
    with pytest.raises(PermissionDenied):
        check_secrecy(item, passed=True, by=desk.clerk, now=desk.tick())
    item = check_secrecy(item, passed=True, by=desk.secrecy, now=desk.tick())
    with pytest.raises(Blocked, match="会议"):
        approve(item, passed=True, by=desk.approver, now=desk.tick())
    meeting = {"meeting_on": TODAY, "minutes_number": "2号"}
    item = approve(item, passed=True, by=desk.approver, now=desk.tick(), **meeting)
    assert WORDS not in page_of(client, item)
    item = publish_progress(item, by=desk.secretary, now=desk.tick())
    said = page_of(client, item)
    assert WORDS in said and "本季度组织生活会已经召开。" in said and "工作进展" in said
    # The item is what it was: its text, its day and its state; no day is owed for what has no number.
    assert item.working_version_id == item.published_version_id
    assert (item.state, item.met_on) == ("published_outside", TODAY)
    assert Deadline.objects.count() == rows
    words = list(Event.objects.filter(action__contains="progress").order_by("pk").values_list("action", flat=True))
    assert words == ["item.progress_started", "item.progress_published"]
    steps = Decision.objects.filter(version__progress_on=TODAY).order_by("pk").values_list("step", flat=True)
    assert list(steps) == ["submit", "secrecy", "approve", "publish_outside"]


@pytest.mark.clause("YY-04")
def test_it_stands_in_the_order_of_its_days_whatever_was_written_first(client):
    desk = desk_of()
    item = desk.published_outside()
    desk.now += timedelta(days=9)
    item = published(desk, item, on=date(2026, 9, 9), text="搬迁完成。")
    item = published(desk, item, on=date(2026, 9, 4), text="搬迁开始。")
    said = page_of(client, item)
    assert said.index("本季度组织生活会") < said.index("搬迁开始。") < said.index("搬迁完成。")
    assert "2026年9月4日（周五）" in said and "2026年9月9日（周三）" in said
    numbers = item.versions.progress().values_list("progress_on", "number")
    assert list(numbers) == [(date(2026, 9, 4), 2), (date(2026, 9, 9), 1)]


@pytest.mark.clause("YY-04")
def test_only_what_the_scheme_has_followed_up_is_and_by_no_day_to_come_nor_before_the_matter():
    desk = desk_of(limit_kind="periodic", limit_words="定期")
    with pytest.raises(NotNow, match="不用补充工作进展"):
        started(desk, desk.published_inside())
    desk = Desk("other", slug="longkou")
    item = desk.released()
    assert "start_progress" not in {offer.action.name for offer in available(item, desk.clerk, TODAY)}
    desk = Desk("third", slug="yueyang", entries=[branch("1", "决议", [branch("1-1", "重大事项", channels=["网站"])])])
    item = desk.released()
    assert "start_progress" in {offer.action.name for offer in available(item, desk.clerk, TODAY)}
    for day, words in ((TODAY + timedelta(days=1), "不能晚于今天"), (TODAY - timedelta(days=1), "不能早于事项日期")):
        with pytest.raises(ValidationError, match=words):
            started(desk, item, on=day)


@pytest.mark.clause("YY-04")
def test_what_must_not_slip_out_holds_it_up_as_it_holds_up_the_text():
    desk = desk_of()
    item = started(desk, desk.published_outside(), text="联系人身份证号11010519491231002X。")
    with pytest.raises(Blocked, match="身份证"):
        submit(item, by=desk.clerk, now=desk.tick())
    item = save_text(item, title="工作进展", body="<p>已经完成。</p>", by=desk.clerk, now=desk.tick())
    assert submit(item, by=desk.clerk, now=desk.tick()).working_version.state == "submitted"


@pytest.mark.clause("YY-04")
def test_who_may_not_read_the_item_reads_no_word_of_it_nor_its_file(client):
    desk = desk_of()
    member = make_person("member")
    make_member(member, desk.organization)
    item = started(desk, desk.published_inside())
    file = SimpleUploadedFile("搬迁进度.txt", "第一批：二十台。".encode())
    file = add_attachment(item, upload=file, by=desk.clerk, now=desk.tick())
    assert not readable_attachments(member, TODAY).filter(pk=file.pk).exists()
    item = publish_progress(approved(desk, fresh(item)), by=desk.secretary, now=desk.tick())
    address = f"/i/{item.pk}/files/{file.pk}/"
    inside = client_of(member)
    assert WORDS in page_of(inside, item) and inside.get(address).status_code == 200
    assert client.get(f"/i/{item.pk}/").status_code == client.get(address).status_code == 404
    item = publish_outside(item, by=desk.secretary, now=desk.tick())
    assert WORDS in page_of(client, item) and client.get(address).status_code == 200
    hide(item, reason="泄露", by=desk.secretary, now=desk.tick())
    for reader in (client, inside):
        assert reader.get(f"/i/{item.pk}/").status_code == reader.get(address).status_code == 404


@pytest.mark.clause("YY-04")
def test_search_feed_and_interface_know_of_it(client):
    desk = desk_of()
    item = desk.published_outside()
    before = client.get("/feeds/branch.xml").content.decode()
    assert client.get("/api/v1/items/").json()["items"][0]["progress_on"] is None
    desk.now += timedelta(days=3)
    item = published(desk, item)
    assert f"/i/{item.pk}/" in client.get("/search/?q=第一批设备").content.decode()
    assert "2026-09-04T" in client.get("/feeds/branch.xml").content.decode() and "2026-09-04T" not in before
    assert client.get("/api/v1/items/").json()["items"][0]["progress_on"] == "2026-09-04"


@pytest.mark.clause("YY-04")
def test_the_archive_keeps_it_with_its_file_and_by_which_hands():
    desk = desk_of()
    item = started(desk, desk.published_outside())
    file = SimpleUploadedFile("搬迁进度.txt", "第一批：二十台。".encode())
    add_attachment(item, upload=file, by=desk.clerk, now=desk.tick())
    item = publish_progress(approved(desk, fresh(item)), by=desk.secretary, now=desk.tick())
    names = {part.name for part in published_parts(item)}
    assert {"正文/第1版.html", "正文/第1次工作进展.html", "附件/第1次工作进展/搬迁进度.txt"} <= names


@pytest.mark.clause("YY-04")
def test_what_must_vanish_is_taken_back_at_once_and_written_anew(client):
    desk = desk_of()
    item = published(desk, desk.published_outside())
    row = item.versions.progress().get()
    for person in (desk.clerk, desk.reviewer):
        with pytest.raises(PermissionDenied):
            take_back_progress(item, progress=row, reason="写错了", by=person, now=desk.tick())
    item = take_back_progress(item, progress=row, reason="写错了人名", by=desk.secrecy, now=desk.tick())
    assert WORDS not in page_of(client, item)
    assert f"/i/{item.pk}/" not in client.get("/search/?q=第一批设备").content.decode()
    assert Notice.objects.filter(recipient=desk.approver, title__contains="撤下了一条工作进展").exists()
    assert Event.objects.filter(action="item.progress_taken_back").exists()
    with pytest.raises(ValidationError, match="已经撤下"):
        take_back_progress(item, progress=row, reason="再撤", by=desk.secrecy, now=desk.tick())
    item = published(desk, item, text="第二批设备也搬进了新楼。")
    assert item.versions.progress().get().number == 2
    assert "第二批设备" in page_of(client, item)


@pytest.mark.clause("YY-04")
def test_beside_a_correction_each_keeps_its_own_number(client):
    desk = desk_of()
    item = published(desk, desk.published_outside())
    with pytest.raises(NotNow):
        desk.corrected(started(desk, item))
    item = drop_progress(fresh(item), by=desk.clerk, now=desk.tick())
    assert Version.objects.filter(item=item).count() == 2
    item = start_correction(item, note="数字有误", by=desk.clerk, now=desk.tick())
    assert (item.working_version.number, item.working_version.is_progress) == (2, False)
    with pytest.raises(NotNow):
        started(desk, item)


def test_the_desk_is_told_when_the_last_was_and_takes_it_step_by_step():
    desk = desk_of()
    item = desk.published_outside()
    clerk, secretary = client_of(desk.clerk), client_of(desk.secretary)
    said = secretary.get(item.staff_url).content.decode()
    assert "公开以后还没有补充过工作进展" in said and "并根据工作进展情况随时公开" in said
    given = {"start_progress-progress_on": "2026-09-01", "start_progress-text": WORDS}
    assert clerk.post(reverse("admin:catalog_item_act", args=[item.pk, "start_progress"]), given).status_code == 302
    assert "下一步：检查" in clerk.get(f"{item.staff_url}?step=files").content.decode()
    # How it is disclosed was settled with the item.
    assert f"{item.staff_url}?step=plan" not in clerk.get(f"{item.staff_url}?step=plan").content.decode()
    said = clerk.get(f"{item.staff_url}?step=check").content.decode()
    assert WORDS in said and "召开组织生活会：工作进展" in said and "放弃补充工作进展" in said
    publish_progress(approved(desk, fresh(item)), by=desk.secretary, now=desk.tick())
    said = secretary.get(item.staff_url).content.decode()
    address = reverse("admin:catalog_item_take_back_progress", args=[item.pk, item.versions.progress().get().pk])
    assert "最近一次进展：2026年9月1日" in said and address in said
    assert address not in clerk.get(item.staff_url).content.decode()
    assert secretary.post(address, {"reason": ""}).status_code == 200
    assert secretary.post(address, {"reason": "写错了"}).status_code == 302
    assert not item.versions.progress().exists()
