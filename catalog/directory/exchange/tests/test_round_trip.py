"""What is written reads back the same, in every format."""

import csv
import io
from pathlib import Path

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from catalog.directory.exchange.reading.read import read_catalogue
from catalog.directory.exchange.rows import HEADER, LISTS
from catalog.directory.exchange.tests.files import row
from catalog.directory.exchange.write import WRITERS, write_csv
from catalog.directory.exchange.write_docx import write_docx
from catalog.directory.exchange.write_xlsx import write_xlsx
from disclosure.files.reading import cells

SCHEMES = Path(__file__).parents[3] / "schemes"
LETTERS = "党务会议文网站新闻媒体人事科室年月情况、，。；：（）“”《》 \n\tabXY09-=+@＝＋－＠'\"_&<>#,;.()|—／①ＡＢ１"
texts = st.text(LETTERS, max_size=14)


def plain(text):
    cleaned = cells.clean(text)
    return "" if cells.is_nothing(cleaned) else cleaned


words = st.lists(texts, max_size=3).map(lambda given: cells.words("、".join(given)).words)
codes = st.one_of(
    st.just(""), st.integers(1, 40).map(str), st.lists(st.integers(1, 3).map(str), min_size=2, max_size=3).map("-".join)
)
drawn_rows = st.lists(
    st.builds(
        row,
        code=codes,
        category=st.sampled_from(["", "组织管理", "作风建设", "=思想"]) | texts.map(plain),
        subcategory=st.sampled_from(["", "", "学习", "任用"]) | texts.map(plain),
        content=texts.map(plain).filter(bool),
        scope=words,
        forms=words,
        limit=texts.map(plain),
        departments=words,
        person=texts.map(plain),
    ),
    min_size=1,
    max_size=8,
)


def fields(rows):
    return [row.fields for row in rows]


@pytest.mark.parametrize("format", WRITERS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=drawn_rows)
def test_any_rows_read_back_the_same(format, rows):
    written = WRITERS[format](rows, "党务公开目录")
    assert fields(read_catalogue(written, f"目录.{format}").rows) == fields(rows)


@pytest.mark.parametrize("format", WRITERS)
def test_a_subcategory_of_two_nameless_categories_is_written_for_each(format):
    rows = [row(code=code, category="", subcategory="学习", content="计划") for code in ("1-1", "2-1")]
    assert fields(read_catalogue(WRITERS[format](rows, "目录"), f"目录.{format}").rows) == fields(rows)


@given(texts)
def test_words_joined_again_are_the_same_words(text):
    once = cells.words(text).words
    assert cells.words("、".join(once)).words == once


@given(st.text(max_size=20))
def test_cleaning_twice_changes_nothing_more(text):
    assert cells.clean(cells.clean(text)) == cells.clean(text)


@pytest.mark.parametrize("format", WRITERS)
@pytest.mark.parametrize(
    ("slug", "count"),
    [
        pytest.param("longkou", 76, marks=pytest.mark.clause("LK-27")),
        pytest.param("yueyang", 35, marks=pytest.mark.clause("YY-16")),
    ],
)
def test_the_catalogues_of_the_schemes_survive_every_format(slug, count, format):
    rows = read_catalogue((SCHEMES / f"{slug}.csv").read_bytes(), f"{slug}.csv").rows
    assert len(rows) == count
    assert fields(read_catalogue(WRITERS[format](rows, slug), f"x.{format}").rows) == fields(rows)


@pytest.mark.parametrize("slug", ["longkou", "yueyang"])
def test_a_csv_of_a_scheme_is_written_as_it_was(slug):
    original = (SCHEMES / f"{slug}.csv").read_bytes()
    written = write_csv(read_catalogue(original, f"{slug}.csv").rows)
    before, after = (list(csv.DictReader(io.StringIO(text.decode("utf-8-sig")))) for text in (original, written))
    assert after == before


@pytest.mark.clause("LK-04")
def test_unit_and_person_responsible_are_kept():
    rows = [row(departments=("办公室", "人事科"), person="王鑫")]
    for format, write in WRITERS.items():
        (back,) = read_catalogue(write(rows, ""), f"x.{format}").rows
        assert (back.departments, back.person) == (("办公室", "人事科"), "王鑫")


def test_a_csv_has_the_agreed_header_and_joins_lists():
    (record,) = csv.DictReader(io.StringIO(write_csv([row()]).decode()))
    assert tuple(record) == HEADER
    assert all(record[name] == "、".join(getattr(row(), name)) for name in LISTS)


def test_formulas_are_guarded_in_csv_and_xlsx_and_come_back_bare():
    rows = [row(code="1-1-1", content="=HYPERLINK(1)", person="@王"), row(2, "1-1-2", content="'=1+1")]
    text = write_csv(rows).decode()
    assert "'=HYPERLINK(1)" in text and "''=1+1" in text and "'@王" in text and text.count("1-1-1") == 1
    sheet = load_workbook(io.BytesIO(write_xlsx(rows, "=标题"))).active
    assert not [cell.value for line in sheet for cell in line if cell.data_type == "f"]
    assert [back.content for back in read_catalogue(text.encode(), "x.csv").rows] == ["=HYPERLINK(1)", "'=1+1"]


def test_a_row_without_labels_below_one_with_them_stays_without():
    rows = [row(code="1"), row(2, code="2", category="", subcategory="", content="另一件事")]
    for format, write in WRITERS.items():
        assert fields(read_catalogue(write(rows, ""), f"x.{format}").rows) == fields(rows)


def test_a_document_prints_on_landscape_pages_with_the_header_on_each():
    rows = [row(number, f"1-1-{number}", f"事项{number}") for number in range(1, 4)]
    document = Document(io.BytesIO(write_docx(rows, "党务公开目录")))
    section, table = document.sections[0], document.tables[0]
    assert section.page_width > section.page_height
    assert [line._tr.trPr.find("{*}tblHeader") is not None for line in table.rows] == [True, True, False, False, False]
    assert table.cell(0, 0)._tc is table.cell(1, 0)._tc
    assert table.cell(0, 2).text == "三级目录"
    assert table.cell(2, 0)._tc is table.cell(4, 0)._tc
    fonts = {value for run in table._tbl.iter("{*}rFonts") for key, value in run.attrib.items() if "eastAsia" in key}
    assert fonts == {"宋体", "仿宋"}


def test_a_sheet_prints_on_landscape_pages_with_the_header_on_each():
    rows = [row(number, f"1-1-{number}", f"事项{number}") for number in range(1, 4)]
    sheet = load_workbook(io.BytesIO(write_xlsx(rows, "党务公开目录"))).active
    assert (sheet.page_setup.orientation, sheet.print_title_rows) == ("landscape", "$1:$3")
    assert {"A4:A6", "B4:B6", "C2:I2"} <= {str(merge) for merge in sheet.merged_cells.ranges}


def test_a_catalogue_of_two_levels_has_one_header_row():
    rows = [row(number, str(number), f"事项{number}", subcategory="") for number in range(1, 4)]
    table = Document(io.BytesIO(write_docx(rows, ""))).tables[0]
    assert [cell.text for cell in table.rows[0].cells][:3] == ["类别", "序号", "公开内容"]
    assert len(table.rows) == 4


def test_notes_come_back_under_their_titles_and_only_where_there_are_any():
    rows = [row(notes={"说明": "每年一次，见附件。", "2010年意见类别": "党风廉政建设"}), row(2, "1-1-2", "另一件事")]
    for format, write in WRITERS.items():
        back = read_catalogue(write(rows, "目录"), f"x.{format}").rows
        assert [each.notes for each in back] == [each.notes for each in rows]
        assert fields(back) == fields(rows)
    assert "说明" not in write_csv([row()]).decode()
