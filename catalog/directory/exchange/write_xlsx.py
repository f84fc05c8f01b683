"""A catalogue as an Excel sheet to print: landscape A4, merged labels, the header on every page."""

import io
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from catalog.directory.exchange.guard import guarded
from catalog.directory.exchange.layout import LABELS, THIRD_LEVEL, WIDTHS, Layout, layout_for, lines, runs
from catalog.directory.exchange.rows import Row

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
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "党务公开目录"
    top = _head(sheet, layout, title)
    for index, line in enumerate(texts):
        for column, name in enumerate(layout.names, start=1):
            cell = sheet.cell(top + index, column, guarded(line[name]))
            cell.font, cell.border, cell.alignment = BODY, BOX, LEFT if name == "content" else CENTER
    for level, name in enumerate(LABELS[: layout.labels]):
        column = layout.names.index(name) + 1
        for first, last in runs(texts, level):
            if last > first:
                sheet.merge_cells(start_row=top + first, end_row=top + last, start_column=column, end_column=column)
    print_on_a4(sheet, [WIDTHS[name] for name in layout.names], top)
    output = io.BytesIO()
    workbook.save(output)
    return output.getvalue()


def _head(sheet, layout: Layout, title: str) -> int:
    """Write the title and the header; return the number of the first row below."""
    width = len(layout.names)
    sheet.cell(1, 1, guarded(title)).font = TITLE
    sheet.cell(1, 1).alignment = CENTER
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=width)
    for column, text in enumerate(layout.titles, start=1):
        upper = not layout.is_tall or column <= layout.labels
        _head_cell(sheet, 2 if upper else 3, column, text)
        if layout.is_tall and upper:
            _head_cell(sheet, 3, column, "")
            sheet.merge_cells(start_row=2, end_row=3, start_column=column, end_column=column)
    if layout.is_tall:
        _head_cell(sheet, 2, layout.labels + 1, THIRD_LEVEL)
        sheet.merge_cells(start_row=2, end_row=2, start_column=layout.labels + 1, end_column=width)
    return 4 if layout.is_tall else 3


def _head_cell(sheet, row: int, column: int, text: str) -> None:
    cell = sheet.cell(row, column, text or None)
    cell.font, cell.border, cell.alignment = HEAD, BOX, CENTER


def print_on_a4(sheet, widths: Iterable[int], top: int) -> None:
    """Landscape, as wide as the paper, what stands above row ``top`` on every page."""
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"1:{top - 1}"
    sheet.freeze_panes = sheet.cell(top, 1)
