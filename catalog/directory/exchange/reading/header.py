"""Find the header of a catalogue by its words, in any order, in one to three rows."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from catalog.directory.exchange.reading.headings import (
    FIELD_OF,
    FIELD_OF_VALUE,
    GROUPED,
    MANNERS,
    NOTED,
    NOTES,
    SERIAL,
    SKIP,
    TITLE_OF_VALUE,
    WORDS,
    is_manner,
)
from catalog.directory.exchange.rows import COLUMN_NAMES, HEADER
from disclosure.files.reading.cells import clean, heading
from disclosure.files.reading.errors import UnreadableFile
from disclosure.files.reading.grid import Grid

LEAST_FIELDS = 3
TALLEST = 3  # rows of a header
LOOKED_AT = 50  # rows below the header that tell what a column holds

# Heading → the field a person gave it, NOTES or SKIP.
Columns = Mapping[str, str]


@dataclass(frozen=True)
class Column:
    """One column of the header: its field (NOTES, or "" where nobody knows), the grid columns from `first` to before `end`, and
    the value it stands for."""

    field: str
    first: int
    end: int
    title: str
    value: str = ""


@dataclass(frozen=True)
class Header:
    """Where the header stands, how many grid columns it covers, and what its columns are."""

    row: int
    height: int
    width: int
    columns: tuple[Column, ...]

    @property
    def fields(self) -> set[str]:
        return {column.field for column in self.columns} & set(HEADER)

    @property
    def unknown(self) -> tuple[str, ...]:
        """Titles that nobody understands, in their order."""
        return tuple(dict.fromkeys(column.title for column in self.columns if not column.field))

    @property
    def has_serials(self) -> bool:
        """The code is a running number, or there is none."""
        return all(column.title == SERIAL for column in self.columns if column.field == "code")


def header_at(grid: Grid, row: int, given: Columns) -> Header | None:
    """The header that begins in this row, or None."""
    for height in range(_tallest(grid, row, given), 0, -1):
        columns = _best(_columns(grid, row, height, given))
        fields = {column.field for column in columns} & set(HEADER)
        if "content" in fields and len(fields) >= LEAST_FIELDS:
            return Header(row, height, grid.width, columns)
    return None


def find_header(grid: Grid, given: Columns) -> Header | None:
    """The first header of the grid."""
    return next((header for row in range(len(grid.rows)) if (header := header_at(grid, row, given))), None)


def no_header(names: list[str]) -> UnreadableFile:
    """The refusal that lists the words looked for."""
    looked_for = "、".join(f"{COLUMN_NAMES[name]}（{'／'.join(WORDS[name][:4])}）" for name in HEADER)
    return UnreadableFile(
        f"在{'、'.join(names[:5])}里没有找到表头。表头里至少要有“公开内容”和另外两列，可用的词：{looked_for}"
    )


def _tallest(grid: Grid, row: int, given: Columns) -> int:
    """How many rows the header that begins here may have."""
    if not _is_first_row(grid, row, given):
        return 1
    lower = (after for after in range(row + 1, min(row + TALLEST, len(grid.rows))))
    return 1 + len(list(takewhile(lambda after: _is_lower_row(grid, after), lower)))


def _is_known(text: str) -> bool:
    return any(text in words for words in (FIELD_OF, FIELD_OF_VALUE, NOTED, TITLE_OF_VALUE))


def _is_first_row(grid: Grid, row: int, given: Columns) -> bool:
    """At least half of the texts are header words: what stands above them is a title or an entry."""
    words = [heading(cell.text) for cell in grid.rows[row] if cell.text.strip()]
    return bool(words) and 2 * sum(_is_known(text) or text in given for text in words) >= len(words)


def _is_lower_row(grid: Grid, row: int) -> bool:
    """Every text of the row is a header word or a value, or stands below a cell that spans several."""
    found = False
    for column, cell in enumerate(grid.rows[row]):
        if cell.continues or not cell.text.strip():
            continue
        if not _is_known(heading(cell.text)) and not _spanning(grid, row - 1, column):
            return False
        found = True
    return found


def _spanning(grid: Grid, row: int, column: int) -> str:
    """The heading of the cell in the upper row that spans this column and others: merged, or followed by blanks as csv writes it.
    Empty where there is none."""
    start = column
    while start and not grid.text(row, start).strip() and not grid.cell(row, start).continues:
        start -= 1
    text, owner = heading(grid.text(row, start)), grid.owner(row, start)
    if start < column or owner[1] < column:
        return text
    after = column + 1
    if after >= grid.width:
        return ""
    goes_on = (
        grid.owner(row, after) == owner or not grid.cell(row, after).continues and not grid.text(row, after).strip()
    )
    return text if goes_on and grid.owner(row + 1, after)[0] == row + 1 and grid.text(row + 1, after).strip() else ""


def _columns(grid: Grid, row: int, height: int, given: Columns) -> Iterator[Column]:
    """One column for each cell of the lowest header row."""
    lowest = row + height - 1
    for first, end in _spans(grid, lowest):
        at = grid.owner(lowest, first)[0]
        while at > row and not grid.text(at, first).strip():
            at = grid.owner(at - 1, first)[0]
        text = clean(grid.text(at, first))
        column = _column(heading(text), _group(grid, range(at - 1, row - 1, -1), first), text, given)
        if column.title:
            yield _told_by_its_cells(grid, lowest + 1, replace(column, first=first, end=end))


def _group(grid: Grid, rows: Iterable[int], column: int) -> str:
    """The nearest heading above that spans the column and is known; else the nearest that spans it."""
    groups = [group for row in rows if (group := _spanning(grid, row, column))]
    return next((group for group in groups if group in FIELD_OF or group in NOTED), groups[0] if groups else "")


def _column(title: str, group: str, text: str, given: Columns) -> Column:
    """What a heading and the one that spans it say; the places are not set yet."""
    if title in given:
        return Column(given[title], 0, 0, title, text if title in FIELD_OF_VALUE else "")
    if title in FIELD_OF or not title:
        return Column(FIELD_OF.get(title, ""), 0, 0, title)
    if group in given:
        return Column(given[group], 0, 0, group, text)
    if title in MANNERS:
        return Column(NOTES, 0, 0, TITLE_OF_VALUE[title], text)
    if FIELD_OF.get(group) in GROUPED:
        return Column(FIELD_OF[group], 0, 0, group, text)
    if group in NOTED:
        return Column(NOTES, 0, 0, group, text)
    if title in NOTED:
        return Column(NOTES, 0, 0, title)
    if title in FIELD_OF_VALUE:
        return Column(FIELD_OF_VALUE[title], 0, 0, title, text)
    if title in TITLE_OF_VALUE:
        return Column(NOTES, 0, 0, TITLE_OF_VALUE[title], text)
    is_value = group and group not in FIELD_OF
    return Column("", 0, 0, group if is_value else title, text if is_value else "")


def _told_by_its_cells(grid: Grid, row: int, column: Column) -> Column:
    """公开方式 whose cells say 主动 and 依申请 is no column of channels."""
    if column.field != "forms" or column.value:
        return column
    rows = range(row, min(row + LOOKED_AT, len(grid.rows)))
    texts = [text for line in rows if (text := grid.cell(line, column.first).text.strip())]
    texts = [text for text in texts if heading(text) != column.title]
    return replace(column, field=NOTES) if texts and all(map(is_manner, texts)) else column


def _spans(grid: Grid, lowest: int) -> list[tuple[int, int]]:
    """The grid columns each cell of the lowest header row covers."""
    starts = [column for column in range(grid.width) if grid.owner(lowest, column)[1] == column]
    return list(pairwise([*starts, grid.width]))


def _best(columns: Iterator[Column]) -> tuple[Column, ...]:
    """One titled column for each field: the word that stands first in WORDS. Columns of values stay where the field has no other,
    and nothing is lost: see `_second_best`."""
    everything = [column for column in columns if column.field != SKIP]
    chosen: dict[str, Column] = {}
    for column in everything:
        rival = chosen.get(column.field)
        if column.field in HEADER and not column.value and (rival is None or _rank(column) < _rank(rival)):
            chosen[column.field] = column
    kept = [*chosen.values(), *(column for column in everything if column.field not in HEADER)]
    for column in everything:
        if column.field in HEADER and column not in kept:
            kept.append(_second_best(column, chosen))
    return tuple(sorted((column for column in kept if column.field != SKIP), key=lambda column: column.first))


def _second_best(column: Column, chosen: dict[str, Column]) -> Column:
    """A second column of the same field: 公开事项 beside 公开内容 is the level above it; a running number beside a code is left
    out; anything else is noted."""
    if column.value and column.field not in chosen:
        return column
    if column.title == SERIAL:
        return replace(column, field=SKIP)
    free = next((name for name in ("category", "subcategory") if name not in chosen), None)
    if column.field != "content" or free is None:
        return replace(column, field=NOTES)
    chosen[free] = column
    return replace(column, field=free)


def _rank(column: Column) -> int:
    """A title that a person gave comes before the words known."""
    words = WORDS[column.field]
    return words.index(column.title) if column.title in words else -1
