"""A folder of nasty files, made here: each is refused with one clear sentence, nothing is kept, the server lives on."""

import io
import os
import resource
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from catalog.items.tests.factories import Desk
from disclosure.files.inspection import GIVEN_UP, HOME, Allowance, inspect
from disclosure.files.kinds import FileRefused
from disclosure.files.store import store
from disclosure.files.tests.samples import (
    JPEG,
    OLE,
    PDF,
    PNG,
    docx,
    packed,
    pdf,
    relations,
    with_changed,
    with_member,
    xlsx,
)

SHEET = "xl/worksheets/sheet1.xml"
DOCUMENT = "word/document.xml"


def zip_bomb() -> bytes:
    """A little file that says nothing and unpacks to far more than is allowed."""
    return with_member(docx("x"), "word/media/a.xml", "<a>" + " " * (320 * 1024 * 1024) + "</a>")


def lying_bomb() -> bytes:
    """Its directory says that the member is small."""
    data = bytearray(with_member(docx("x"), "word/big.xml", b"<a/>" + b" " * (4 * 1024 * 1024)))
    size = struct.pack("<L", 4 * 1024 * 1024 + 4)
    at = data.rfind(size)
    data[at : at + 4] = struct.pack("<L", 10)
    return bytes(data)


def nested(levels: int) -> bytes:
    inner = xlsx()
    for _level in range(levels):
        inner = with_member(docx("x"), "word/embeddings/inner.docx", inner)
    return inner


def laughs(package: bytes, part: str) -> bytes:
    entities = '<!DOCTYPE x [<!ENTITY a "' + "哈" * 1000 + '">' + "".join(
        f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefg", "bcdefgh", strict=True)
    ) + "]>"  # fmt: skip
    return with_changed(package, part, lambda _old: f"{entities}<x>&h;</x>")


def deep(package: bytes) -> bytes:
    return with_changed(package, DOCUMENT, lambda _old: "<p>" * 100_000 + "</p>" * 100_000)


def doubled(package: bytes) -> bytes:
    buffer = io.BytesIO(package)
    with zipfile.ZipFile(buffer, "a") as archive, pytest.warns(UserWarning):
        archive.writestr(DOCUMENT, "<x/>")
    return buffer.getvalue()


def macro_enabled(package: bytes) -> bytes:
    return with_changed(package, "[Content_Types].xml", lambda old: old.replace("document.main", "macroEnabled.main"))


LAUNCH = "<< /S /Launch /F (calc.exe) >>"
SCRIPT = "<< /S /JavaScript /JS (app.alert) >>"
TEMPLATE = relations(("rId1", "attachedTemplate", "https://example.org/a.dotm")).replace(
    "/>", ' TargetMode="External"/>'
)
# Name → (content, words of the refusal).
NASTY = {
    "空.pdf": (lambda: b"", "空的"),
    "炸弹.docx": (zip_bomb, "展开后过大"),
    "说谎.docx": (lying_bomb, "损坏|展开后过大"),
    "套娃.docx": (lambda: nested(4), "一层套一层"),
    "实体.docx": (lambda: laughs(docx("x"), DOCUMENT), "XML 实体|损坏"),
    "实体.xlsx": (lambda: laughs(xlsx(), SHEET), "XML 实体|损坏"),
    "很深.docx": (lambda: deep(docx("x")), "损坏"),
    "双胞胎.docx": (lambda: doubled(docx("x")), "内部结构"),
    "出走.docx": (lambda: with_member(docx("x"), "../../etc/passwd"), "内部结构"),
    "绝对.docx": (lambda: with_member(docx("x"), "/etc/passwd"), "内部结构"),
    "密码.docx": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "密码"),
    "旧版.xls": (lambda: OLE, "另存为"),
    "宏.docx": (lambda: with_member(docx("x"), "word/vbaProject.bin"), "宏"),
    "宏改名.docx": (lambda: macro_enabled(docx("x")), "宏"),
    "旧宏.xlsx": (lambda: with_member(xlsx(), "xl/macrosheets/sheet1.xml", "<x/>"), "宏"),
    "控件.docx": (lambda: with_member(docx("x"), "word/activeX/activeX1.bin"), "控件"),
    "对象.docx": (lambda: with_member(docx("x"), "word/embeddings/oleObject1.bin", OLE), "嵌入"),
    "程序.docx": (lambda: with_member(docx("x"), "word/media/a.png", b"MZ" + b"\0" * 99), "嵌入"),
    "远方模板.docx": (lambda: with_member(docx("x"), "word/_rels/settings.xml.rels", TEMPLATE), "别处"),
    "压缩包.zip": (lambda: packed({"a.txt": "x"}), "压缩包"),
    "压缩包.docx": (lambda: packed({"a.txt": "x"}), "压缩包"),
    "压缩包.rar": (lambda: b"Rar!\x1a\x07\0" + b"\0" * 50, "压缩包"),
    "截断.docx": (lambda: docx("x")[:-300], "不完整|损坏"),
    "截断.xlsx": (lambda: xlsx()[:500], "不完整"),
    "截断.pdf": (lambda: PDF[:-40], "不完整"),
    "截断.png": (lambda: PNG[:-20], "不完整"),
    "截断.jpg": (lambda: JPEG[: len(JPEG) // 2], "不完整"),
    "空壳.pdf": (lambda: b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF", "不完整|没有页面"),
    "两用.pdf": (lambda: PDF + packed({"a.txt": "x"}), "夹带"),
    "两用.png": (lambda: PNG + packed({"a.txt": "x"}), "夹带"),
    "两用.jpg": (lambda: JPEG + PDF, "夹带"),
    "两用.docx": (lambda: b"MZ" + b"\0" * 100 + docx("x"), "夹带"),
    "加密.pdf": (lambda: PDF.replace(b"trailer\n<<", b"trailer\n<< /Encrypt 5 0 R"), "密码"),
    "脚本.pdf": (lambda: pdf(catalog=f"/OpenAction {SCRIPT}"), "自动运行"),
    "启动.pdf": (lambda: pdf(catalog=f"/OpenAction {LAUNCH}"), "自动运行"),
    "夹带.pdf": (lambda: pdf(catalog="/Names << /EmbeddedFiles << /Names [] >> >>"), "夹带"),
    "改名.docx": (lambda: PDF, "扩展名"),
    "改名.pdf": (lambda: PNG, "扩展名"),
    "图.svg": (lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>", "网页和 SVG"),
    "网页.txt": (lambda: b"<html><script>alert(1)</script></html>", "网页"),
    "网页.html": (lambda: "说明".encode(), "网页"),
    "程序.txt": (lambda: b"MZ\x90\0\3" + b"\0" * 50, "认不出"),
    "长" * 130 + ".pdf": (lambda: PDF, "文件名超过"),
    "名单13812341234.pdf": (lambda: PDF, "文件名里有手机号"),
    "../../出走.pdf": (lambda: PDF, "路径"),
}


@pytest.mark.clause("JG-01")
@pytest.mark.parametrize("name", NASTY)
def test_a_nasty_file_is_refused_with_one_sentence_and_nothing_is_kept(name, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    make, words = NASTY[name]
    with pytest.raises(FileRefused, match=words) as refused:
        store([make()], name)
    assert len(str(refused.value)) < 100 and "Error" not in str(refused.value)
    assert [path for path in Path(tmp_path).rglob("*") if path.is_file()] == []


def test_the_inspector_starts_with_neither_django_nor_celery():
    """Every file waits for it."""
    code = "import disclosure.files.inspection, sys; print({'celery', 'django'} & sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", code], cwd=HOME, capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_a_file_that_takes_too_long_is_refused_and_not_taken_unread(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(docx("第三季度党费收缴情况。"))
    with pytest.raises(FileRefused) as refused:
        inspect(path, "长.docx", allowance=Allowance(0))
    assert str(refused.value) == GIVEN_UP


def test_files_that_come_together_share_one_allowance(tmp_path):
    path, allowance = tmp_path / "file", Allowance(5)
    path.write_bytes(b"one")
    for _turn in range(2):
        before = allowance.left
        inspect(path, "一.txt", allowance=allowance)
        assert allowance.left < before
    allowance.left = 0.01
    inspect(path, "一.txt", allowance=allowance)
    with pytest.raises(FileRefused, match="查不完"):
        inspect(path, "一.txt", allowance=allowance)


def test_a_file_that_needs_too_much_memory_takes_only_its_own_process_down(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(
        with_member(docx("x"), "customXml/large.xml", f"<a>{''.join(f'<b>{n}</b>' for n in range(1_000_000))}</a>")
    )
    with pytest.raises(FileRefused) as refused:
        inspect(path, "大.docx", memory=200 * 1024 * 1024)
    assert str(refused.value) == GIVEN_UP


def test_200_megabytes_are_neither_kept_nor_held_in_memory(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(FileRefused, match="超过50MB"):
        store((os.urandom(1024 * 1024) for _ in range(200)), "大.pdf")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50 * 1024
    assert [path for path in Path(tmp_path).rglob("*") if path.is_file()] == []


@pytest.mark.django_db
def test_an_upload_over_the_limit_is_answered_with_a_sentence_on_the_same_page(settings, tmp_path):
    settings.MEDIA_ROOT, settings.ATTACHMENT_MAX_BYTES = tmp_path, 200_000
    desk = Desk()
    item = desk.registered()
    client = Client()
    client.force_login(desk.clerk)
    answer = client.post(
        f"/admin/catalog/item/{item.pk}/files/", {"file": SimpleUploadedFile("大.txt", b"x" * 900_000)}
    )
    assert answer.status_code == 200
    assert "不能上传" in answer.content.decode() and "召开组织生活会" in answer.content.decode()
    assert item.working_version.attachments.count() == 0
