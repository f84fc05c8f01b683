"""Every corner of a file in which something may stand is searched, and the place is told as a person would."""

import io

import pytest
from docx import Document
from docx.oxml import parse_xml
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from PIL import Image

from disclosure.files.inspection import look_through
from disclosure.files.tests.samples import (
    docx,
    packed,
    pdf,
    picture,
    pptx,
    relations,
    saved,
    with_changed,
    with_member,
    xlsx,
)
from disclosure.files.tests.test_personal_data import NUMBER

PHONE = "13812341234"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.fixture
def searched(tmp_path):
    """Place → mask of what blocks, of a file of the name."""

    def search(content, name):
        (tmp_path / "file").write_bytes(content)
        answer = look_through(tmp_path / "file", name)
        assert "refused" not in answer, answer
        assert PHONE not in str(answer) and NUMBER not in str(answer)
        return {row["place"]: row["mask"] for row in answer["findings"] if row["mask"]}

    return search


def word_with(build):
    document = Document()
    document.core_properties.author = ""
    build(document)
    return saved(document)


def in_table(document):
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 1).text, table.cell(1, 1).text = "家庭住址", "龙口市东莱街道东莱街12号"


def in_box(document):
    run = document.add_paragraph().add_run()
    run._r.append(
        parse_xml(f"<w:pict {W}><w:txbxContent><w:p><w:r><w:t>{PHONE}</w:t></w:r></w:p></w:txbxContent></w:pict>")
    )


def deleted(document):
    document.add_paragraph("留下的")._p.append(
        parse_xml(f'<w:del {W} w:id="1" w:author="a"><w:r><w:delText>{PHONE}</w:delText></w:r></w:del>')
    )


def split_over_runs(document):
    paragraph = document.add_paragraph("电话138")
    paragraph.add_run("1234").bold = True
    paragraph.add_run("1234")


@pytest.mark.parametrize(
    ("build", "place"),
    [
        (lambda document: [document.add_paragraph("一"), document.add_paragraph(PHONE)], "正文第2段"),
        (split_over_runs, "正文第1段"),
        (in_table, "第1个表格第2行"),
        (in_box, "文本框"),
        (deleted, "正文第1段"),
        (lambda document: setattr(document.sections[0].header.paragraphs[0], "text", PHONE), "页眉"),
        (lambda document: setattr(document.sections[0].footer.paragraphs[0], "text", PHONE), "页脚"),
        (lambda document: setattr(document.core_properties, "keywords", PHONE), "文档属性“关键词”"),
        (lambda document: setattr(document.core_properties, "title", PHONE), "文档属性“标题”"),
    ],
)
def test_word_is_searched_everywhere(searched, build, place):
    assert place in searched(word_with(build), "说明.docx")


@pytest.mark.parametrize(
    ("part", "place"),
    [
        ("word/footnotes.xml", "脚注"),
        ("word/comments.xml", "批注"),
        ("customXml/item9.xml", "文件的其他部分"),
        ("word/charts/chart1.xml", "文件的其他部分"),
    ],
)
def test_parts_beside_the_text_are_searched(searched, part, place):
    xml = f"<w:footnotes {W}><w:p><w:r><w:t>{PHONE}</w:t></w:r></w:p></w:footnotes>"
    assert place in searched(with_member(docx("x"), part, xml), "说明.docx")


def test_a_watermark_and_a_custom_property_are_searched(searched):
    mark = '<w:hdr xmlns:w="w" xmlns:v="v"><v:textpath string="机密"/></w:hdr>'
    assert searched(with_member(docx("x"), "word/header9.xml", mark), "说明.docx") == {"页眉": "机密"}
    custom = f'<Properties><property name="联系人"><lpwstr>{PHONE}</lpwstr></property></Properties>'
    assert "文档属性“联系人”" in searched(with_member(docx("x"), "docProps/custom.xml", custom), "说明.docx")


def test_an_authors_name_is_a_hint(tmp_path):
    document = Document()
    document.core_properties.author = "张三丰"
    (tmp_path / "a").write_bytes(saved(document))
    assert look_through(tmp_path / "a", "a.docx")["findings"] == [
        {"kind": "author", "mask": "张**", "place": "文档属性“作者”", "excerpt": ""}
    ]


def test_excel_is_searched_in_hidden_sheets_comments_names_and_headers(searched):
    book = Workbook()
    first, hidden = book.active, book.create_sheet("底稿")
    hidden.sheet_state = "hidden"
    hidden["B7"] = PHONE
    first["A1"] = int(PHONE)
    first["C3"] = '="电话"&"13912341234"'
    first["D4"].comment = Comment("联系13712341234", "a")
    first["E1"], first["E2"] = "家庭住址", "龙口市东莱街道东莱街12号"
    first.oddHeader.center.text = "内部资料"
    book.defined_names["联系人"] = DefinedName("联系人", attr_text='"13612341234"')
    found = searched(saved(book), "名单.xlsx")
    assert found["工作表“底稿”（隐藏） B7"] == "138****1234"
    assert found["工作表“Sheet” A1"] == "138****1234"
    assert found["工作表“Sheet” C3 的公式"] == "139****1234"
    assert found["批注 D4"] == "137****1234"
    assert found["工作表“Sheet” E2"] == "龙口市东莱街道"
    assert found["工作表“Sheet”页眉页脚"] == "内部资料"
    assert found["名称定义"] == "136****1234"


def test_powerpoint_is_searched_with_its_notes_and_hidden_pages(searched):
    assert searched(pptx(PHONE, notes=NUMBER, show="0"), "汇报.pptx") == {
        "第1页幻灯片（隐藏）": "138****1234",
        "第1页备注": "37*************019",
    }


def test_a_sheet_embedded_in_a_document_is_opened(searched):
    outer = with_member(docx("x"), "word/embeddings/book.xlsx", xlsx(PHONE))
    assert "嵌入的文件工作表“Sheet” A1" in searched(outer, "说明.docx")
    archive = packed({"名单.txt": PHONE})
    assert "嵌入的文件第1行" in searched(with_member(docx("x"), "word/embeddings/a.zip", archive), "说明.docx")


def test_pdf_is_searched_in_pages_notes_and_properties(searched):
    note = f"<< /Type /Annot /Subtype /Text /Contents ({PHONE}) /Rect [0 0 1 1] >>"
    found = searched(pdf("first", f"call {PHONE}", info=f"/Keywords ({NUMBER})", more=(note,)), "公示.pdf")
    assert found == {"批注": "138****1234", "文档属性“关键词”": "37*************019", "第2页": "138****1234"}


def test_a_page_without_words_is_reported_as_not_searched(searched):
    assert searched(pdf("words", ""), "扫描.pdf") == {"第2页": "是图片，里面的字没有查"}
    assert searched(picture(), "照片.png") == {"图片": "图片里的字没有查"}


def test_a_photograph_that_knows_where_it_was_taken_gives_a_hint(tmp_path):
    exif = Image.Exif()
    exif[0x8825] = {1: "N"}
    (tmp_path / "a").write_bytes(picture("JPEG", exif=exif))
    assert "photo_place" in [row["kind"] for row in look_through(tmp_path / "a", "a.jpg")["findings"]]


def test_text_and_tables_are_searched_line_by_line(searched):
    assert searched(f"一\n{PHONE}\n".encode(), "名单.txt") == {"第2行": "138****1234"}
    table = "姓名,家庭住址\n张三,龙口市东莱街道东莱街12号\n".encode("gb18030")
    assert searched(table, "名单.csv") == {"第2行": "龙口市东莱街道"}


def test_a_name_in_the_place_is_masked_too(tmp_path):
    book = Workbook()
    book.active.title = PHONE
    book.active["A1"] = NUMBER
    (tmp_path / "a").write_bytes(saved(book))
    assert PHONE not in str(look_through(tmp_path / "a", "a.xlsx"))


def test_many_cells_are_searched_in_batches(searched):
    book = Workbook(write_only=True)
    sheet = book.create_sheet("表")
    for row in range(3000):
        sheet.append([f"第{row}行的内容很平常", row])
    sheet.append(["", PHONE])
    assert searched(saved(book), "表.xlsx") == {"工作表“表” B3001": "138****1234"}


def test_what_a_relation_leads_to_is_searched_too(searched):
    far = relations(("rId9", "hyperlink", f"tel:{PHONE}"))
    assert "文件的其他部分" in searched(
        with_changed(docx("x"), "word/_rels/document.xml.rels", lambda _old: far), "a.docx"
    )


def test_the_words_survive_being_saved_again():
    """The samples are what the libraries write: a document of theirs opens."""
    assert Document(io.BytesIO(docx("一"))).paragraphs[0].text == "一"
