"""四性检测: each property is really looked at, and what is wrong or not looked at is said."""

import json
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from catalog.archive.archiving import archive
from catalog.archive.models import ArchiveRecord
from catalog.archive.package.four_properties import (
    FAILED,
    LEFT_OUT,
    PASSED,
    REPORT,
    SAFE,
    TRUE,
    USABLE,
    WHOLE,
    checks_of,
    report_words,
)
from catalog.archive.package.parts import Part
from catalog.items.actions.attaching import add_attachment
from catalog.items.actions.publishing import end_display
from catalog.items.models import Decision, Item
from catalog.items.tests.factories import Desk
from disclosure.files.tests.samples import PDF
from disclosure.organizations.tests.factories import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.portable]


@pytest.fixture
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def desk(files):
    return Desk()


def packed(desk) -> ArchiveRecord:
    item = desk.registered()
    for name, content in (("附表.pdf", PDF), ("说明.txt", "说明".encode())):
        add_attachment(item, upload=SimpleUploadedFile(name, content), by=desk.clerk, now=desk.tick())
    item = desk.released_from(Item.objects.get(pk=item.pk))
    item = end_display(item, by=desk.secretary, reason="已经展示够了", now=desk.tick())
    return archive(item, by=desk.secretary, now=desk.tick())


@pytest.mark.clause("LK-08")
def test_the_report_stands_in_the_package_and_on_the_page(desk, files):
    record = packed(desk)
    package = zipfile.ZipFile(files / record.path)
    rows = json.loads(package.read(f"{REPORT}.json"))
    assert {row["性质"] for row in rows} == {TRUE, WHOLE, USABLE, SAFE}
    assert {row["结果"] for row in rows if row["检测什么"] != "没有病毒"} == {PASSED}
    assert [row["结果"] for row in rows if row["检测什么"] == "没有病毒"] == [LEFT_OUT] * 2
    assert f"{REPORT}.html" in package.namelist()
    words = report_words(record)
    assert words == f"{len(rows) - 2} 项通过，2 项没有检测"
    assert words in client_of(desk.secretary).get(f"/admin/catalog/archiverecord/{record.pk}/change/").text


def failed(record, parts) -> set[tuple[str, str]]:
    return {(check.of, check.subject) for check in checks_of(record, parts) if check.result == FAILED}


def test_what_is_wrong_does_not_pass(desk, files, settings, monkeypatch):
    record = packed(desk)
    other = files / "other"
    other.write_bytes(b"MZ not a document")
    parts = [
        Part("公开内容.pdf", "", b"%PDF-1.7 broken"),
        Part("正文/第一版.html", "", b"\xff"),
        Part("附件/第一版/附表.pdf", "", other, "0" * 64),
    ]
    record.title, record.pages = "别的", 0
    text = record.item.published_version
    Decision.objects.filter(version=text, step=Decision.Step.APPROVE).update(by=text.saved_by)
    assert failed(record, parts) == {
        (TRUE, "附件/第一版/附表.pdf"),
        (TRUE, "别的"),
        (TRUE, f"{text.words}审批"),
        (WHOLE, "页数"),
        (WHOLE, "审批/办理记录"),
        (WHOLE, "事项登记"),
        (WHOLE, "1 件"),
        (USABLE, "公开内容.pdf"),
        (USABLE, "正文/第一版.html"),
        (USABLE, "附件/第一版/附表.pdf"),
    }
    settings.CLAMD = "127.0.0.1:3310"
    monkeypatch.setattr("disclosure.files.scan.ask", lambda *given: "stream: Eicar FOUND")
    assert (SAFE, "附件/第一版/附表.pdf") in failed(record, parts)
