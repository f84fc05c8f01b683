"""One package an item, with everything about it, that proves itself (LK-08, PL-06, YY-11, QJ-06, JG-09)."""

import hashlib
import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from pypdf import PdfReader, PdfWriter

from catalog.archive import guard
from catalog.archive.archiving import archive
from catalog.archive.models import ArchiveRecord
from catalog.archive.package import parts, published
from catalog.archive.retention import suggested_retention
from catalog.archive.verifying import problems
from catalog.filings.models import Filing
from catalog.items.actions.attaching import add_attachment
from catalog.items.actions.display import set_display_until
from catalog.items.actions.publishing import ask_withdrawal, end_display, publish_correction, start_correction
from catalog.items.actions.writing import change_plan, save_text
from catalog.items.channels.models import ChannelRecord, Delivery, Evidence
from catalog.items.models import Attachment, Decision, Item
from catalog.items.tests.factories import TODAY, Desk
from disclosure.audit.models import Event
from disclosure.deadlines.models import Deadline
from disclosure.files import pdf
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.tests.factories import make_organization, noon
from disclosure.workflow.refusals import NotNow

pytestmark = [pytest.mark.django_db, pytest.mark.portable]


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def desk():
    return Desk()


def attached(desk, item, name="附表.txt", content="附表的内容"):
    upload = SimpleUploadedFile(name, content.encode())
    add_attachment(item, upload=upload, by=desk.clerk, now=desk.tick())
    return Item.objects.get(pk=item.pk)


def ended(desk, item=None, **fields):
    item = item or desk.released(**fields)
    return end_display(item, by=desk.secretary, reason="已经展示够了", now=desk.tick())


def archived(desk, item=None, retention=None, **fields) -> ArchiveRecord:
    item = item or ended(desk, **fields)
    return archive(item, retention=retention, by=desk.secretary, now=desk.tick())


def package_of(record, files) -> zipfile.ZipFile:
    return zipfile.ZipFile(files / record.path)


def manifest_of(package) -> dict:
    return json.loads(package.read("manifest.json"))


def stored(files) -> list[str]:
    return sorted(str(path.relative_to(files)) for path in (files / "archive").rglob("*") if path.is_file())


@pytest.mark.clause("LK-08")
@pytest.mark.clause("PL-06")
@pytest.mark.clause("QJ-06")
def test_the_register_names_number_title_responsible_day_pages_and_retention(desk, files):
    record = archived(desk, title="学习情况")
    assert record.archive_number == "branch-2026-D10-0001"
    assert (record.year, record.piece_number, record.retention) == (2026, 1, "years_10")
    assert (record.title, record.responsible, record.dated_on) == ("学习情况", "branch党支部", TODAY)
    assert record.pages == 1
    assert record.packed_by == desk.secretary
    content = (files / record.path).read_bytes()
    assert (record.size, record.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    item = Item.objects.get(pk=record.item_id)
    assert item.state == "archived" and item.archived_at == record.packed_at


@pytest.mark.clause("LK-08")
def test_every_member_is_in_the_manifest_with_its_hash(desk, files):
    item = attached(desk, desk.registered())
    record = archived(desk, ended(desk, desk.released_from(item)))
    with package_of(record, files) as package:
        manifest = manifest_of(package)
        names = set(package.namelist())
        assert names == {row["name"] for row in manifest["members"]} | {"manifest.json"}
        for row in manifest["members"]:
            content = package.read(row["name"])
            assert (len(content), hashlib.sha256(content).hexdigest()) == (row["size"], row["sha256"])
    assert manifest["schema"] == 1 and manifest["档号"] == record.archive_number
    assert {
        "公开内容.pdf",
        "正文/第1版.html",
        "附件/第1版/附表.txt",
        "审批/办理记录.html",
        "审批/办理记录.json",
    } <= names
    assert {"时限/公开时限.txt", "时限/归档时限.txt", "事项登记.json", "manifest.txt"} <= names


def test_the_published_text_is_set_as_pdf_a(desk, files):
    with package_of(archived(desk), files) as package:
        content = package.read("公开内容.pdf")
    metadata = PdfReader(io.BytesIO(content)).root_object["/Metadata"].get_object().get_data().decode()
    assert 'pdfaid:part="2"' in metadata or "<pdfaid:part>2</pdfaid:part>" in metadata


def test_where_no_type_can_be_set_a_page_goes_in_and_the_manifest_says_so(desk, files, monkeypatch):
    def missing():
        raise published.PrintingUnavailable

    monkeypatch.setattr(pdf, "typesetter", missing)
    with package_of(archived(desk), files) as package:
        assert "公开内容.html" in package.namelist()
        assert manifest_of(package)["说明"] == [published.NO_PDF]


@pytest.mark.clause("LK-08")
def test_the_decisions_stand_in_it_with_person_time_and_reason(desk, files):
    with package_of(archived(desk), files) as package:
        rows = json.loads(package.read("审批/办理记录.json"))
        page = package.read("审批/办理记录.html").decode()
    assert [row["步骤"] for row in rows] == [
        "提交审核", "审核", "保密审查", "审批", "向社会公开", "结束展示", "归档"
    ]  # fmt: skip
    assert rows[2]["办理人"] == "branch-secrecy" and "保密审查" in page


def test_corrections_stand_beside_what_they_replaced(desk, files):
    item = desk.published_outside(code="1-1", title="原标题")
    item = publish_correction(desk.corrected(item), by=desk.secretary, now=desk.tick())
    with package_of(archived(desk, ended(desk, item)), files) as package:
        assert "原标题" in package.read("正文/第1版.html").decode()
        second = package.read("正文/第2版.html").decode()
    assert "更正后的正文" in second and "更正说明：数字有误" in second


def evidence(desk, record, files, name, content=b"scan"):
    path = f"items/{hashlib.sha256(content).hexdigest()}"
    (files / "items").mkdir(exist_ok=True)
    (files / path).write_bytes(content)
    return Evidence.objects.create(
        record=record, name=name, path=path, content_type="image/png", size=len(content),
        sha256=hashlib.sha256(content).hexdigest(), uploaded_by=desk.clerk, uploaded_at=desk.tick(),
    )  # fmt: skip


def carried_out(desk, item, channel="会议", **fields):
    record, _made = ChannelRecord.objects.update_or_create(
        item=item,
        channel=channel,
        defaults={
            "place": "三楼会议室", "from_on": TODAY, "attendance": 21, "recorded_by": desk.clerk,
            "recorded_at": desk.tick(), **fields,
        },
    )  # fmt: skip
    return record


@pytest.mark.clause("LK-08")
@pytest.mark.clause("JG-09")
def test_channels_evidence_deliveries_and_what_other_apps_give_go_in(desk, files, monkeypatch):
    item = ended(desk)
    record = carried_out(desk, item)
    evidence(desk, record, files, "签到.png")
    Delivery.objects.create(item=item, recipient=desk.clerk, channel="面谈", told_on=TODAY)
    monkeypatch.setattr(parts, "CONTRIBUTORS", [])
    monkeypatch.setattr("catalog.archive.package.description.CONTRIBUTORS", [opinions])
    with package_of(archived(desk, item), files) as package:
        names = package.namelist()
        assert package.read("公开形式/会议/签到.png") == b"scan"
        assert "三楼会议室" in package.read("公开形式/落实情况.html").decode()
        assert "branch-clerk" in package.read("告知/个人告知.html").decode()
        assert package.read("意见/意见建议.json").decode().count("应当早些公开") == 1
    assert "意见/意见建议.html" in names


def opinions(item):
    return parts.record_parts("意见/意见建议", "意见建议", ("意见", "处理"), [("应当早些公开", "采纳")])


def test_a_contributor_is_asked_once_however_often_it_registers(monkeypatch):
    monkeypatch.setattr(parts, "CONTRIBUTORS", [])
    parts.contribute(opinions)
    parts.contribute(opinions)
    assert list(parts.CONTRIBUTORS) == [opinions]


def test_off_catalogue_items_carry_their_work_plan_and_its_filing(desk, files):
    item = desk.registered(code=None, scope="party", limit_kind="immediate", work_plan="先开会后公布")
    item = ended(desk, desk.released_from(item))
    Item.objects.filter(pk=item.pk).update(
        work_plan_filing=Filing.objects.create(
            organization=desk.organization, what="off_catalogue", title="目录外工作方案", to_name="机关党委",
            created_at=desk.tick(), sent_on=TODAY, number="报〔2026〕3号",
        )
    )  # fmt: skip
    with package_of(archived(desk, item), files) as package:
        assert package.read("工作方案/工作方案.txt").decode() == "先开会后公布"
        assert "报〔2026〕3号" in package.read("工作方案/备案.html").decode()


@pytest.mark.clause("YY-11")
def test_archiving_closes_the_task_and_is_on_record(desk):
    record = archived(desk)
    task = Deadline.objects.get(kind="archive")
    assert task.closed_on == TODAY and task.closed_as == "done"
    event = Event.objects.get(action="item.archived")
    assert event.changes["archive_number"] == record.archive_number
    assert Decision.objects.filter(step="archive", version__item=record.item).count() == 1


def test_a_withdrawn_item_is_packed_with_the_reason(desk, files):
    with package_of(archived(desk, desk.withdrawn()), files) as package:
        manifest = manifest_of(package)
        written = json.loads(package.read("事项登记.json"))
    assert "公开后撤回" in manifest["说明"] and written["撤回原因"] == "内容有误"


def test_the_same_content_packs_to_the_same_bytes(desk, files, monkeypatch):
    monkeypatch.setattr(published, "pdf_of", pdf.pdf_of)  # Set twice.
    item = ended(desk, desk.released_from(attached(desk, desk.registered())))
    now, found = desk.tick(), []
    for _ in range(2):
        with pytest.raises(TakenBack), transaction.atomic():
            found.append(archive(item, by=desk.secretary, now=now).sha256)
            raise TakenBack
    assert len(set(found)) == 1


class TakenBack(Exception):
    pass


def test_names_are_the_persons_own_and_never_lead_out_of_the_package(desk, files):
    item = desk.registered()
    item = attached(desk, item, "总结.txt")
    row = Attachment.objects.get()
    for name in ("../../etc/passwd", "总结.TXT", "子目录\\坏.txt"):
        row.pk, row.name = None, name
        row.save()
    record = archived(desk, ended(desk, desk.released_from(item)))
    with package_of(record, files) as package:
        names = package.namelist()
    assert len({name.casefold() for name in names}) == len(names)
    assert not [name for name in names if ".." in name.split("/") or name.startswith("/") or "\\" in name]
    found = {name for name in names if name.startswith("附件/")}
    assert found == {
        "附件/第1版/总结.txt", "附件/第1版/passwd", "附件/第1版/总结（2）.TXT", "附件/第1版/坏.txt"
    } or len(found) == 4  # fmt: skip


def test_a_damaged_or_lost_file_stops_the_packing_in_plain_words(desk, files):
    item = ended(desk, desk.released_from(attached(desk, desk.registered())))
    place = files / Attachment.objects.get().path
    place.write_bytes(b"changed")
    with pytest.raises(ValidationError, match="第1版附件“附表.txt”和上传时不一样了"):
        archived(desk, item)
    place.unlink()
    with pytest.raises(ValidationError, match="找不到了"):
        archived(desk, item)
    assert stored(files) == [] and Item.objects.get(pk=item.pk).state == "display_ended"


@pytest.mark.parametrize("place", ["catalog.archive.archiving.seal", "catalog.archive.package.zip_file.flush_folder"])
def test_a_failure_half_way_leaves_neither_file_nor_row(desk, files, monkeypatch, place):
    item, now = ended(desk), desk.tick()

    def fail(*args, **kwargs):
        raise OSError("disk full")

    with monkeypatch.context() as patch:
        patch.setattr(place, fail)
        with pytest.raises(OSError, match="disk full"):
            archive(item, by=desk.secretary, now=now)
    assert stored(files) == []
    assert not ArchiveRecord.objects.exists() and not Decision.objects.filter(step="archive").exists()
    assert Deadline.objects.get(kind="archive").closed_on is None
    assert archived(desk, item).piece_number == 1


def test_pieces_are_counted_by_organisation_year_and_retention(desk):
    numbers = [archived(desk).archive_number for _ in range(2)]
    numbers.append(archived(desk, retention="permanent").archive_number)
    assert numbers == ["branch-2026-D10-0001", "branch-2026-D10-0002", "branch-2026-Y-0001"]


def test_what_is_packed_next_year_counts_in_the_year_of_its_publication(desk):
    item = ended(desk)
    record = archive(item, by=desk.secretary, now=noon(TODAY + timedelta(days=200)))
    assert record.year == 2026


@pytest.mark.parametrize(
    "kind, important, retention",
    [
        ("fixed", False, "permanent"),
        ("staged", False, "years_30"),
        ("periodic", False, "years_30"),
        ("immediate", False, "years_10"),
        ("immediate", True, "permanent"),
    ],
)
def test_the_retention_is_suggested_by_kind_and_explained(kind, important, retention):
    found, why = suggested_retention(Item(limit_kind=kind, is_important=important))
    assert found == retention and "建议" in why


def test_the_person_decides_the_retention(desk):
    assert archived(desk, retention="years_30").retention == "years_30"
    with pytest.raises(ValidationError, match="请选择保管期限"):
        archived(desk, retention="forever")


def test_only_the_publisher_archives_and_only_once(desk):
    item = ended(desk)
    for person in (desk.clerk, desk.approver, desk.reviewer):
        with pytest.raises(PermissionDenied):
            archive(item, by=person, now=desk.tick())
    archived(desk, item)
    with pytest.raises(NotNow, match="已归档"):
        archived(desk, item)
    assert ArchiveRecord.objects.count() == 1


@pytest.mark.clause("LK-08")
@pytest.mark.parametrize(
    "act",
    [
        lambda item, desk: ask_withdrawal(item, reason="有误", by=desk.secretary, now=desk.tick()),
        lambda item, desk: start_correction(item, note="有误", by=desk.clerk, now=desk.tick()),
        lambda item, desk: save_text(item, title="改", body="改", by=desk.clerk, now=desk.tick()),
        lambda item, desk: attached(desk, item),
        lambda item, desk: change_plan(item, is_important=True, by=desk.clerk, now=desk.tick()),
        lambda item, desk: set_display_until(item, display_until=None, by=desk.secretary, now=desk.tick()),
    ],
)
def test_nothing_about_an_archived_item_can_be_changed(desk, act):
    item = archived(desk).item
    with pytest.raises(NotNow):
        act(item, desk)
    assert Item.objects.get(pk=item.pk).state == "archived"


def run(statement):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.clause("LK-08")
@pytest.mark.parametrize(
    "statement", ["UPDATE catalog_archiverecord SET sha256 = ''", "DELETE FROM catalog_archiverecord"]
)
def test_the_database_refuses_to_change_or_delete_a_record(desk, statement):
    record = archived(desk)
    with pytest.raises(IntegrityError, match=guard.MESSAGE):
        run(statement)
    assert ArchiveRecord.objects.get().sha256 == record.sha256


def test_the_guard_stands_and_can_be_put_back():
    assert guard.missing(connection) == []
    guard.remove(connection)
    assert guard.missing(connection) == sorted(guard.names(connection))
    guard.GUARD.install(connection)
    guard.GUARD.install(connection)
    assert guard.missing(connection) == []


def test_pages_of_attached_pdfs_count_once(desk, files):
    item = desk.registered()
    upload = SimpleUploadedFile("两页.pdf", pdf_of_pages(2))
    add_attachment(item, upload=upload, by=desk.clerk, now=desk.tick())
    item = desk.released_from(Item.objects.get(pk=item.pk))
    item = publish_correction(desk.corrected(item), by=desk.secretary, now=desk.tick())
    assert archived(desk, ended(desk, item)).pages == 3


def pdf_of_pages(count) -> bytes:
    writer, output = PdfWriter(), io.BytesIO()
    for _ in range(count):
        writer.add_blank_page(200, 200)
    writer.write(output)
    return output.getvalue()


@pytest.mark.clause("LK-08")
def test_a_fonds_number_gives_the_national_form_and_changes_nothing_that_is_packed(files):
    committee = make_organization("gongwei", kind="committee")
    desk = Desk(superior=committee)
    before = archived(desk, title="先归档的")
    committee.fonds_number = "Z109"
    committee.save()
    record = archived(desk, title="后归档的")
    assert record.archive_number == "Z109-WS·2026-D10-BRANCH-0002"
    head = manifest_of(package_of(record, files))
    assert (head["档号"], head["全宗号"], head["档案门类代码"], head["机构代码"]) == (
        record.archive_number, "Z109", "WS", "BRANCH"
    )  # fmt: skip
    assert ArchiveRecord.objects.get(pk=before.pk).archive_number == "branch-2026-D10-0001"
    assert record.path.isascii() and list(problems()) == []
    desk.organization.archive_category = "DQ"
    desk.organization.save()
    assert archived(desk, title="换了门类").archive_number == "Z109-DQ·2026-D10-BRANCH-0003"
    for wrong in ({"fonds_number": "z-1"}, {"archive_category": "文书"}):
        with pytest.raises(ValidationError):
            Organization(code="x", name="x", **wrong).clean_fields(exclude=["path", "depth", "numchild"])
