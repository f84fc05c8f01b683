"""The visible sheets of an Excel workbook as grids, without hidden rows and columns, with what is merged."""

import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import groupby

from lxml import etree
from openpyxl import load_workbook
from openpyxl.utils.cell import get_column_letter, range_boundaries

from disclosure.files.reading.errors import UnreadableFile
from disclosure.files.reading.grid import (
    BLANK,
    LEFT,
    MOST_COLUMNS,
    MOST_ROWS,
    UP,
    Cell,
    Grid,
    Source,
    require_readable,
    require_readable_together,
)
from disclosure.files.reading.package import DAMAGED
from disclosure.files.reading.parts import in_usual_namespaces, require_few_elements
from disclosure.web.spreadsheet import unguarded

MOST_LINES = 4 * MOST_ROWS
MOST_CELLS = MOST_ROWS * MOST_COLUMNS
MOST_MERGES = 4 * MOST_ROWS


@dataclass
class Layout:
    """The hidden lines and columns, both from 1, the merged ranges as (first column, first line, last column, last line), and the
    places of formulas as (line, column)."""

    hidden_lines: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    formulas: set[tuple[int, int]] = field(default_factory=set)


def read_xlsx(data: bytes) -> Source:
    """Every visible sheet that holds text."""
    # A damaged workbook can fail anywhere inside the library, with any exception.
    try:
        data = in_usual_namespaces(data)
        workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        hidden = tuple(sheet.title for sheet in workbook.worksheets if sheet.sheet_state != "visible")
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            grids = _grids(workbook, package)
    except UnreadableFile:
        raise
    except Exception as problem:
        raise UnreadableFile(DAMAGED) from problem
    grids = [grid for grid in grids if grid.rows]
    if not grids:
        raise UnreadableFile("工作簿里没有可见的、有内容的工作表，请检查后重新上传")
    return Source("xlsx", tuple(grids), hidden=hidden)


def _grids(workbook, package: zipfile.ZipFile) -> list[Grid]:
    grids: list[Grid] = []
    for sheet in workbook.worksheets:
        if sheet.sheet_state == "visible":
            grids.append(_grid(sheet, package))
            require_readable_together(grids)
    return grids


def _grid(sheet, package: zipfile.ZipFile) -> Grid:
    layout = _layout(package.read(sheet._worksheet_path))
    texts = _texts(sheet)
    last = max((line for line, _ in texts if line not in layout.hidden_lines), default=0)
    formulas = layout.formulas
    cells = {place: Cell("", is_formula=True) for place in formulas if place[0] not in layout.hidden_lines}
    cells |= {
        place: Cell(text, is_formula=place in formulas)
        for place, text in texts.items()
        if place[0] not in layout.hidden_lines
    }
    for merge in layout.merges:
        cells |= _merged(merge, texts, layout, last)
        if len(cells) > MOST_CELLS:
            raise UnreadableFile(f"工作表“{sheet.title}”的合并单元格异常，请取消多余的合并后再上传")
    numbers = [line for line in range(1, last + 1) if line not in layout.hidden_lines]
    if len(numbers) > MOST_ROWS:
        raise UnreadableFile(f"工作表“{sheet.title}”超过 {MOST_ROWS} 行，请分成几个文件上传")
    width = max((column for _, column in cells), default=0)
    columns = [column for column in range(1, width + 1) if column not in layout.hidden_columns]
    rows = (tuple(cells.get((line, column), BLANK) for column in columns) for line in numbers)
    hidden = _hidden_words(layout, texts)
    return Grid(f"工作表“{sheet.title}”", tuple(rows), tuple(numbers), title=sheet.title, hidden=hidden)


def _hidden_words(layout: Layout, texts: Iterable[tuple[int, int]]) -> str:
    """第3、5至7行, B列: what is hidden and holds text."""
    lines = sorted({line for line, _ in texts} & layout.hidden_lines)
    columns = sorted({column for _, column in texts} & layout.hidden_columns)
    parts = [
        f"第{_runs(lines)}行" if lines else "",
        "、".join(map(get_column_letter, columns)) + "列" if columns else "",
    ]
    return "和".join(filter(None, parts))


def _runs(numbers: list[int]) -> str:
    """3、5至7."""
    runs = [[number for _, number in run] for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])]
    return "、".join(str(run[0]) if len(run) == 1 else f"{run[0]}至{run[-1]}" for run in runs)


def _texts(sheet) -> dict[tuple[int, int], str]:
    """The text at each (line, column), both from 1. Lines far beyond any table are not looked at.

    Counted on the way: the file holds a text once for all cells that show it."""
    found, characters = {}, 0
    for line, values in enumerate(sheet.iter_rows(max_row=MOST_LINES, max_col=MOST_COLUMNS, values_only=True), start=1):
        for column, value in enumerate(values, start=1):
            if text := _text(value):
                characters += len(text)
                found[line, column] = text
        require_readable(characters)
    return found


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


def _layout(content: bytes) -> Layout:
    require_few_elements(content)
    layout = Layout()
    tags = ("{*}row", "{*}col", "{*}mergeCell", "{*}f")
    for _, element in etree.iterparse(io.BytesIO(content), tag=tags, resolve_entities=False):
        name, is_hidden = etree.QName(element).localname, element.get("hidden") in ("1", "true")
        if name == "f":
            layout.formulas |= _place(element.getparent().get("r"))
        elif name == "mergeCell":
            layout.merges.append(range_boundaries(element.get("ref")))
        elif is_hidden and name == "row":
            layout.hidden_lines.add(int(element.get("r") or 0))
        elif is_hidden:
            first, last = int(element.get("min") or 0), int(element.get("max") or 0)
            layout.hidden_columns.update(range(first, min(last, MOST_COLUMNS) + 1))
        element.clear()
    layout.merges = layout.merges[:MOST_MERGES]
    return layout


def _place(reference: str | None) -> set[tuple[int, int]]:
    """B3 is line 3, column 2; none far beyond any table."""
    column, line, _, _ = range_boundaries(reference) if reference else (0, 0, 0, 0)
    return {(line, column)} if 0 < line <= MOST_LINES and 0 < column <= MOST_COLUMNS else set()


def _merged(merge, texts, layout: Layout, last: int) -> dict[tuple[int, int], Cell]:
    """The cells of a merged range; its text moves to its first place that is not hidden."""
    first_column, first_line, last_column, last_line = merge
    widest = range(first_column, min(last_column, MOST_COLUMNS) + 1)
    columns = [column for column in widest if column not in layout.hidden_columns]
    lines = [line for line in range(first_line, min(last_line, last) + 1) if line not in layout.hidden_lines]
    cells = {(line, column): Cell("", UP) for line in lines[1:] for column in columns}
    for line in lines[:1]:
        cells |= {(line, column): Cell("", LEFT) for column in columns}
        if columns:
            place = (first_line, first_column)
            cells[line, columns[0]] = Cell(texts.get(place, ""), is_formula=place in layout.formulas)
    return cells
