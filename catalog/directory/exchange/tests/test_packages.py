"""Office packages as other programs write them: other names of parts, other namespaces, older ways of merging."""

import pytest

from catalog.directory.exchange.reading.read import read_catalogue
from catalog.directory.exchange.tests.files import docx, packed, raw_cells, raw_docx, repacked, strict, xlsx
from disclosure.files.reading.errors import UnreadableFile
from disclosure.files.reading.package import kind_of

HEAD = ["序号", "公开内容", "公开范围", "公开形式", "公开时限"]
ROWS = [["1", "学习情况", "社会", "会议、文件", "定期"], ["2", "换届选举", "党内", "会议", "即时"]]
READ = [
    ("1", "", "", "学习情况", ("社会",), ("会议", "文件"), "定期", (), ""),
    ("2", "", "", "换届选举", ("党内",), ("会议",), "即时", (), ""),
]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512


def fields(reading):
    return [row.fields for row in reading.rows]


@pytest.mark.parametrize("write", [docx, xlsx])
def test_strict_open_xml_is_read(write):
    data = write([HEAD, *ROWS])
    assert b"purl.oclc.org" not in data
    assert fields(read_catalogue(strict(data))) == fields(read_catalogue(data)) == READ


def test_merged_and_hidden_cells_of_a_strict_workbook_are_read():
    def hide(workbook):
        workbook.active.row_dimensions[3].hidden = True

    data = xlsx([HEAD, *ROWS, ["3", "党费收缴", None, "会议", "定期"]], merges=["C2:C4"], change=hide)
    assert [(row.content, row.scope) for row in read_catalogue(strict(data)).rows] == [
        ("学习情况", ("社会",)),
        ("党费收缴", ("社会",)),
    ]


@pytest.mark.parametrize("name", ["word/document2.xml", "word/document22.xml", "content/main.xml"])
def test_the_main_part_is_found_by_its_relationship(name):
    def rename(part, content):
        content = content.replace(b"word/document.xml", name.encode())
        return (name if part == "word/document.xml" else part), content

    decoy = "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'/>"
    data = repacked(docx([HEAD, *ROWS]), rename)
    assert fields(read_catalogue(data)) == READ
    assert fields(read_catalogue(with_part(data, "word/document0.xml", decoy))) == READ


def with_part(data, name, content):
    parts = []

    def note(part, old):
        parts.append((part, old))
        return part, old

    repacked(data, note)
    added = {part.replace("/", "__").replace(".", "_dot_"): old for part, old in [*parts, (name, content)]}
    return packed(**added)


def test_the_workbook_is_found_by_its_relationship():
    def rename(part, content):
        content = content.replace(b"xl/workbook.xml", b"xl/workbook2.xml")
        part = part.replace("xl/workbook.xml", "xl/workbook2.xml").replace(
            "xl/_rels/workbook.xml", "xl/_rels/workbook2.xml"
        )
        return part, content

    assert fields(read_catalogue(repacked(xlsx([HEAD, *ROWS]), rename))) == READ


def test_a_presentation_is_no_catalogue():
    relations = (
        "<Relationships><Relationship Type='http://x/officeDocument' Target='ppt/presentation.xml'/></Relationships>"
    )
    data = packed(_rels___dot_rels=relations, ppt__presentation_dot_xml="<presentation/>")
    with pytest.raises(UnreadableFile, match="压缩包里不是 Word 或 Excel 文件"):
        kind_of(data)


def test_a_title_merged_by_the_old_attribute_is_one_cell():
    merged = raw_cells("一、组织建设", properties='<w:hMerge w:val="restart"/>')
    merged += raw_cells("", "", "", "", properties="<w:hMerge/>")
    data = raw_docx(raw_cells(*HEAD), merged, raw_cells(*ROWS[0]), raw_cells(*ROWS[1]))
    assert [(row.category, *row.fields[3:]) for row in read_catalogue(data).rows] == [
        ("一、组织建设", *READ[0][3:]),
        ("一、组织建设", *READ[1][3:]),
    ]


def test_the_reading_above_a_character_is_no_text():
    ruby = (
        "<w:r><w:ruby><w:rt><w:r><w:t>dǎng fèi</w:t></w:r></w:rt>"
        "<w:rubyBase><w:r><w:t>党费</w:t></w:r></w:rubyBase></w:ruby></w:r><w:r><w:t>收缴</w:t></w:r>"
    )
    (row,) = read_catalogue(raw_docx(raw_cells(*HEAD), raw_cells("1", ruby, "社会", "会议", "定期"))).rows
    assert row.content == "党费收缴"


def test_the_reading_that_a_web_page_left_in_brackets_is_no_text_but_is_kept_raw():
    text = "序號,公開(kāi)內(nèi)容,公開範(fàn)圍,公開時限\n1,鎮(zhèn)黨(dǎng)委換屆(2026)(A),社會,定期\n"
    (row,) = read_catalogue(text.encode()).rows
    assert (row.content, row.scope, row.limit) == ("鎮黨委換屆(2026)(A)", ("社會",), "定期")
    assert row.raw["content"] == "鎮(zhèn)黨(dǎng)委換屆(2026)(A)"


def test_the_reading_above_characters_of_a_sheet_is_no_text():
    plain = b"<t>\xe5\xad\xa6\xe4\xb9\xa0\xe6\x83\x85\xe5\x86\xb5</t>"  # 学习情况
    reading = b'<rPh sb="0" eb="4"><t>xue xi</t></rPh>'

    def above(name, content):
        return name, content.replace(plain, plain + reading) if name == "xl/sharedStrings.xml" else content

    data = repacked(xlsx([HEAD, *ROWS]), above)
    assert fields(read_catalogue(data)) == READ


@pytest.mark.parametrize(
    ("font", "ticked", "empty"),
    [
        ("Wingdings 2", "R", "£"),
        ("Wingdings", "\xfe", "\xa8"),
        ("宋体", "\uf0fe", "\uf0a8"),
        ("宋体", "\uf052", "\uf0a3"),
    ],
)
def test_boxes_typed_in_a_symbol_font_are_boxes(font, ticked, empty):
    def box(letter):
        return f'<w:r><w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr><w:t>{letter}</w:t></w:r>'

    forms = f"{box(ticked)}<w:r><w:t>会议</w:t></w:r>{box(empty)}<w:r><w:t>文件</w:t></w:r>{box(ticked)}<w:r><w:t>RO网站</w:t></w:r>"
    (row,) = read_catalogue(raw_docx(raw_cells(*HEAD), raw_cells("1", "学习", "社会", forms, "定期"))).rows
    assert row.forms == ("会议", "RO网站")


@pytest.mark.parametrize(
    ("stream", "name", "said"),
    [
        (
            "WordDocument",
            "目录.doc",
            "这是旧版 .doc，请另存为 .docx 再上传.*用 WPS 或 Word 打开.*“Word 文档（\\*.docx）”",
        ),
        ("WordDocument", "目录.wps", "这是WPS 文字 .wps 文件，请另存为 .docx"),
        (
            "Workbook",
            "目录.xls",
            "这是旧版 .xls，请另存为 .xlsx 再上传.*用 WPS 或 Excel 打开.*“Excel 工作簿（\\*.xlsx）”",
        ),
        ("Book", "目录.et", "这是WPS 表格 .et 文件，请另存为 .xlsx"),
    ],
)
def test_an_old_file_is_refused_with_what_to_press(stream, name, said):
    with pytest.raises(UnreadableFile, match=said):
        read_catalogue(OLE + stream.encode("utf-16-le") + b"\x00" * 512, name)
