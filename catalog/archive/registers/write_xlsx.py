"""A register as an Excel sheet to print: landscape A4, the header on every page, page numbers at the foot."""

import io
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from catalog.archive.registers.register import Column, Register, text_of
from catalog.directory.exchange.guard import guarded

TITLE = Font(name="宋体", size=18, bold=True)
HEAD = Font(name="宋体", size=11, bold=True)
BODY = Font(name="仿宋", size=11)
CENTER = Alignment(horizontal="center", vertical="center", wrap_text=True)
LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
RIGHT = Alignment(horizontal="right", vertical="center")
LINE = Side(style="thin")
BOX = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
HEADS = 3  # title, unit and period, header
FORBIDDEN = str.maketrans("", "", "[]:*?/\\")  # in the name of a sheet


def write_xlsx(register: Register) -> bytes:
    """Cells that a spreadsheet would run as formulas are guarded."""
    workbook = Workbook()
    sheet: Any = workbook.active
    sheet.title = text_of(register.title).translate(FORBIDDEN)[:31] or "登记簿"
    head(sheet, register)
    for number, row in enumerate(register.rows, start=HEADS + 1):
        for position, (column, cell) in enumerate(zip(register.columns, row, strict=True), start=1):
            put(sheet, number, position, value_of(cell), BODY, LEFT if column.is_left else CENTER, BOX)
    page(sheet, register.columns)
    output = io.BytesIO()
    workbook.save(output)
    return output.getvalue()


def value_of(cell):
    return cell if isinstance(cell, int) else guarded(text_of(cell))


def put(sheet, row: int, column: int, value, font: Font, alignment: Alignment, border: Border | None = None) -> None:
    cell = sheet.cell(row, column, value)
    cell.font, cell.alignment = font, alignment
    if border:
        cell.border = border


def head(sheet, register: Register) -> None:
    width = len(register.columns)
    half = max(width // 2, 1)
    put(sheet, 1, 1, guarded(text_of(register.title)), TITLE, CENTER)
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=width)
    put(sheet, 2, 1, f"单位：{text_of(register.unit)}", BODY, LEFT)
    sheet.merge_cells(start_row=2, end_row=2, start_column=1, end_column=half)
    if width > half:
        put(sheet, 2, half + 1, text_of(register.period), BODY, RIGHT)
        sheet.merge_cells(start_row=2, end_row=2, start_column=half + 1, end_column=width)
    for position, column in enumerate(register.columns, start=1):
        put(sheet, HEADS, position, column.title, HEAD, CENTER, BOX)


def page(sheet, columns: Sequence[Column]) -> None:
    for position, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(position)].width = column.width
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"1:{HEADS}"
    sheet.freeze_panes = sheet.cell(HEADS + 1, 1)
    sheet.oddFooter.center.text = "第 &P 页　共 &N 页"
