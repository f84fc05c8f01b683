"""A catalogue as an Excel sheet to print: landscape A4, merged labels, the header on every page."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from catalog.directory.exchange.cells import guarded
from catalog.directory.exchange.layout import THIRD_LEVEL, WIDTHS, Layout, layout_for, lines, runs
from catalog.directory.exchange.rows import LABELS, Row

TITLE = Font(name="宋体", size=18, bold=True)
HEAD = Font(name="宋体", size=11, bold=True)
BODY = Font(name="仿宋", size=11)
CENTER = Alignment(horizontal="center", vertical="center", wrap_text=True)
LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
LINE = Side(style="thin")
BOX = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)


def write_xlsx(rows: Sequence[Row], title: str) -> bytes:
    """One sheet; cells that a spreadsheet would run as formulas are guarded."""
    layout, texts = layout_for(rows), lines(rows)
    workbook, sheet = new_sheet("党务公开目录", title, len(layout.names))
    top = _head(sheet, layout)
    for index, line in enumerate(texts):
        for column, name in enumerate(layout.names, start=1):
            put(sheet, top + index, column, guarded(line[name]), BODY, LEFT if name == "content" else CENTER, BOX)
    for level, name in enumerate(LABELS[: layout.labels]):
        column = layout.names.index(name) + 1
        for first, last in runs(texts, level):
            if last > first:
                sheet.merge_cells(start_row=top + first, end_row=top + last, start_column=column, end_column=column)
    return printed_on_a4(workbook, [WIDTHS[name] for name in layout.names], top)


def _head(sheet, layout: Layout) -> int:
    """Write the header; return the number of the first row below."""
    for column, text in enumerate(layout.titles, start=1):
        upper = not layout.is_tall or column <= layout.labels
        put(sheet, 2 if upper else 3, column, text, HEAD, CENTER, BOX)
        if layout.is_tall and upper:
            put(sheet, 3, column, None, HEAD, CENTER, BOX)
            sheet.merge_cells(start_row=2, end_row=3, start_column=column, end_column=column)
    if layout.is_tall:
        put(sheet, 2, layout.labels + 1, THIRD_LEVEL, HEAD, CENTER, BOX)
        sheet.merge_cells(start_row=2, end_row=2, start_column=layout.labels + 1, end_column=len(layout.names))
    return 4 if layout.is_tall else 3


# --- what every sheet to print shares ---


def new_sheet(name: str, title: str, width: int) -> tuple[Workbook, Any]:
    """With the title over ``width`` columns."""
    workbook = Workbook()
    sheet: Any = workbook.active
    sheet.title = name
    put(sheet, 1, 1, guarded(title), TITLE, CENTER)
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=width)
    return workbook, sheet


def put(sheet, row: int, column: int, value, font: Font, alignment: Alignment, border: Border | None = None) -> None:
    cell = sheet.cell(row, column, value)
    cell.font, cell.alignment = font, alignment
    if border:
        cell.border = border


def printed_on_a4(workbook: Workbook, widths: Iterable[int], top: int) -> bytes:
    """Landscape, as wide as the paper, what stands above row ``top`` on every page."""
    sheet: Any = workbook.active
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"1:{top - 1}"
    sheet.freeze_panes = sheet.cell(top, 1)
    output = io.BytesIO()
    workbook.save(output)
    return output.getvalue()
