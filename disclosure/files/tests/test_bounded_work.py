"""What a file costs is counted, not timed: bytes unpacked, characters searched, bytes that draw. Small limits, small files."""

import io
import re
import struct
import zipfile
import zlib

import pytest
from PIL import Image, PngImagePlugin

from disclosure.files import inspection, kinds
from disclosure.files.inspection import look_through
from disclosure.files.sensitive_data import batches
from disclosure.files.sensitive_data.marks import ALONE
from disclosure.files.sensitive_data.search import find
from disclosure.files.tests.samples import assembled, docx, packed, pptx, with_changed, with_member, xlsx
from disclosure.files.text_extraction import office, packages, pdf_pages, word

KILO = 1024
UNPACKED, SEARCHED, DRAWN = 900 * KILO, 100 * KILO, 50 * KILO
SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
CELL = '<c r="A1" t="s"><v>0</v></c>'


def numbers(most: int) -> str:
    """Text that packs no better than text does."""
    return " ".join(map(str, range(most)))


def repeated(pattern: str, most: int) -> str:
    return "".join(pattern.format(number) for number in range(2, most)).replace("!", '"')


def nested(levels: int) -> bytes:
    inner = xlsx()
    for _level in range(levels):
        inner = with_member(docx("x"), "word/embeddings/inner.docx", inner)
    return inner


def overlapping() -> bytes:
    """Hundreds of entries of the directory that lead to one piece of data."""
    data = with_member(docx("x"), "word/a.xml", f"<a>{numbers(2000)}</a>")
    end = data.rindex(b"PK\x05\x06")
    count, size, start = struct.unpack("<HLL", data[end + 10 : end + 20])
    entry = data[data.rindex(b"PK\x01\x02") : end]
    more = b"".join(entry.replace(b"word/a.xml", b"word/%04d" % number + b"x") for number in range(900))
    tail = struct.pack("<HHLL", count + 900, count + 900, size + len(more), start)
    return data[:end] + more + data[end : end + 8] + tail + data[end + 20 :]


def lying() -> bytes:
    data = bytearray(with_member(docx("x"), "word/big.xml", f"<a>{numbers(30_000)}</a>"))
    size = struct.pack("<L", len(f"<a>{numbers(30_000)}</a>"))
    at = data.rfind(size)
    data[at : at + 4] = struct.pack("<L", 10)
    return bytes(data)


def shown_by_many_cells() -> bytes:
    return with_changed(with_member(xlsx(), STRINGS, f"<sst><si><t>{numbers(2000)}</t></si></sst>"), SHEET, lambda old: re.sub("<sheetData>.*</sheetData>", f"<sheetData><row>{CELL * 400}</row></sheetData>", old))  # fmt: skip


def listed_often() -> bytes:
    show = '<p:sldId id="256" r:id="rId1"/>'
    return with_changed(pptx(numbers(3000)), "ppt/presentation.xml", lambda old: old.replace(show, show * 200))


def png(width: int, height: int) -> bytes:
    """Of a size that only its head knows."""
    parts = [(b"IHDR", struct.pack("!LLBBBBB", width, height, 8, 0, 0, 0, 0)), (b"IDAT", zlib.compress(b"\0")), (b"IEND", b"")]  # fmt: skip
    rows = (struct.pack("!L", len(data)) + name + data + struct.pack("!L", zlib.crc32(name + data)) for name, data in parts)  # fmt: skip
    return b"\x89PNG\r\n\x1a\n" + b"".join(rows)


def png_with_text() -> bytes:
    said = PngImagePlugin.PngInfo()
    said.add_text("Comment", "x" * 3_000_000, zip=True)
    buffer = io.BytesIO()
    Image.new("L", (1, 1)).save(buffer, "PNG", pnginfo=said)
    return buffer.getvalue()


def pdf_of(pages: int, stream: bytes, entries: str = "") -> bytes:
    """Pages that all show one stream."""
    kids = " ".join(f"{4 + number} 0 R" for number in range(pages))
    body = f"<< /Length {len(stream)} {entries} >>\nstream\n{stream.decode('latin-1')}\nendstream"
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>", body]
    page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Resources << >> /Contents 3 0 R >>"
    return assembled([*objects, *[page] * pages]).replace(b"/Info 4 0 R", b"")


def packed_pdf(size: int) -> bytes:
    return pdf_of(1, zlib.compress(b"0 g " * (size // 4)), "/Filter /FlateDecode")


# Name → what is in it. None of them is large on the line.
BAD = {
    "几十兆的零.docx": lambda: with_member(docx("x"), "word/media/a.bin", b"\0" * 6_000_000),
    "没有名堂的字节.docx": lambda: with_member(docx("x"), "word/media/a.bin", numbers(30_000)),
    "都是数字.docx": lambda: with_member(docx("x"), "customXml/a.txt", numbers(30_000)),
    "一个元素.docx": lambda: with_member(docx("x"), "customXml/a.xml", f"<a>{numbers(30_000)}</a>"),
    "很多小元素.docx": lambda: with_member(docx("x"), "customXml/a.xml", f"<a>{'<b>1</b>' * 90_000}</a>"),
    "很多属性.docx": lambda: with_member(docx("x"), "customXml/a.xml", f"<a>{repeated('<b v=!1{}2!/>', 20_000)}</a>"),
    "很长的一行.docx": lambda: with_changed(docx("x"), "word/document.xml", lambda old: old.replace("<w:body>", f"<w:body><w:tbl><w:tr>{'<w:tc><w:p><w:r><w:t>一格</w:t></w:r></w:p></w:tc>' * 20_000}</w:tr></w:tbl>")),
    "一万个部分.docx": lambda: packed({"[Content_Types].xml": "<Types/>", **{f"word/{n}.xml": "<a/>" for n in range(10_000)}}),
    "套娃.docx": lambda: nested(4),
    "重叠.docx": overlapping,
    "说谎.docx": lying,
    "很深.docx": lambda: with_member(docx("x"), "customXml/a.xml", "<a>" * 5_000 + "</a>" * 5_000),
    "实体.docx": lambda: with_member(docx("x"), "customXml/a.xml", '<!DOCTYPE a [<!ENTITY b "哈哈">]><a>&b;</a>'),
    "空白的行.xlsx": lambda: with_changed(xlsx(), SHEET, lambda old: old.replace("</sheetData>", f"{repeated('<row r=!{0}!><c r=!A{0}! s=!1!/></row>', 30_000)}</sheetData>")),
    "许多格一串字.xlsx": shown_by_many_cells,
    "一页放两百遍.pptx": listed_often,
    "很大的图.png": lambda: png(30_000, 30_001),
    "图里的字.png": png_with_text,
    "许多页一张画.pdf": lambda: pdf_of(200, b"0 g " * 200),
    "一页画不完.pdf": lambda: packed_pdf(4_000_000),
    "自己套自己.pdf": lambda: pdf_of(1, b"").replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]"),
    "换行.txt": lambda: b"\n" * 200_000,
    "一格很长.csv": lambda: b'"' + b"x," * 200_000,
    "很多列.csv": lambda: ("住址," * 9_000 + "\n" + "1," * 9_000).encode(),
}  # fmt: skip


@pytest.fixture
def work(monkeypatch):
    """The limits made small, and what was done under them: bytes unpacked, characters searched."""
    # As the typesetter leaves it.
    monkeypatch.setattr("PIL.ImageFile.LOAD_TRUNCATED_IMAGES", True)
    done = {"unpacked": 0, "searched": 0}

    def counted_read(self, size=-1):
        data = read(self, size)
        done["unpacked"] += len(data)
        return data

    def counted_find(text, *rest):
        done["searched"] += len(text)
        return find(text, *rest)

    read = zipfile.ZipExtFile.read
    monkeypatch.setattr(zipfile.ZipExtFile, "read", counted_read)
    monkeypatch.setattr(batches, "find", counted_find)
    for module in (kinds, packages):
        monkeypatch.setattr(module, "UNPACKED_MOST", UNPACKED)
    monkeypatch.setattr(inspection, "CHARACTERS_MOST", SEARCHED)
    monkeypatch.setattr(office, "RAW_MOST", SEARCHED)
    monkeypatch.setattr(pdf_pages, "DRAWING_MOST", DRAWN)
    return done


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_asks_for_more_work_than_any_honest_one_is_refused(name, tmp_path, work):
    path = tmp_path / "file"
    path.write_bytes(BAD[name]())
    work.update(unpacked=0, searched=0)
    answer = look_through(path, name)
    assert re.match(r"[“\u4e00-\u9fff].*。$", answer.get("refused", "")), answer
    assert "Error" not in answer["refused"]
    assert work["unpacked"] <= UNPACKED + 64 * KILO
    assert work["searched"] <= SEARCHED


def test_what_passes_is_what_people_send(tmp_path, work):
    for name, data in {"年报.docx": docx("党费收缴情况。"), "名单.xlsx": xlsx(), "一.txt": "一\n二\n".encode()}.items():
        path = tmp_path / "file"
        path.write_bytes(data)
        assert look_through(path, name)["findings"] == []


def test_the_same_again_and_again_is_not_looked_at_to_the_end(monkeypatch):
    read = []
    monkeypatch.setattr(batches, "find", lambda text: read.append(len(text)) or find(text))
    found = [*batches.findings_in_passages([("正文", "13812341234，" * 1_000_000, "")])]
    assert (found[0]["kind"], found[-1]["kind"]) == ("mobile_phone", "too_many")
    assert sum(read) < 12 * batches.FOUND_MOST + 2 * batches.CHARACTERS


def test_what_stands_where_a_long_text_is_parted_is_found():
    before = "字" * (batches.CHARACTERS - 5)
    found = [*batches.findings_in_passages([("正文", f"{before}13812341234。", "")])]
    assert [row["mask"] for row in found] == ["138****1234"]


def test_a_mark_is_looked_for_line_by_line():
    """A pattern that ran over the ends of lines read a text of nothing else once for each of them."""
    assert all("\n" not in match.group() for match in ALONE.finditer("\n\n机密\n\n 绝密 \n\n"))
    assert len([*ALONE.finditer("\n\n机密\n\n 绝密 \n\n")]) == 2


def test_the_cells_of_a_row_are_counted_once(tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(word, "local", lambda node, local=word.local: asked.append(node) or local(node))
    row = "<w:tr>" + "<w:tc><w:p><w:r><w:t>一格</w:t></w:r></w:p></w:tc>" * 400 + "</w:tr>"
    path = tmp_path / "file"
    path.write_bytes(with_changed(docx("x"), "word/document.xml", lambda old: old.replace("<w:body>", f"<w:body><w:tbl>{row}</w:tbl>")))  # fmt: skip
    assert "refused" not in look_through(path, "表.docx")
    assert len(asked) < 400 * 12
