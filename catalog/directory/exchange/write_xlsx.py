"""A catalogue as an Excel sheet to print: landscape A4, merged labels, the header on every page."""

from collections.abc import Sequence

from catalog.directory.exchange.layout import THIRD_LEVEL, Layout, layout_for, lines, runs, widths
from catalog.directory.exchange.rows import LABELS, Row
from disclosure.files.workbook import BODY, BOX, CENTER, HEAD, LEFT, new_sheet, printed_on_a4, put


def write_xlsx(rows: Sequence[Row], title: str) -> bytes:
    """One sheet."""
    layout, texts = layout_for(rows), lines(rows)
    workbook, sheet = new_sheet("党务公开目录", title, len(layout.names))
    top = _head(sheet, layout)
    for index, line in enumerate(texts):
        for column, name in enumerate(layout.names, start=1):
            put(sheet, top + index, column, line[name], BODY, LEFT if name == "content" else CENTER, BOX)
    for level, name in enumerate(LABELS[: layout.labels]):
        column = layout.names.index(name) + 1
        for first, last in runs(texts, level):
            if last > first:
                sheet.merge_cells(start_row=top + first, end_row=top + last, start_column=column, end_column=column)
    return printed_on_a4(workbook, widths(layout), top)


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
