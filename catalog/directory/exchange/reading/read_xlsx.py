"""The visible sheets of an Excel workbook as grids, without hidden rows, with what is merged."""

import io
import zipfile
from datetime import date, datetime, time

from lxml import etree
from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries

from catalog.directory.exchange.errors import ExchangeError
from catalog.directory.exchange.reading.grid import BLANK, LEFT, MOST_COLUMNS, MOST_ROWS, UP, Cell, Grid, Source
from catalog.directory.exchange.reading.package import DAMAGED
from disclosure.web.spreadsheet import unguarded

MOST_LINES = 4 * MOST_ROWS
MOST_CELLS = MOST_ROWS * MOST_COLUMNS
MOST_MERGES = 4 * MOST_ROWS


def read_xlsx(data: bytes) -> Source:
    """Every visible sheet that holds text."""
    # A damaged workbook can fail anywhere inside the library, with any exception.
    try:
        workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            grids = [_grid(sheet, package) for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
    except ExchangeError:
        raise
    except Exception as problem:
        raise ExchangeError(DAMAGED) from problem
    grids = [grid for grid in grids if grid.rows]
    if not grids:
        raise ExchangeError("工作簿里没有可见的、有内容的工作表，请检查后重新上传")
    return Source("xlsx", tuple(grids))


def _grid(sheet, package: zipfile.ZipFile) -> Grid:
    hidden, merges = _layout(package.read(sheet._worksheet_path))
    texts = _texts(sheet)
    cells = {place: Cell(text) for place, text in texts.items() if place[0] not in hidden}
    last = max((line for line, _ in cells), default=0)
    for merge in merges:
        cells |= _merged(merge, texts, hidden, last)
        if len(cells) > MOST_CELLS:
            raise ExchangeError(f"工作表“{sheet.title}”的合并单元格异常，请取消多余的合并后再上传")
    numbers = [line for line in range(1, last + 1) if line not in hidden]
    if len(numbers) > MOST_ROWS:
        raise ExchangeError(f"工作表“{sheet.title}”超过 {MOST_ROWS} 行，请分成几个文件上传")
    width = max((column for _, column in cells), default=0)
    rows = (tuple(cells.get((line, column), BLANK) for column in range(1, width + 1)) for line in numbers)
    return Grid(f"工作表“{sheet.title}”", tuple(rows), tuple(numbers))


def _texts(sheet) -> dict[tuple[int, int], str]:
    """The text at each (line, column), both from 1. Lines far beyond any catalogue are not looked at."""
    lines = sheet.iter_rows(max_row=MOST_LINES, max_col=MOST_COLUMNS, values_only=True)
    return {
        (line, column): text
        for line, values in enumerate(lines, start=1)
        for column, value in enumerate(values, start=1)
        if (text := _text(value))
    }


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "√" if value else "□"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    return unguarded(str(value).strip())


def _layout(content: bytes) -> tuple[set[int], list[tuple[int, int, int, int]]]:
    """The hidden lines, and the merged ranges as (first column, first line, last column, last line)."""
    hidden, merges = set(), []
    for _, element in etree.iterparse(io.BytesIO(content), tag=("{*}row", "{*}mergeCell"), resolve_entities=False):
        if etree.QName(element).localname == "mergeCell":
            merges.append(range_boundaries(element.get("ref")))
        elif element.get("hidden") in ("1", "true"):
            hidden.add(int(element.get("r") or 0))
        element.clear()
    return hidden, merges[:MOST_MERGES]


def _merged(merge, texts, hidden, last) -> dict[tuple[int, int], Cell]:
    """The cells of a merged range; its text moves to its first line that is not hidden."""
    first_column, first_line, last_column, last_line = merge
    columns = range(first_column, min(last_column, MOST_COLUMNS) + 1)
    lines = [line for line in range(first_line, min(last_line, last) + 1) if line not in hidden]
    cells = {(line, column): Cell("", UP) for line in lines[1:] for column in columns}
    for line in lines[:1]:
        cells |= {(line, column): Cell("", LEFT) for column in columns}
        cells[line, first_column] = Cell(texts.get((first_line, first_column), ""))
    return cells
