"""What must vanish is gone for every reader at once; a second person confirms it, or the superior's office is told (LK-13)."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from catalog.directory.tests.factories import branch
from catalog.items.actions.display import release_due
from catalog.items.actions.hiding import confirm_hiding, hide, show_again, tell_superiors
from catalog.items.actions.publishing import ask_withdrawal, confirm_withdrawal, publish_correction, publish_outside
from catalog.items.models import Attachment, Item
from catalog.items.public.views.attachment import readable_attachments
from catalog.items.search.index import reindex_all
from catalog.items.search.models import SearchDocument
from catalog.items.tests.factories import BODY, TODAY, Desk
from catalog.obligations.duties.models import Duty
from catalog.obligations.duties.opening import open_duties
from disclosure.deadlines.models import Deadline
from disclosure.notices.models import Notice
from disclosure.organizations.tests.factories import (
    client_of,
    make_holder,
    make_member,
    make_organization,
    make_person,
    noon,
)
from disclosure.oversight.sweeping import run_sweep
from disclosure.workflow.kit import Blocked, NotNow

pytestmark = [pytest.mark.django_db, pytest.mark.portable]
WHY = "正文里有一个手机号码"
TITLE = "召开组织生活会"


def hidden(desk, item, **fields) -> Item:
    return hide(item, reason=WHY, by=desk.secretary, now=desk.tick(), **fields)


def fresh(item) -> Item:
    return Item.objects.select_related("deadline", "hiding_deadline", "outside_deadline").get(pk=item.pk)


def outlets(desk, item) -> list[str]:
    code = desk.organization.code
    return [
        "/", f"/o/{code}/", f"/o/{code}/1-1/", f"/i/{item.pk}/", f"/i/{item.pk}/poster.pdf", f"/search/?q={TITLE}",
        f"/feeds/{code}.xml", "/api/v1/items/", f"/screen/{code}/", f"/screen/{code}/items.json", "/sitemap/",
    ]  # fmt: skip


@pytest.mark.clause("LK-13")
def test_it_is_gone_at_once_from_every_outlet_for_everyone_and_back_when_it_is_shown_again(client):
    desk = Desk()
    member = make_person("member")
    make_member(member, desk.organization)
    item = desk.released()
    readers = [client, client_of(member)]
    for reader in readers:
        assert TITLE in reader.get(f"/i/{item.pk}/").content.decode()
        assert f"/i/{item.pk}/" in reader.get(f"/search/?q={TITLE}").content.decode()
    item = hidden(desk, item)
    for reader in readers:
        for address in outlets(desk, item):
            said = reader.get(address).content.decode(errors="ignore")
            assert f"/i/{item.pk}/" not in said and f">{TITLE}<" not in said and WHY not in said, address
        for address in (f"/i/{item.pk}/", f"/i/{item.pk}/poster.pdf"):
            assert reader.get(address).status_code == 404
    assert reindex_all() == 0 and not SearchDocument.objects.exists()
    show_again(item, reason="看错了，不是手机号码。", by=desk.approver, now=desk.tick())
    for reader in readers:
        assert TITLE in reader.get(f"/i/{item.pk}/").content.decode()
        assert f"/i/{item.pk}/" in reader.get(f"/search/?q={TITLE}").content.decode()


def test_the_desk_prints_no_poster_of_it_and_says_that_nobody_reads_it():
    desk = Desk()
    item = desk.released()
    secretary = client_of(desk.secretary)
    assert "公开栏张贴版" in secretary.get(item.staff_url).content.decode()
    item = hidden(desk, item)
    said = secretary.get(item.staff_url).content.decode()
    assert "公开栏张贴版" not in said and "打开电子屏页面" not in said
    assert "已经隐藏，谁也看不到" in said


def test_its_files_go_with_it():
    desk = Desk()
    item = desk.released()
    file = Attachment.objects.create(
        version=item.published_version, name="名单.txt", path="x", content_type="text/plain", size=1, sha256="0" * 64,
        uploaded_by=desk.clerk, uploaded_at=desk.tick(),
    )  # fmt: skip
    member = make_person("member")
    make_member(member, desk.organization)
    assert readable_attachments(member, TODAY).filter(pk=file.pk).exists()
    hidden(desk, item)
    assert not readable_attachments(member, TODAY).filter(pk=file.pk).exists()


@pytest.mark.clause("LK-13")
def test_what_is_hidden_is_owed_again_and_done_as_before_once_it_is_shown_again():
    desk = Desk()  # registered and published on Tuesday 1 September, due on the 2nd
    item = desk.released()
    assert (fresh(item).deadline.closed_on, fresh(item).met_on) == (TODAY, TODAY)
    desk.now = noon(date(2026, 9, 4))
    item = hidden(desk, item)
    assert (fresh(item).deadline.closed_on, fresh(item).met_on) == (None, None)
    assert Deadline.objects.overdue(date(2026, 9, 4)).filter(item=item).exists()
    desk.now = noon(date(2026, 9, 7))
    show_again(item, reason="核对过了。", by=desk.approver, now=desk.tick())
    assert (fresh(item).deadline.closed_on, fresh(item).met_on) == (TODAY, TODAY)


def test_a_duty_of_its_period_is_owed_again_and_met_again():
    entries = [
        branch("1", "组织", [branch("1-1", "党费收缴", limit_kind="periodic", limit_words="定期", channels=["网站"])])
    ]
    desk = Desk(entries=entries)
    desk.catalogue.in_force_from = date(2026, 7, 1)
    desk.catalogue.save()
    open_duties(on=TODAY, now=noon(TODAY), removals=lambda *found, **named: {})
    item = desk.released()
    met = Duty.objects.filter(fulfilled_by=item).order_by("pk")
    keys = [duty.pk for duty in met]
    assert keys and all(duty.deadline.closed_on == TODAY for duty in met)
    row = item.deadline_id
    item = hidden(desk, item)
    assert not met.all().exists() and fresh(item).deadline_id == row
    assert set(Duty.objects.open().filter(pk__in=keys).values_list("pk", flat=True)) == set(keys)
    show_again(item, reason="核对过了。", by=desk.approver, now=desk.tick())
    assert [duty.pk for duty in met.all()] == keys


@pytest.mark.clause("LK-13")
def test_a_second_person_confirms_within_one_working_day():
    desk = Desk()
    item = hide(desk.released(), reason=WHY, by=desk.secrecy, now=desk.tick())
    row = fresh(item).hiding_deadline
    assert (row.kind, row.due_on, row.closed_on) == ("review", date(2026, 9, 2), None)
    assert row.trace["source"]["preset"] and WHY not in row.title and TITLE not in row.title
    assert set(Notice.objects.filter(title__contains="已隐藏，请确认").values_list("recipient", flat=True)) == {
        desk.secretary.pk,
        desk.approver.pk,
    }
    with pytest.raises(PermissionDenied, match="是您隐藏的"):
        confirm_hiding(item, by=desk.secrecy, now=desk.tick())
    item = confirm_hiding(item, by=desk.approver, now=desk.tick())
    assert (fresh(item).hiding_deadline.closed_on, item.hiding_confirmed_by) == (TODAY, desk.approver)
    with pytest.raises(NotNow, match="已经确认过"):
        confirm_hiding(item, by=desk.secretary, now=desk.tick())
    assert tell_superiors(on=date(2026, 9, 30), now=noon(date(2026, 9, 30))) == 0
    assert client_of(desk.approver).get(f"/i/{item.pk}/").status_code == 404


@pytest.mark.clause("LK-13")
def test_unconfirmed_after_that_day_the_superiors_office_is_told_once_and_it_stays_hidden(client):
    superior = make_organization("county")
    leader = make_holder(superior, "approver", "county-leader")
    desk = Desk(superior=superior)
    # Friday the 4th: one working day is Monday the 7th.
    desk.now = noon(date(2026, 9, 4))
    item = hidden(desk, desk.released())
    assert fresh(item).hiding_deadline.due_on == date(2026, 9, 7)
    told = Notice.objects.filter(recipient=leader, title__contains="没有第二个人确认")
    for on, count in ((date(2026, 9, 7), 0), (date(2026, 9, 8), 1), (date(2026, 9, 9), 0)):
        assert run_sweep(on=on, now=noon(on))["hidden"] == count
    assert told.count() == 1 and TITLE not in told.get().title and "学习情况" in told.get().title
    assert client.get(f"/i/{item.pk}/").status_code == 404
    assert client_of(leader).get(told.get().url).status_code == 200


def test_it_is_hidden_anew_for_another_reason():
    desk = Desk()
    item = hidden(desk, desk.released())
    item = show_again(item, reason="核对过了。", by=desk.secrecy, now=desk.tick())
    desk.now += timedelta(days=7)
    item = hidden(desk, item)
    assert fresh(item).hiding_deadline.due_on == date(2026, 9, 9)
    with pytest.raises(ValidationError, match="请写明原因"):
        show_again(item, reason=" ", by=desk.secrecy, now=desk.tick())


def test_half_way_it_does_not_go_on_to_society_by_hand_or_by_the_clock():
    desk = Desk()
    item = hidden(desk, desk.published_inside(desk.approved(code="1-2", outside_after_days=1)))
    with pytest.raises(Blocked, match="已经隐藏"):
        publish_outside(item, by=desk.secretary, now=desk.tick())
    assert release_due(on=date(2026, 9, 3), now=noon(date(2026, 9, 3))) == 0


def test_the_row_for_society_is_owed_again_too():
    desk = Desk(slug="yueyang")
    item = desk.released(code="1-2")
    assert fresh(item).outside_deadline.closed_on == TODAY
    item = hidden(desk, item)
    assert fresh(item).outside_deadline.closed_on is None
    show_again(item, reason="核对过了。", by=desk.approver, now=desk.tick())
    assert fresh(item).outside_deadline.closed_on == TODAY


def test_what_was_corrected_while_it_was_hidden_is_read_by_nobody_any_more(client):
    desk = Desk()
    item = hidden(desk, desk.released(body="<p>参加人的代号是甲乙丙丁。</p>"))
    item = publish_correction(desk.corrected(item, body=BODY), by=desk.secretary, now=desk.tick())
    assert client.get(f"/i/{item.pk}/").status_code == 404
    show_again(item, reason="已经更正。", by=desk.approver, now=desk.tick())
    page = client.get(f"/i/{item.pk}/").content.decode()
    assert "更正后的标题" in page and "代号" not in page and "甲乙丙丁" not in page


def test_withdrawn_it_is_over():
    desk = Desk()
    item = hidden(desk, desk.released())
    item = ask_withdrawal(item, reason="内容有误", by=desk.clerk, now=desk.tick())
    item = confirm_withdrawal(item, by=desk.approver, now=desk.tick())
    assert fresh(item).hiding_deadline.closed_on == TODAY
    with pytest.raises(NotNow):
        show_again(item, reason="还要", by=desk.approver, now=desk.tick())


def test_the_desk_shows_who_hid_it_and_asks_the_second_person():
    desk = Desk()
    item = hidden(desk, desk.released())
    page = client_of(desk.approver).get(item.staff_url).content.decode()
    assert WHY in page and "谁也看不到，等另一个人确认" in page and "确认隐藏" in page
    assert "打开公开的页面" not in page
    assert "已隐藏，待确认" in client_of(desk.approver).get("/admin/").content.decode()
