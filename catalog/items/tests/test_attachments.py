"""Attachments: what may be attached, where it is kept, who may read it."""

import io
import zipfile
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from catalog.items.actions.attaching import add_attachment, remove_attachment
from catalog.items.actions.publishing import publish_correction, start_correction
from catalog.items.models import Attachment
from catalog.items.public.views.attachment import readable_attachments
from catalog.items.tests.factories import TODAY, Desk, publication_blockers
from disclosure.files.serving import file_of
from disclosure.files.store import clean_name
from disclosure.files.tests.samples import JPEG, OLE, PDF, PNG, docx, packed, saved, with_member, xlsx
from disclosure.organizations.tests.factories import make_member, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.portable]


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def desk():
    return Desk()


def zipped(name="a.txt"):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, b"x")
    return buffer.getvalue()


def encrypted(package):
    """The same package with every member marked as encrypted."""
    data = bytearray(package)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        found = data.find(mark)
        while found >= 0:
            data[found + place] |= 1
            found = data.find(mark, found + 4)
    return bytes(data)


def attach(desk, item, content, name="附件.pdf"):
    return add_attachment(item, upload=SimpleUploadedFile(name, content), by=desk.clerk, now=desk.tick())


@pytest.mark.parametrize(
    ("name", "content", "content_type"),
    [
        ("公示.pdf", PDF, "application/pdf"),
        ("照片.JPEG", JPEG, "image/jpeg"),
        ("照片.png", PNG, "image/png"),
        ("说明.txt", "说明".encode(), "text/plain"),
        ("说明.txt", "说明".encode("gb18030"), "text/plain"),
        ("名单.csv", "姓名,金额\n".encode(), "text/csv"),
        ("方案.docx", docx("方案"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("名单.xlsx", xlsx("名单"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ],
)
def test_documents_are_taken_by_what_they_are(desk, name, content, content_type):
    attachment = attach(desk, desk.registered(), content, name)
    assert (attachment.name, attachment.content_type, attachment.size) == (name, content_type, len(content))
    assert file_of(attachment).read_bytes() == content
    assert attachment.path == f"items/{attachment.sha256[:2]}/{attachment.sha256}"


@pytest.mark.parametrize(
    ("name", "content", "advice"),
    [
        ("空.pdf", b"", "空的"),
        ("程序.pdf", b"MZ\x90\0" + b"\0" * 50, "认不出"),
        ("改名.pdf", PNG, "扩展名"),
        ("改名.docx", xlsx("x"), "扩展名"),
        ("没有扩展名", PDF, "扩展名"),
        ("旧.doc", OLE, "另存为"),
        ("加密.docx", OLE, "密码"),
        ("加密.docx", encrypted(docx("x")), "密码"),
        ("加密.pdf", PDF.replace(b"trailer\n<<", b"trailer\n<< /Encrypt 5 0 R"), "加了密码"),
        ("宏.docx", with_member(docx("x"), "word/vbaProject.bin"), "宏"),
        ("包.zip", zipped(), "压缩包"),
        ("包.docx", zipped("word/document.xml"), "压缩包"),
        ("两种.docx", with_member(docx("x"), "xl/workbook.xml"), "压缩包"),
        ("截断.docx", docx("x")[:400], "不完整"),
        ("损坏.docx", "损坏".encode() + docx("x")[-22:], "损坏"),
        ("新版.docx", docx("x").replace(b"PK\x01\x02\x14\x03\x14", b"PK\x01\x02\x14\x03\xeb"), "损坏"),
    ],
)
def test_what_may_not_be_attached_is_refused_with_advice_and_leaves_nothing(desk, files, name, content, advice):
    item = desk.registered()
    with pytest.raises(ValidationError, match=advice):
        attach(desk, item, content, name)
    assert not Attachment.objects.exists()
    assert [path for path in Path(files).rglob("*") if path.is_file()] == []


def test_a_file_over_the_limit_is_refused(desk, files, settings):
    settings.ATTACHMENT_MAX_BYTES = 1024
    with pytest.raises(ValidationError, match="超过"):
        attach(desk, desk.registered(), PDF + b" " * 2000)
    assert [path for path in Path(files).rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\公示\\方案.docx", "方案.docx"),
        ("方案\u202exslx.pdf", "方案xslx.pdf"),
        ("换\n行\0.pdf", "换行.pdf"),
        (".pdf", "附件.pdf"),
        ("..", "附件"),
        ('a"b<c>.pdf', "a_b_c_.pdf"),
        ("长" * 300 + ".pdf", "长" * 120 + ".pdf"),
    ],
)
def test_a_file_name_is_a_name_and_nothing_more(given, kept):
    assert clean_name(given) == kept


def test_the_same_name_twice_is_refused_and_the_same_content_kept_once(desk, files):
    item = desk.registered()
    attach(desk, item, PDF, "一.pdf")
    with pytest.raises(ValidationError, match="同名"):
        attach(desk, item, PDF, "一.pdf")
    attach(desk, item, PDF, "二.pdf")
    assert len([path for path in Path(files).rglob("*") if path.is_file()]) == 1


def test_a_correction_carries_the_attachments_along_and_may_drop_them(desk):
    item = desk.registered(code="1-1")
    attach(desk, item, PDF)
    item = desk.released_from(item)
    item = start_correction(item, note="换附件", by=desk.clerk, now=desk.tick())
    (copy,) = item.working_version.attachments.all()
    remove_attachment(item, attachment=copy, by=desk.clerk, now=desk.tick())
    assert item.published_version.attachments.count() == 1
    assert item.working_version.attachments.count() == 0
    with pytest.raises(ValidationError):
        kept = item.published_version.attachments.get()
        remove_attachment(item, attachment=kept, by=desk.clerk, now=desk.tick())


def test_an_attachment_is_read_by_whoever_reads_the_item_and_by_its_desk(desk):
    member, stranger = make_person("member"), Desk("stranger")
    make_member(member, desk.organization)
    item = desk.registered(code="1-2")
    attachment = attach(desk, item, PDF)
    readers = {
        "desk": desk.reviewer,
        "member": member,
        "stranger": stranger.clerk,
        "passer-by": AnonymousUser(),
    }

    def reading():
        return {name for name, user in readers.items() if attachment in readable_attachments(user, TODAY)}

    assert reading() == {"desk"}
    item = desk.published_inside(desk.approved(desk.checked(desk.submitted(item))))
    assert reading() == {"desk", "member"}
    item = desk.published_outside(item)
    assert reading() == {"desk", "member", "stranger", "passer-by"}
    item = desk.withdrawn(item)
    assert reading() == {"desk"}


def test_a_file_of_a_superseded_text_is_read_at_the_desk_alone(desk):
    item = desk.registered(code="1-1")
    old = attach(desk, item, PDF)
    item = publish_correction(desk.corrected(desk.released_from(item)), by=desk.secretary, now=desk.tick())
    new = item.published_version.attachments.get()
    assert set(readable_attachments(AnonymousUser(), TODAY)) == {new}
    assert set(readable_attachments(desk.clerk, TODAY)) == {old, new}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("名单.docx", docx("联系人", "电话13812341234")),
        ("名单.xlsx", xlsx("电话13812341234")),
        ("名单.txt", "电话13812341234".encode("gb18030")),
    ],
)
def test_personal_data_in_an_attachment_blocks_publication(desk, name, content):
    item = desk.registered()
    attachment = attach(desk, item, content, name)
    (found,) = attachment.personal_data
    assert (found["kind"], found["mask"]) == ("mobile_phone", "138****1234")
    assert "13812341234" not in str(attachment.personal_data)
    sentences = [row.message for row in publication_blockers(item, by=None, on=TODAY, stage="inside")]
    assert any(f"附件“{name}”" in sentence and "手机号138****1234" in sentence for sentence in sentences)


def test_a_number_split_over_text_runs_is_found(desk):
    document = Document()
    paragraph = document.add_paragraph("电话138")
    paragraph.add_run("1234").bold = True
    paragraph.add_run("1234")
    assert attach(desk, desk.registered(), saved(document), "名单.docx").personal_data


def damaged(package):
    """Every compressed byte of the text spoilt; the directory of members stays whole."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        member = archive.getinfo("word/document.xml")
    start = member.header_offset + 30 + len(member.filename)
    return package[:start] + b"\xff" * member.compress_size + package[start + member.compress_size :]


def test_a_document_whose_text_is_damaged_is_refused(desk):
    with pytest.raises(ValidationError, match="损坏"):
        attach(desk, desk.registered(), damaged(docx("电话13812341234")), "方案.docx")


def test_text_that_is_no_markup_at_all_is_refused_in_one_pass(desk):
    document = "<w:p>" + "<" * 300_000 + "电话13812341234</w:p>"
    broken = packed({"[Content_Types].xml": "<Types/>", "word/document.xml": document})
    with pytest.raises(ValidationError, match="损坏"):
        attach(desk, desk.registered(), broken, "方案.docx")
