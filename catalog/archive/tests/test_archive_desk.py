"""The archive at the desk: the button, the list, the package and who may take it out."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from catalog.archive.archiving import archive
from catalog.archive.models import ArchiveRecord
from catalog.items.actions.publishing import end_display
from catalog.items.channels.deliveries import acknowledge
from catalog.items.models import Item
from catalog.items.tests.factories import Desk, make_item
from disclosure.audit.models import Event
from disclosure.deadlines.models import Deadline
from disclosure.organizations.tests.factories import client_of, make_holder, make_member, make_person
from disclosure.workflow.refusals import Blocked

pytestmark = [pytest.mark.django_db, pytest.mark.portable]
LIST = "/admin/catalog/archiverecord/"


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = settings.SENDFILE_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def desk():
    return Desk(on=timezone.localdate() - timedelta(days=1))


def shown(person, url) -> str:
    answer = client_of(person).get(url)
    assert answer.status_code == 200, (url, answer.status_code)
    return answer.content.decode()


def ended(desk, **fields):
    return end_display(desk.released(**fields), by=desk.secretary, reason="已经展示够了", now=desk.tick())


def archived(desk, **fields) -> ArchiveRecord:
    return archive(ended(desk, **fields), by=desk.secretary, now=desk.tick())


def acknowledge_all(desk, item) -> Item:
    for delivery in item.deliveries.select_related("recipient"):
        acknowledge(delivery, by=delivery.recipient, now=desk.tick())
    return item


def workbench(item) -> str:
    return f"/admin/catalog/item/{item.pk}/change/"


def record_url(record, page="change") -> str:
    return f"{LIST}{record.pk}/{page}/"


@pytest.mark.clause("YY-11")
def test_the_secretary_archives_from_the_workbench_with_the_suggested_retention(desk):
    item = ended(desk)
    page = shown(desk.secretary, workbench(item))
    assert "待归档" in page and f"/admin/catalog/item/{item.pk}/archive/" in page and "应归档" in page
    question = shown(desk.secretary, f"/admin/catalog/item/{item.pk}/archive/")
    assert "建议保管10年" in question and "永久" in question
    answer = client_of(desk.secretary).post(
        f"/admin/catalog/item/{item.pk}/archive/", {"retention": "permanent"}, follow=True
    )
    record = ArchiveRecord.objects.get()
    assert record.retention == "permanent" and "已归档，档号" in answer.content.decode()
    after = shown(desk.secretary, workbench(item))
    assert record.archive_number in after and "都不能再改" in after


def test_a_second_press_says_that_it_is_archived_already(desk):
    record = archived(desk)
    url = f"/admin/catalog/item/{record.item_id}/archive/"
    answer = client_of(desk.secretary).post(url, {"retention": "permanent"}, follow=True)
    assert "已经归档" in answer.content.decode()
    assert ArchiveRecord.objects.count() == 1


def test_a_missing_choice_is_asked_for(desk):
    item = ended(desk)
    answer = client_of(desk.secretary).post(f"/admin/catalog/item/{item.pk}/archive/", {})
    assert "请选择保管期限" in answer.content.decode()
    assert not ArchiveRecord.objects.exists()


def test_others_at_the_desk_read_that_the_secretary_archives_it(desk):
    item = ended(desk)
    page = shown(desk.clerk, workbench(item))
    assert "等书记归档" in page and "/archive/" not in page
    answer = client_of(desk.clerk).post(f"/admin/catalog/item/{item.pk}/archive/", {"retention": "permanent"})
    assert answer.status_code == 302 and not ArchiveRecord.objects.exists()


def test_a_channel_that_nobody_recorded_is_settled_before_the_archive(desk):
    item = ended(desk, code="1-7")
    assert "归档以前还差这些" in shown(desk.secretary, workbench(item))
    with pytest.raises(Blocked, match="公开形式“会议”还没有登记落实情况"):
        archive(item, by=desk.secretary, now=desk.tick())
    Item.objects.filter(pk=item.pk).get().channel_records.update(dropped_at=desk.tick(), dropped_reason="没有开会")
    assert archive(item, by=desk.secretary, now=desk.tick()).piece_number == 1


@pytest.mark.clause("LK-08")
def test_the_list_is_searched_by_title_number_year_and_retention(desk):
    first = archived(desk, title="党费收缴情况")
    second = archived(desk, title="学习情况")
    for query, found in (
        ("", [first, second]),
        ("?q=党费", [first]),
        (f"?q={second.archive_number}", [second]),
        (f"?year={first.year}", [first, second]),
        ("?year=2001", []),
        ("?retention__exact=permanent", []),
    ):
        page = shown(desk.clerk, LIST + query)
        assert [record for record in (first, second) if record.archive_number in page] == found, query


def test_the_package_downloads_whole_and_that_it_did_is_on_record(desk):
    record = archived(desk)
    page = shown(desk.secretary, record_url(record))
    assert "公开内容（PDF/A）" in page and record.sha256 in page
    answer = client_of(desk.secretary).post(record_url(record, "package"))
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None
    assert f"{record.archive_number}.zip" in answer["Content-Disposition"]
    event = Event.objects.get(action="archive.read")
    assert (event.object_label, event.actor_name) == (record.archive_number, "branch-secretary")


def test_a_package_leaves_only_for_the_leading_posts_of_its_organisation(desk):
    item = acknowledge_all(desk, desk.released(code="1-6", recipients=[desk.clerk]))
    item = end_display(item, by=desk.secretary, reason="已经展示够了", now=desk.tick())
    record = archive(item, by=desk.secretary, now=desk.tick())
    supervisor = make_holder(desk.organization, "supervisor")
    outsiders = [desk.clerk, desk.reviewer, desk.secrecy, supervisor, Desk("other").secretary]
    member = make_member(make_person("member"), desk.organization).person
    for person in [*outsiders, member]:
        answer = client_of(person).post(record_url(record, "package"))
        assert answer.status_code in (302, 403, 404), person
        assert not answer.streaming
    assert client_of(desk.approver).post(record_url(record, "package")).status_code == 200
    assert client_of(desk.secretary).get(record_url(record, "package")).status_code == 405
    assert Event.objects.filter(action="archive.read").count() == 1


def test_a_lost_package_says_so_and_the_page_still_opens(desk, files):
    record = archived(desk)
    (files / record.path).unlink()
    assert "请系统管理员核对" in shown(desk.secretary, record_url(record))
    answer = client_of(desk.secretary).post(record_url(record, "package"), follow=True)
    assert "请系统管理员核对" in answer.content.decode()


def test_another_organisations_desk_sees_neither_list_page_nor_task(desk):
    record, waiting = archived(desk, title="不给别人看"), ended(desk, title="也不给别人看")
    stranger = Desk("stranger")
    for page in (LIST, f"{LIST}waiting/"):
        seen = shown(stranger.secretary, page)
        assert "不给别人看" not in seen and waiting.index_number not in seen
    assert client_of(stranger.secretary).get(record_url(record)).status_code == 404


@pytest.mark.clause("YY-11")
def test_what_waits_to_be_archived_is_listed_by_its_day(desk):
    item = ended(desk, title="公开结束的事项")
    desk.released(title="还在公开的事项")
    archived(desk, title="已经归档的事项")
    page = shown(desk.clerk, f"{LIST}waiting/")
    assert "公开结束的事项" in page and f"{workbench(item)}#archive" in page and "个工作日" in page
    assert "还在公开的事项" not in page and "已经归档的事项" not in page


def test_the_list_of_what_waits_takes_the_same_number_of_queries_for_one_and_for_twenty(desk):
    client, counts = client_of(desk.secretary), []
    for number in (1, 19):
        for _ in range(number):
            item = make_item(desk.organization, desk.clerk)
            task = Deadline.objects.create(
                organization=desk.organization, kind="archive", title="归档", url=workbench(item), rule={}, trace={},
                start_on=item.event_on, due_on=item.event_on, opened_on=item.event_on,
            )  # fmt: skip
            Item.objects.filter(pk=item.pk).update(archive_deadline=task, state="display_ended")
        client.get(f"{LIST}waiting/")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"{LIST}waiting/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_list_of_packages_takes_the_same_number_of_queries_for_one_and_for_twenty(desk):
    client, counts = client_of(desk.secretary), []
    for first, last in ((0, 1), (1, 20)):
        for number in range(first, last):
            item = make_item(desk.organization, desk.clerk)
            ArchiveRecord.objects.create(
                item=item, organization=desk.organization, year=2026, archive_number=f"n-{number}",
                piece_number=number + 1, title="题名", responsible="支部", dated_on=item.event_on, pages=1,
                retention="years_10", path=f"archive/{number}.zip", size=1, sha256="0" * 64,
                packed_by=desk.secretary, packed_at=desk.now,
            )  # fmt: skip
        client.get(LIST)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(LIST).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_register_is_exported_from_the_page(desk):
    item = desk.released(title="学习情况")
    assert "事项登记簿" in shown(desk.clerk, f"{LIST}registers/")
    asked = {"register": "items", "organization": "branch", "year": item.event_on.year, "format": "xlsx"}
    answer = client_of(desk.clerk).post(f"{LIST}registers/", asked)
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert "学习情况" in [cell.value for cell in sheet[4]]
    assert "attachment" in answer["Content-Disposition"]
    assert Event.objects.filter(action="register.exported", actor_name="branch-clerk").count() == 1


def test_a_wrong_year_or_somebody_elses_organisation_is_asked_again(desk):
    stranger = Desk("stranger")
    asked = {"register": "items", "organization": "stranger", "year": 3000, "format": "docx"}
    page = client_of(desk.clerk).post(f"{LIST}registers/", asked).content.decode()
    assert "这一年还没有到" in page
    assert "error" in page and not Event.objects.filter(action="register.exported").exists()
    assert client_of(make_person("nobody")).get(f"{LIST}registers/").status_code in (302, 403)
    assert client_of(stranger.clerk).get(f"{LIST}registers/").status_code == 200
