"""Files that are refused: always with a sentence, never with a crash."""

import io
import random
import zipfile

import pytest

from catalog.directory.exchange.reading.read import read_catalogue
from catalog.directory.exchange.tests.files import SHORT_HEADER, docx, packed, xlsx
from disclosure.files.reading import parts
from disclosure.files.reading.errors import UnreadableFile
from disclosure.files.reading.package import kind_of

GOOD_DOCX = docx([SHORT_HEADER, ["甲", "1", "学习", "会议", "定期", "党内", "办公室"]])
GOOD_XLSX = xlsx([SHORT_HEADER, ["甲", "1", "学习", "会议", "定期", "党内", "办公室"]])
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512


def ole(name):
    return OLE + name.encode("utf-16-le") + b"\x00" * 512


def entity_bomb():
    declarations = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "啊" * 10}">' for n in range(9))
    return f'<?xml version="1.0"?><!DOCTYPE document [{declarations}]><document><tbl>&e8;</tbl></document>'


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "空的"),
        (b"\x00\x00\n", "空的"),
        (ole("WordDocument"), "这是旧版 .doc，请另存为 .docx 再上传"),
        (ole("Workbook"), "这是旧版 .xls，请另存为 .xlsx 再上传"),
        (ole("EncryptedPackage"), "打开密码"),
        (OLE, "旧版 Office"),
        (b"%PDF-1.7\n", "PDF"),
        (b"{\\rtf1 }", "RTF"),
        (b"<html><table></table></html>", "网页"),
        (b"PK\x03\x04 nothing", "损坏"),
        (b"\x81\x00\xff\xfe\x01", "编码"),
        ("只有一段话".encode(), "不是 Word、Excel 或 csv"),
        (b"a,b,c\n1,2,3\n", "没有找到表头"),
        (packed(readme_dot_txt="x"), "压缩包里不是"),
        (packed(xl__workbook_dot_bin="x"), ".xlsb"),
        (packed(content_dot_xml="<x/>"), "OpenDocument"),
        (packed(word__document_dot_xml="<not closed"), "损坏"),
        (packed(xl__workbook_dot_xml="<workbook/>"), "损坏"),
        (packed(word__document_dot_xml=entity_bomb()), "实体"),
        (packed(word__document_dot_xml=entity_bomb().encode("utf-16")), "实体"),
        (packed(word__document_dot_xml=b" " * 30_000_000), "压缩比"),
        (packed(word__document_dot_xml="<x/>", a=random.Random(1).randbytes(1000) * 110_000), "100 MB"),
        (b"a" * (20 * 1024 * 1024 + 1), "20 MB"),
    ],
    ids=range(23),
)
def test_what_cannot_be_read_is_refused_with_what_to_do(data, message):
    with pytest.raises(UnreadableFile, match=message):
        read_catalogue(data, "目录.docx")


def test_an_encrypted_zip_is_refused():
    data = bytearray(packed(word__document_dot_xml="<x/>"))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(UnreadableFile, match="密码"):
        read_catalogue(bytes(data), "x.docx")


def test_a_part_that_lies_about_its_size_is_refused():
    data = bytearray(packed(word__document_dot_xml=b"a" * 5000))
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = (10).to_bytes(4, "little")
    with pytest.raises(UnreadableFile):
        read_catalogue(bytes(data), "x.docx")


def lines_of(text):
    return [
        SHORT_HEADER,
        *(["甲", f"{number}", text, "会议", "定期", "党内", text] for number in range(40)),
    ]


@pytest.mark.parametrize(
    "data",
    [
        docx(lines_of("a" * 30_000)),
        xlsx(lines_of("a" * 30_000)),
        "\n".join(",".join(line) for line in lines_of("a" * 30_000)).replace("公开\n", "公开").encode(),
    ],
    ids=["docx", "xlsx", "csv"],
)
def test_tables_of_more_text_than_any_catalogue_are_refused_before_they_are_read(data):
    """A spreadsheet holds a text once for all cells that show it: 15 KB can be hundreds of megabytes."""
    with pytest.raises(UnreadableFile, match="文字太多"):
        read_catalogue(data, "目录")


def test_the_text_of_several_sheets_counts_together():
    def add_sheet(workbook):
        sheet = workbook.create_sheet("二")
        for line in lines_of("a" * 15_000):
            sheet.append(line)

    with pytest.raises(UnreadableFile, match="文字太多"):
        read_catalogue(xlsx(lines_of("a" * 15_000), change=add_sheet), "目录")


@pytest.mark.parametrize("good", [GOOD_DOCX, GOOD_XLSX], ids=["docx", "xlsx"])
def test_parts_of_so_many_elements_that_they_would_fill_the_memory_are_refused(good, monkeypatch):
    read_catalogue(good, "目录")
    monkeypatch.setattr(parts, "MOST_TAGS", 30)
    with pytest.raises(UnreadableFile, match="内容太多"):
        read_catalogue(good, "目录")


@pytest.mark.parametrize("good", [GOOD_DOCX, GOOD_XLSX], ids=["docx", "xlsx"])
def test_truncated_files_are_refused_wherever_they_end(good):
    for length in range(1, len(good), len(good) // 40):
        with pytest.raises(UnreadableFile):
            read_catalogue(good[:length], "x")


@pytest.mark.parametrize("good", [GOOD_DOCX, GOOD_XLSX], ids=["docx", "xlsx"])
@pytest.mark.parametrize("seed", range(20))
def test_damaged_files_are_read_or_refused_but_never_crash(good, seed):
    luck, data = random.Random(seed), bytearray(good)
    for _ in range(seed + 1):
        data[luck.randrange(len(data))] = luck.randrange(256)
    try:
        reading = read_catalogue(bytes(data), "x")
    except UnreadableFile as refusal:
        assert str(refusal)
    else:
        assert [row.content for row in reading.rows] == ["学习"]


@pytest.mark.parametrize("seed", range(12))
def test_parts_with_damaged_xml_never_crash(seed):
    luck = random.Random(seed)
    output = io.BytesIO()
    good = zipfile.ZipFile(io.BytesIO(GOOD_XLSX))
    with zipfile.ZipFile(output, "w") as package:
        for name in good.namelist():
            content = bytearray(good.read(name))
            for _ in range(seed):
                content[luck.randrange(len(content))] = luck.randrange(32, 127)
            package.writestr(name, bytes(content))
    try:
        assert kind_of(output.getvalue()) == "xlsx"
        read_catalogue(output.getvalue(), "x")
    except UnreadableFile as refusal:
        assert str(refusal)
