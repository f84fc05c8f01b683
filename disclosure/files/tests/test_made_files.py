"""Files that the portal makes: no text in them is run as a formula, and each leaves under its own type."""

import csv
import io

import pytest
from openpyxl import load_workbook

from disclosure.files.serving import download
from disclosure.files.workbook import CENTER, HEAD, list_of, new_sheet, printed_on_a4, put
from disclosure.web.spreadsheet import csv_lines, guarded, unguarded

FORMULAS = [
    "=1+1",
    "+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1+1",
    "＋1",
    "－1＋1",
    "＠王",
    "'=1",
    "\u200b=1",
    "\x0b=1",
]
HARMLESS = ["", "1-1-2", "-5", "-", "－", "公开=透明", "'公开'"]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_guarded_and_the_guard_comes_off_again(text):
    shown = text.lstrip("\u200b\x0b")
    assert guarded(text) == f"'{shown}" and unguarded(guarded(text)) == shown


@pytest.mark.parametrize("text", HARMLESS)
def test_a_harmless_text_stays_as_it_is(text):
    assert guarded(text) == text == unguarded(text)


@pytest.mark.parametrize("text", FORMULAS)
def test_no_writer_lets_a_formula_through(text):
    ((head,), (cell, number)) = csv.reader(
        io.StringIO("".join(csv_lines([text], [[text, -5]], is_plain=True)), newline="")
    )
    assert (head, cell, number) == (guarded(text), guarded(text), "-5")
    book, sheet = new_sheet("表", text, 2)
    put(sheet, 2, 1, text, HEAD, CENTER)
    for data in (list_of("表", {text: 10}, [[text, -5]]), printed_on_a4(book, [10, 10], 3)):
        values = [
            cell.value for row in load_workbook(io.BytesIO(data)).active for cell in row if cell.value is not None
        ]
        assert {value.replace("\r", "\n") for value in values if value != -5} == {guarded(text).replace("\r", "\n")}


def test_a_table_wider_than_the_alphabet_has_all_its_widths():
    widths = {f"第{number}列": number for number in range(1, 31)}
    sheet = load_workbook(io.BytesIO(list_of("表", widths, []))).active
    assert (sheet.column_dimensions["AD"].width, sheet.freeze_panes) == (30, "A2")


def test_csv_for_excel_begins_with_the_mark_and_for_programs_without():
    assert "".join(csv_lines(["名称"], [["甲"]])) == "\ufeff名称\r\n甲\r\n"
    assert "".join(csv_lines(["名称"], [["甲"]], is_plain=True)) == "名称\n甲\n"


@pytest.mark.parametrize(
    ("name", "content_type"),
    [
        ("目录.csv", "text/csv; charset=utf-8"),
        ("目录.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("1.2版目录.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("海报.pdf", "application/pdf"),
    ],
)
def test_a_download_has_the_type_of_its_name(name, content_type):
    saved, shown = download(b"x", name), download(b"x", name, is_inline=True)
    assert saved["Content-Type"] == shown["Content-Type"] == content_type
    assert saved["Content-Disposition"].startswith("attachment") and shown["Content-Disposition"].startswith("inline")
