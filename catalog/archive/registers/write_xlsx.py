"""A register as an Excel sheet to print: landscape A4, the header on every page, page numbers at the foot."""

from catalog.archive.registers.register import Register, text_of
from disclosure.files.workbook import BODY, BOX, CENTER, HEAD, LEFT, RIGHT, new_sheet, printed_on_a4, put

HEADS = 3  # title, unit and period, header
FORBIDDEN = str.maketrans("", "", "[]:*?/\\")  # in the name of a sheet


def write_xlsx(register: Register) -> bytes:
    title = text_of(register.title)
    workbook, sheet = new_sheet(title.translate(FORBIDDEN)[:31] or "登记簿", title, len(register.columns))
    head(sheet, register)
    for number, row in enumerate(register.rows, start=HEADS + 1):
        for position, (column, cell) in enumerate(zip(register.columns, row, strict=True), start=1):
            put(sheet, number, position, value_of(cell), BODY, LEFT if column.is_left else CENTER, BOX)
    sheet.oddFooter.center.text = "第 &P 页　共 &N 页"
    return printed_on_a4(workbook, [column.width for column in register.columns], HEADS + 1)


def value_of(cell: str | int | None) -> str | int:
    return cell if isinstance(cell, int) else text_of(cell)


def head(sheet, register: Register) -> None:
    width = len(register.columns)
    half = max(width // 2, 1)
    put(sheet, 2, 1, f"单位：{text_of(register.unit)}", BODY, LEFT)
    sheet.merge_cells(start_row=2, end_row=2, start_column=1, end_column=half)
    if width > half:
        put(sheet, 2, half + 1, text_of(register.period), BODY, RIGHT)
        sheet.merge_cells(start_row=2, end_row=2, start_column=half + 1, end_column=width)
    for position, column in enumerate(register.columns, start=1):
        put(sheet, HEADS, position, column.title, HEAD, CENTER, BOX)
