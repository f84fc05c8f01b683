"""Excel workbooks: a list to work on, row after row, a sheet to print, one to fill in. Texts are ``guarded`` everywhere."""

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from disclosure.web.spreadsheet import guarded, safe_row

TITLE = Font(name="宋体", size=18, bold=True)
HEAD = Font(name="宋体", size=11, bold=True)
BODY = Font(name="仿宋", size=11)
CENTER = Alignment(horizontal="center", vertical="center", wrap_text=True)
LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
RIGHT = Alignment(horizontal="right", vertical="center")
LINE = Side(style="thin")
BOX = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)


def list_of(name: str, widths: Mapping[str, int], rows: Iterable[Iterable[Any]]) -> bytes:
    """``widths``: heading → width. The headings stay in sight."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(name)
    set_widths(sheet, widths.values())
    sheet.freeze_panes = "A2"
    sheet.append(safe_row(widths))
    for row in rows:
        sheet.append(safe_row(row))
    return bytes_of(book)


# --- a sheet to print ---


def new_sheet(name: str, title: str, width: int) -> tuple[Workbook, Any]:
    """With the title over ``width`` columns."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = name
    put(sheet, 1, 1, title, TITLE, CENTER)
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=width)
    return book, sheet


# --- a workbook to fill in ---


def book_of_sheets(names: Iterable[str]) -> tuple[Workbook, list[Any]]:
    """Empty sheets of these names."""
    book = Workbook()
    book.remove(book.worksheets[0])
    return book, [book.create_sheet(name) for name in names]


def write_help(sheet: Any, texts: Iterable[str], words: Mapping[str, Sequence[str]]) -> Mapping[str, str]:
    """What to do, numbered, and beside it columns of ``words``: heading → those to choose from. Returns the range of each."""
    put(sheet, 1, 1, sheet.title, HEAD, LEFT)
    sheet.column_dimensions["A"].width = 90
    for number, text in enumerate(texts, start=1):
        put(sheet, number + 1, 1, f"{number}. {text}", BODY, LEFT)
    ranges = {}
    for column, (head, known) in enumerate(words.items(), start=3):
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = 22
        put(sheet, 1, column, f"{head}的写法", HEAD, LEFT)
        for line, word in enumerate(known, start=2):
            put(sheet, line, column, word, BODY, LEFT)
        ranges[head] = f"{quote_sheetname(sheet.title)}!${letter}$2:${letter}${len(known) + 1}"
    return ranges


def offer(sheet: Any, column: int, lines: tuple[int, int], where: str, *, otherwise: str) -> None:
    """A list to choose from in the lines from the first to the last; another word is allowed after the question ``otherwise``."""
    choice = DataValidation(type="list", formula1=f"={where}", allow_blank=True, errorStyle="warning")
    choice.errorTitle, choice.error = otherwise, "可以保留，导入时会问是什么意思。"
    choice.showErrorMessage = True
    letter, (first, last) = get_column_letter(column), lines
    choice.add(f"{letter}{first}:{letter}{last}")
    sheet.add_data_validation(choice)


# --- all of them ---


def put(
    sheet: Any, row: int, column: int, value: Any, font: Font, place: Alignment, border: Border | None = None
) -> None:
    cell = sheet.cell(row, column, guarded(value) if isinstance(value, str) else value)
    cell.font, cell.alignment = font, place
    if border:
        cell.border = border


def printed_on_a4(book: Workbook, widths: Iterable[int], top: int) -> bytes:
    """Landscape, as wide as the paper, what stands above row ``top`` on every page."""
    sheet: Any = book.active
    set_widths(sheet, widths)
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"1:{top - 1}"
    sheet.freeze_panes = sheet.cell(top, 1)
    return bytes_of(book)


def set_widths(sheet: Any, widths: Iterable[int]) -> None:
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width


def bytes_of(book: Workbook) -> bytes:
    output = BytesIO()
    book.save(output)
    return output.getvalue()
