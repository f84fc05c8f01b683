"""The pages of notices: the reader's, the organisation's column, one's own page, and the desk's buttons."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from catalog.bulletins import actions as bulletins
from catalog.bulletins.models import Bulletin, Receipt
from catalog.items.tests.factories import Desk
from disclosure.notices.models import Notice
from disclosure.organizations.tests.factories import client_of, make_holder, make_member, make_organization, make_person
from disclosure.workflow.kit import stamp_of

pytestmark = [pytest.mark.django_db, pytest.mark.portable]
SECRET = "只在党内说的事"


@pytest.fixture
def desk():
    """Working today: pages ask the clock."""
    return Desk(on=timezone.localdate())


@pytest.fixture
def member(desk):
    person = make_person("member")
    make_member(person, desk.organization)
    return person


def published(desk, file=None, **fields) -> Bulletin:
    text = {
        "kind": "notice",
        "title": SECRET,
        "body": "<p>请看。</p>",
        "scope": "party",
        "needs_receipt": True,
        **fields,
    }
    bulletin = bulletins.write_bulletin(desk.organization, by=desk.clerk, now=desk.tick(), **text)
    if file:
        bulletins.add_file(bulletin, upload=file, by=desk.clerk, now=desk.tick())
    bulletins.submit(bulletin, by=desk.clerk, now=desk.tick())
    return bulletins.publish(bulletin, by=desk.secretary, now=desk.tick())


def open_to_all(desk, **fields) -> Bulletin:
    return published(desk, **{"kind": "announcement", "scope": "society", "needs_receipt": False, **fields})


def page(client, url) -> str:
    return client.get(url).content.decode()


@pytest.mark.clause("LK-22")
def test_a_notice_is_read_by_its_members_and_is_not_there_for_others(desk, member, client):
    bulletin = published(desk)
    url = f"/b/{bulletin.pk}/"
    assert SECRET in page(client_of(member), url)
    outsider = make_holder(make_organization("other"), "secretary")
    for reader in (client, client_of(outsider)):
        answer = reader.get(url)
        assert answer.status_code == 404
        assert SECRET not in answer.content.decode()
    assert client.get("/b/999999/").status_code == 404


def test_drafts_and_notices_taken_down_are_not_there_even_for_members(desk, member):
    draft = bulletins.write_bulletin(
        desk.organization, by=desk.clerk, now=desk.tick(), kind="notice", title=SECRET, body="", scope="party"
    )
    gone = bulletins.withdraw(published(desk), reason="有误", by=desk.secretary, now=desk.tick())
    for bulletin in (draft, gone):
        assert client_of(member).get(f"/b/{bulletin.pk}/").status_code == 404


@pytest.mark.clause("LK-22")
def test_outside_the_intranet_a_member_reads_as_a_passer_by(desk, member, settings):
    inside, outside = published(desk), open_to_all(desk, title="公告")
    settings.INTRANET_NETWORKS = ["10.9.0.0/16"]
    reader = client_of(member)
    assert reader.get(f"/b/{inside.pk}/").status_code == 404
    assert reader.get(f"/b/{outside.pk}/").status_code == 200
    for pk in (inside.pk, outside.pk, 999_999):
        assert reader.post(f"/b/{pk}/read/").status_code == 403
    assert SECRET not in page(reader, f"/o/{desk.organization.code}/bulletins/")
    assert SECRET not in page(reader, "/me/")


@pytest.mark.clause("LK-22")
def test_files_are_for_readers_and_for_the_desk(desk, member, client):
    bulletin = published(desk, file=SimpleUploadedFile("名单.txt", "名单".encode()))
    url = f"/b/{bulletin.pk}/files/{bulletin.files.get().pk}/"
    answer = client_of(member).get(url)
    assert b"".join(answer.streaming_content if answer.streaming else [answer.content]).decode() == "名单"
    assert client_of(desk.reviewer).get(url).status_code == 200
    assert client.get(url).status_code == 404
    other = open_to_all(desk, title="公告")
    assert client_of(member).get(f"/b/{other.pk}/files/{bulletin.files.get().pk}/").status_code == 404
    bulletins.withdraw(bulletin, reason="有误", by=desk.secretary, now=desk.tick())
    assert client_of(member).get(url).status_code == 404
    assert (Path(settings.MEDIA_ROOT) / bulletin.files.get().path).exists()


@pytest.mark.clause("LK-22")
def test_a_member_presses_i_have_read_once(desk, member, client):
    bulletin = published(desk)
    reader = client_of(member)
    assert "我已阅读" in page(reader, f"/b/{bulletin.pk}/")
    assert reader.get(f"/b/{bulletin.pk}/read/").status_code == 405
    assert "已记下您读过了" in reader.post(f"/b/{bulletin.pk}/read/", follow=True).content.decode()
    assert "您以前已经确认过了" in reader.post(f"/b/{bulletin.pk}/read/", follow=True).content.decode()
    assert Receipt.objects.get().reader == member
    shown = page(reader, f"/b/{bulletin.pk}/")
    assert "您已在" in shown and "我已阅读</button>" not in shown
    assert client.post(f"/b/{bulletin.pk}/read/").status_code == 302
    assert Receipt.objects.count() == 1


@pytest.mark.clause("LK-22")
def test_one_s_own_page_names_what_is_still_to_be_confirmed(desk, member):
    bulletin = published(desk)
    published(desk, title="不用确认的", needs_receipt=False)
    reader = client_of(member)
    assert [row.title for row in reader.get("/me/").context["to_confirm"]] == [SECRET]
    reader.post(f"/b/{bulletin.pk}/read/")
    assert reader.get("/me/").context["to_confirm"] == []


@pytest.mark.clause("QJ-14")
def test_the_column_shows_each_reader_what_their_scope_allows(desk, member, client):
    open_to_all(desk, title="向社会的公告")
    published(desk, kind="study", title="党内学习资料", needs_receipt=False)
    url = f"/o/{desk.organization.code}/bulletins/"
    assert [row.title for row in client.get(url).context["bulletins"]] == ["向社会的公告"]
    mine = client_of(member).get(url).context["bulletins"]
    assert [row.title for row in mine] == ["党内学习资料", "向社会的公告"]
    only = client_of(member).get(url, {"kind": "study"}).context["bulletins"]
    assert [row.title for row in only] == ["党内学习资料"]
    organization = client.get(f"/o/{desk.organization.code}/")
    assert [row.title for row in organization.context["bulletins"]] == ["向社会的公告"]


@pytest.mark.clause("QJ-14")
def test_what_is_published_without_the_desk_stands_in_the_same_column(desk, client):
    """As the explanation of a changed entry does, which is written when the change is agreed to."""
    now = desk.tick()
    Bulletin.objects.create(
        organization=desk.organization,
        kind="announcement",
        title="关于终止一个目录事项的说明",
        scope="society",
        state="published",
        created_by=desk.clerk,
        created_at=now,
        saved_at=now,
        published_at=now,
        published_by=desk.secretary,
    )
    shown = client.get(f"/o/{desk.organization.code}/bulletins/").context["bulletins"]
    assert [(row.title, row.kind) for row in shown] == [("关于终止一个目录事项的说明", "公告")]
    assert client.get(shown[0].url).status_code == 200


def test_the_column_s_address_wins_over_an_entry_s(desk, client):
    answer = client.get(f"/o/{desk.organization.code}/bulletins/")
    assert answer.resolver_match.url_name == "bulletins"


def test_the_column_is_paged_by_key_and_each_notice_stands_on_one_page(desk, client):
    for number in range(25):
        open_to_all(desk, title=f"公告{number}")
    url, seen = f"/o/{desk.organization.code}/bulletins/", []
    first = client.get(url)
    seen += [row.title for row in first.context["bulletins"]]
    second = client.get(url + first.context["page"].older_url)
    seen += [row.title for row in second.context["bulletins"]]
    assert seen == [f"公告{number}" for number in reversed(range(25))]
    assert client.get(url, {"after": "nonsense"}).status_code == 200


@pytest.mark.parametrize("url", ["/o/branch/bulletins/", "/o/branch/", "/me/"])
def test_lists_take_the_same_queries_for_one_notice_and_for_twenty(desk, member, url):
    def queries() -> int:
        reader = client_of(member)
        with CaptureQueriesContext(connection) as caught:
            assert reader.get(url).status_code == 200
        return len(caught)

    published(desk)
    one = queries()
    for number in range(20):
        published(desk, title=f"通报{number}")
    assert queries() == one


# --- the desk ---


def desk_url(bulletin, rest="change/") -> str:
    return f"/admin/catalog/bulletin/{bulletin.pk}/{rest}"


@pytest.mark.clause("LK-22")
def test_a_notice_walks_from_the_form_to_its_members_by_buttons_alone(desk, member):
    clerk, secretary = client_of(desk.clerk), client_of(desk.secretary)
    text = {"kind": "notice", "title": SECRET, "body": "请看。", "scope": "party", "needs_receipt": "on"}
    assert clerk.post("/admin/catalog/bulletin/add/", text, follow=True).status_code == 200
    bulletin = Bulletin.objects.get()
    upload = SimpleUploadedFile("附件.txt", b"text")
    assert "附件已添加" in clerk.post(desk_url(bulletin, "files/"), {"file": upload}, follow=True).content.decode()
    assert "已提交" in clerk.post(desk_url(bulletin, "do/submit/"), follow=True).content.decode()
    assert "已发布" in secretary.post(desk_url(bulletin, "do/publish/"), follow=True).content.decode()
    assert Notice.objects.filter(recipient=member).count() == 1
    shown = page(clerk, desk_url(bulletin))
    assert "还没有确认 <strong>1</strong> 人" in shown and str(member) in shown
    client_of(member).post(f"/b/{bulletin.pk}/read/")
    assert "已确认 <strong>1</strong> 人" in page(clerk, desk_url(bulletin))


@pytest.mark.clause("LK-22")
def test_today_says_which_notice_waits_for_one_s_publishing(desk):
    def waiting(person) -> list[str]:
        return [card.title for card in client_of(person).get("/admin/").context["today"].waiting.cards]

    for by, title in ((desk.clerk, "别人写的"), (desk.secretary, "自己写的")):
        text = {"kind": "notice", "title": title, "body": "<p>请看。</p>", "scope": "party"}
        bulletin = bulletins.write_bulletin(desk.organization, by=by, now=desk.tick(), **text)
        bulletins.submit(bulletin, by=by, now=desk.tick())
    assert waiting(desk.secretary) == ["别人写的"]
    assert waiting(desk.clerk) == []


def test_the_desk_says_what_is_missing_before_the_button(desk):
    text = {"kind": "notice", "title": "名单", "body": "身份证号11010519491231002X", "scope": "party"}
    clerk = client_of(desk.clerk)
    clerk.post("/admin/catalog/bulletin/add/", text)
    bulletin = Bulletin.objects.get()
    shown = page(clerk, desk_url(bulletin))
    assert "还差这些才能提交发布" in shown
    assert "do/submit/" not in shown


def test_what_was_typed_is_kept_when_it_is_refused(desk):
    clerk = client_of(desk.clerk)
    text = {"kind": "notice", "title": "标题还在", "body": "正文还在", "scope": "society"}
    shown = clerk.post("/admin/catalog/bulletin/add/", text).content.decode()
    assert "情况通报发给党内" in shown
    assert "标题还在" in shown and "正文还在" in shown
    assert not Bulletin.objects.exists()


def test_two_writers_are_told_of_each_other_and_the_second_press_wins(desk):
    clerk = client_of(desk.clerk)
    text = {"kind": "notice", "title": "甲", "body": "甲", "scope": "party"}
    clerk.post("/admin/catalog/bulletin/add/", text)
    bulletin = Bulletin.objects.get()
    seen = stamp_of(bulletin.saved_at)
    first = {**text, "title": "乙", "seen": seen}
    client_of(desk.secretary).post(desk_url(bulletin, "save/"), first)
    answer = clerk.post(desk_url(bulletin, "save/"), {**text, "title": "丙", "seen": seen})
    assert "刚刚保存过" in answer.content.decode() and "丙" in answer.content.decode()
    stamp = answer.context["page"].more.draft.form["seen"].value()
    clerk.post(desk_url(bulletin, "save/"), {**text, "title": "丙", "seen": stamp})
    bulletin.refresh_from_db()
    assert bulletin.title == "丙"


@pytest.mark.clause("LK-22")
def test_names_are_for_the_organization_s_own_desk_and_counts_for_who_watches(desk, member):
    bulletin = published(desk)
    watcher = make_holder(desk.organization, "supervisor")
    make_member(watcher, desk.organization)
    shown = page(client_of(watcher), f"/b/{bulletin.pk}/")
    assert "还没有确认 2 人" in shown
    assert str(member) not in shown
    assert "还没有确认" not in page(client_of(member), f"/b/{bulletin.pk}/")
    above = make_holder(make_organization("other"), "secretary")
    assert client_of(above).get(desk_url(bulletin)).status_code == 404


def test_the_reminder_is_a_button_that_works_once_a_day(desk, member):
    bulletin = published(desk)
    clerk = client_of(desk.clerk)
    assert "已提醒" in clerk.post(desk_url(bulletin, "remind/"), follow=True).content.decode()
    assert "今天已经提醒过" in clerk.post(desk_url(bulletin, "remind/"), follow=True).content.decode()
    assert Notice.objects.filter(recipient=member, key__contains="reminder").count() == 1


def test_who_may_not_publish_is_told_and_nothing_happens(desk):
    bulletin = bulletins.write_bulletin(
        desk.organization, by=desk.clerk, now=desk.tick(), kind="notice", title="甲", body="<p>甲</p>", scope="party"
    )
    bulletins.submit(bulletin, by=desk.clerk, now=desk.tick())
    shown = client_of(desk.clerk).post(desk_url(bulletin, "do/publish/"), follow=True).content.decode()
    assert "您没有“发布”的权限" in shown
    assert client_of(desk.clerk).post(desk_url(bulletin, "do/delete/")).status_code == 404
    bulletin.refresh_from_db()
    assert bulletin.state == "submitted"


def test_the_desk_s_list_takes_the_same_queries_for_one_notice_and_for_twenty(desk):
    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert client_of(desk.clerk).get("/admin/catalog/bulletin/").status_code == 200
        return len(caught)

    published(desk)
    one = queries()
    for number in range(20):
        published(desk, title=f"通报{number}")
    assert queries() == one


def test_a_notice_that_was_changed_is_read_before_it_goes_out(desk, member):
    text = {"kind": "notice", "title": SECRET, "body": "<p>请看。</p>", "scope": "party"}
    bulletin = bulletins.write_bulletin(desk.organization, by=desk.clerk, now=desk.tick(), **text)
    bulletins.submit(bulletin, by=desk.clerk, now=desk.tick())
    secretary = client_of(desk.secretary)
    seen = seen_on(secretary, bulletin)
    bulletins.take_back(bulletin, reason="还要改", by=desk.clerk, now=desk.tick())
    file = SimpleUploadedFile("附表.txt", "内容".encode())
    bulletins.add_file(bulletin, upload=file, by=desk.clerk, now=desk.tick())
    bulletins.submit(bulletin, by=desk.clerk, now=desk.tick())
    answer = secretary.post(desk_url(bulletin, "do/publish/"), {"publish-seen": seen}, follow=True)
    assert "请再看一遍" in answer.content.decode()
    assert not Notice.objects.filter(recipient=member).exists()
    secretary.post(desk_url(bulletin, "do/publish/"), {"publish-seen": seen_on(secretary, bulletin)})
    bulletin.refresh_from_db()
    assert bulletin.state == "published"


def seen_on(client, bulletin) -> str:
    offers = client.get(desk_url(bulletin, "change/")).context["offers"]
    return next(row.form["seen"].value() for row in offers if row.action.name == "publish")


def test_a_text_saved_after_it_was_handed_in_can_be_copied(desk):
    text = {"kind": "notice", "title": SECRET, "body": "<p>请看。</p>", "scope": "party"}
    bulletin = bulletins.write_bulletin(desk.organization, by=desk.clerk, now=desk.tick(), **text)
    bulletins.submit(bulletin, by=desk.clerk, now=desk.tick())
    answer = client_of(desk.clerk).post(desk_url(bulletin, "save/"), {**text, "body": "<p>后来写的一大段</p>"})
    shown = answer.content.decode()
    assert "您刚才写的没有存进去" in shown and "后来写的一大段" in shown
    bulletin.refresh_from_db()
    assert bulletin.body == "<p>请看。</p>"


@pytest.mark.parametrize(
    "odd", ["甲\x0b乙", "<!DOCTYPE html>甲乙", "</body><body>甲乙", "<html><script>x</script>甲乙"]
)
def test_a_text_with_odd_signs_can_be_copied_too(desk, odd):
    text = {"kind": "notice", "title": SECRET, "body": "<p>请看。</p>", "scope": "party"}
    bulletin = bulletins.write_bulletin(desk.organization, by=desk.clerk, now=desk.tick(), **text)
    bulletins.submit(bulletin, by=desk.clerk, now=desk.tick())
    answer = client_of(desk.clerk).post(desk_url(bulletin, "save/"), {**text, "body": odd})
    assert (answer.status_code, "甲乙" in answer.content.decode()) == (200, True)
