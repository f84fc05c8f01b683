"""Notices down: written by one, published by another, read by those they are for, confirmed, reminded, taken down."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.bulletins import actions as bulletins
from catalog.bulletins.actions import confirm_read, remind
from catalog.bulletins.models import Bulletin, Receipt
from catalog.bulletins.readers import readers_of, waiting_readers
from catalog.items.tests.factories import TODAY, Desk
from disclosure.audit.models import Event
from disclosure.notices.models import Notice
from disclosure.organizations.models.people import User
from disclosure.organizations.tests.factories import (
    make_audience,
    make_holder,
    make_member,
    make_organization,
    make_person,
    make_post,
)
from disclosure.workflow.kit import stamp_of

pytestmark = [pytest.mark.django_db, pytest.mark.portable]
SECRET = "第三支部存在的问题"


@pytest.fixture
def desk():
    return Desk()


def written(desk, by=None, **fields) -> Bulletin:
    text = {"kind": "notice", "title": SECRET, "body": "<p>请大家了解。</p>", "scope": "party", "needs_receipt": True}
    return bulletins.write_bulletin(desk.organization, by=by or desk.clerk, now=desk.tick(), **{**text, **fields})


def submitted(desk, **fields) -> Bulletin:
    return bulletins.submit(written(desk, **fields), by=desk.clerk, now=desk.tick())


def published(desk, **fields) -> Bulletin:
    return bulletins.publish(submitted(desk, **fields), by=desk.secretary, now=desk.tick())


def visible(person):
    return list(Bulletin.objects.visible_to(person, TODAY))


@pytest.mark.clause("LK-22")
@pytest.mark.clause("YY-18")
def test_a_notice_goes_from_the_writer_over_another_person_to_its_members(desk):
    member = make_person("member")
    make_member(member, desk.organization)
    bulletin = submitted(desk)
    assert visible(member) == []
    bulletin = bulletins.publish(bulletin, by=desk.secretary, now=desk.tick())
    assert visible(member) == [bulletin]
    notice = Notice.objects.get(recipient=member)
    assert notice.title == f"您有一份新的情况通报：{desk.organization}"
    assert notice.url == f"/b/{bulletin.pk}/"
    assert SECRET not in notice.title + notice.body
    actions = list(Event.objects.filter(object_type="catalog.bulletin").order_by("pk").values_list("action", flat=True))
    assert actions == ["bulletin.created", "bulletin.submitted", "bulletin.published"]
    assert not Event.objects.filter(object_label__contains=SECRET).exists()


def test_the_waiting_publisher_is_told_without_the_title(desk):
    bulletin = submitted(desk)
    notice = Notice.objects.get(recipient=desk.secretary)
    assert notice.url == f"/admin/catalog/bulletin/{bulletin.pk}/change/"
    assert SECRET not in notice.title + notice.body


@pytest.mark.clause("LK-22")
def test_who_wrote_or_saved_last_does_not_publish(desk):
    own = bulletins.submit(written(desk, by=desk.secretary), by=desk.secretary, now=desk.tick())
    with pytest.raises(ValidationError, match="另一个人"):
        bulletins.publish(own, by=desk.secretary, now=desk.tick())
    draft = written(desk)
    upload = SimpleUploadedFile("名单.txt", "名单".encode())
    bulletins.add_file(draft, upload=upload, by=desk.secretary, now=desk.tick())
    bulletins.submit(draft, by=desk.clerk, now=desk.tick())
    with pytest.raises(ValidationError, match="另一个人"):
        bulletins.publish(draft, by=desk.secretary, now=desk.tick())
    second = make_holder(desk.organization, "secretary", "second-secretary")
    assert bulletins.publish(draft, by=second, now=desk.tick()).state == "published"


def test_who_holds_no_such_post_is_refused_and_nothing_changes(desk):
    bulletin = submitted(desk)
    stranger = make_holder(make_organization("other"), "secretary")
    for person in (desk.clerk, desk.reviewer, stranger):
        with pytest.raises(PermissionDenied):
            bulletins.publish(bulletin, by=person, now=desk.tick())
    with pytest.raises(PermissionDenied):
        written(desk, by=stranger)
    bulletin.refresh_from_db()
    assert (bulletin.state, bulletin.published_at) == ("submitted", None)


def test_a_second_press_says_so_and_changes_nothing(desk):
    bulletin = published(desk)
    stamp, told = bulletin.published_at, Notice.objects.count()
    with pytest.raises(ValidationError, match="已发布"):
        bulletins.publish(bulletin, by=desk.secretary, now=desk.tick())
    with pytest.raises(ValidationError, match="不能提交发布"):
        bulletins.submit(bulletin, by=desk.clerk, now=desk.tick())
    bulletin.refresh_from_db()
    assert (bulletin.published_at, Notice.objects.count()) == (stamp, told)


def test_a_published_text_is_not_changed_any_more(desk):
    bulletin = published(desk)
    text = {"kind": "notice", "title": "另一个", "body": "", "scope": "party"}
    with pytest.raises(ValidationError, match="不能修改"):
        bulletins.save_bulletin(bulletin, by=desk.clerk, now=desk.tick(), **text)
    with pytest.raises(ValidationError, match="不能修改"):
        upload = SimpleUploadedFile("附件.txt", b"text")
        bulletins.add_file(bulletin, upload=upload, by=desk.clerk, now=desk.tick())


def test_personal_data_in_text_or_file_stops_it_before_it_goes_out(desk):
    draft = written(desk, body="<p>张某，身份证号11010519491231002X。</p>")
    with pytest.raises(ValidationError, match="身份证号"):
        bulletins.submit(draft, by=desk.clerk, now=desk.tick())
    clean = written(desk, title="名单")
    upload = SimpleUploadedFile("名单.txt", "张某 11010519491231002X".encode())
    file = bulletins.add_file(clean, upload=upload, by=desk.clerk, now=desk.tick())
    assert "11010519491231002X" not in str(file.findings)
    with pytest.raises(ValidationError, match="名单.txt"):
        bulletins.submit(clean, by=desk.clerk, now=desk.tick())
    bulletins.drop_file(clean, file=file, by=desk.clerk, now=desk.tick())
    assert bulletins.submit(clean, by=desk.clerk, now=desk.tick()).state == "submitted"


def test_what_has_neither_text_nor_file_does_not_go_out(desk):
    with pytest.raises(ValidationError, match="还没有写正文"):
        submitted(desk, body="")


@pytest.mark.clause("LK-22")
@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"scope": "society"}, "情况通报发给党内"),
        ({"kind": "study", "scope": "society"}, "不能要求确认已读"),
        ({"scope": "individual"}, "不能只发给个人"),
    ],
)
def test_a_notice_is_for_people_one_knows(desk, fields, words):
    with pytest.raises(ValidationError, match=words):
        written(desk, **fields)


def test_a_named_group_of_another_organization_is_refused(desk):
    other = make_audience(make_organization("other"), "别的小组")
    with pytest.raises(ValidationError, match="不属于本组织"):
        written(desk, scope="audience", audiences=[other])
    with pytest.raises(ValidationError, match="还没有选对象"):
        submitted(desk, scope="audience")


@pytest.mark.clause("QJ-14")
def test_an_announcement_to_society_is_read_by_whoever_comes_by_and_told_to_nobody(desk):
    bulletin = published(desk, kind="announcement", scope="society", needs_receipt=False)
    assert visible(AnonymousUser()) == [bulletin]
    assert not Notice.objects.filter(key__endswith=":published").exists()


def test_sent_back_with_a_reason_it_is_a_draft_again_and_its_writer_knows_why(desk):
    bulletin = submitted(desk)
    with pytest.raises(ValidationError, match="原因"):
        bulletins.take_back(bulletin, reason=" ", by=desk.secretary, now=desk.tick())
    bulletin = bulletins.take_back(bulletin, reason="请补数字", by=desk.secretary, now=desk.tick())
    assert bulletin.state == "draft"
    assert "请补数字" in Notice.objects.get(recipient=desk.clerk).body
    again = bulletins.submit(bulletin, by=desk.clerk, now=desk.tick())
    assert Notice.objects.filter(recipient=desk.secretary, key__contains="submitted").count() == 2
    assert again.state == "submitted"


@pytest.mark.clause("LK-22")
def test_withdrawn_with_a_reason_it_is_gone_for_every_reader(desk):
    member = make_person("member")
    make_member(member, desk.organization)
    bulletin = published(desk)
    with pytest.raises(ValidationError):
        bulletins.withdraw(bulletin, reason="", by=desk.secretary, now=desk.tick())
    bulletin = bulletins.withdraw(bulletin, reason="数字有误", by=desk.secretary, now=desk.tick())
    assert visible(member) == []
    assert bulletin.withdrawn_reason == "数字有误"
    with pytest.raises(ValidationError, match="撤下"):
        confirm_read(bulletin, by=member, now=desk.tick())


def people_of_every_kind(desk) -> None:
    """Members, staff, a named group with one who left, those above, below and beside."""
    above = make_organization("above")
    below = make_organization("below", desk.organization)
    group = make_audience(desk.organization, "支部委员")
    for name, organization, kind in (
        ("party", desk.organization, "party"),
        ("staff", desk.organization, "staff"),
        ("party-below", below, "party"),
        ("staff-below", below, "staff"),
        ("party-beside", above, "party"),
    ):
        make_member(make_person(name), organization, kind)
    for name in ("committee", "left"):
        group.members.add(make_person(name))
    make_member(User.objects.get(username="committee"), desk.organization)
    poster = make_person("post-only")
    make_post(poster, desk.organization, "collector")
    group.members.add(poster)
    gone = make_person("gone", is_active=False)
    make_member(gone, desk.organization)


@pytest.mark.clause("LK-22")
@pytest.mark.parametrize("scope", ["party", "staff", "audience"])
def test_those_told_are_exactly_those_who_may_read(desk, scope):
    people_of_every_kind(desk)
    groups = desk.organization.audiences.all()
    bulletin = published(desk, scope=scope, audiences=groups)
    readers = set(readers_of(bulletin, TODAY).values_list("username", flat=True))
    seeing = {person.username for person in User.objects.all() if bulletin in visible(person)}
    assert readers == seeing
    assert (
        readers
        == {
            "party": {"party", "party-below", "committee"},
            "staff": {"party", "staff", "committee"},
            "audience": {"committee", "post-only"},
        }[scope]
    )
    told = Notice.objects.filter(key=f"bulletin:{bulletin.pk}:published")
    assert {notice.recipient.username for notice in told} == readers


@pytest.mark.clause("LK-22")
def test_a_reader_confirms_once_and_a_stranger_never(desk):
    people_of_every_kind(desk)
    bulletin = published(desk)
    party = User.objects.get(username="party")
    assert confirm_read(bulletin, by=party, now=desk.tick()) is True
    stamp = Receipt.objects.get().confirmed_at
    assert confirm_read(bulletin, by=party, now=desk.tick()) is False
    assert Receipt.objects.get().confirmed_at == stamp
    with pytest.raises(ValidationError):
        confirm_read(bulletin, by=User.objects.get(username="staff"), now=desk.tick())
    assert (bulletin.receipts.count(), waiting_readers(bulletin, TODAY).count()) == (1, 2)


@pytest.mark.clause("LK-22")
def test_those_who_have_not_read_are_reminded_once_a_day(desk):
    people_of_every_kind(desk)
    bulletin = published(desk)
    confirm_read(bulletin, by=User.objects.get(username="party"), now=desk.tick())
    assert remind(bulletin, by=desk.clerk, now=desk.tick()) == 2
    with pytest.raises(ValidationError, match="今天已经提醒过"):
        remind(bulletin, by=desk.clerk, now=desk.tick())
    assert remind(bulletin, by=desk.clerk, now=desk.tick() + timedelta(days=1)) == 2
    reminded = {row.recipient.username for row in Notice.objects.filter(key__contains="reminder")}
    assert reminded == {"party-below", "committee"}
    with pytest.raises(PermissionDenied):
        remind(bulletin, by=desk.reviewer, now=desk.tick())


def test_notifying_takes_the_same_statements_for_one_member_and_for_twenty(desk):
    def statements(count: int) -> int:
        for number in range(count):
            make_member(make_person(f"m{count}-{number}"), desk.organization)
        bulletin = submitted(desk)
        with CaptureQueriesContext(connection) as caught:
            bulletins.publish(bulletin, by=desk.secretary, now=desk.tick())
        return len(caught)

    assert statements(1) == statements(20)


def test_who_saved_meanwhile_is_named_and_nothing_is_overwritten(desk):
    bulletin = written(desk)
    seen = stamp_of(bulletin.saved_at)
    text = {"kind": "notice", "title": "甲", "body": "<p>甲</p>", "scope": "party"}
    bulletins.save_bulletin(bulletin, by=desk.secretary, now=desk.tick(), seen=seen, **text)
    with pytest.raises(ValidationError, match="刚刚保存过"):
        bulletins.save_bulletin(bulletin, by=desk.clerk, now=desk.tick(), seen=seen, **{**text, "title": "乙"})
    bulletin.refresh_from_db()
    assert bulletin.title == "甲"
