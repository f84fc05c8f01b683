"""Sheets as lines of fields: the header found by its words below merged titles, in one or two rows; headings between the lines
name the organisation of those below."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from disclosure.files.reading.cells import clean, is_nothing
from disclosure.files.reading.grid import UP, Grid, Source
from disclosure.people.reading.headings import SECRET, SKIP, meaning_of

LOOKED_AT = 20  # rows among which the header stands
LEAST_FIELDS = 2
LONGEST_TITLE = 30
SUBJECTS = {"person", "name", "organization", "department"}
SUMS = ("合计", "总计", "小计", "共计", "填表", "制表", "填报", "审核人：", "备注", "说明", "注：", "示例：")
EXAMPLE, HELP = "示例：", "填表说明"
MOST_EXAMPLES = 3


@dataclass(frozen=True)
class Line:
    """One row: field → text. `number` counts from 1 in its sheet; `section` is the heading above it that stands across the table."""

    sheet: str
    number: int
    texts: Mapping[str, str]
    formulas: frozenset[str] = frozenset()
    section: str = ""

    def __getitem__(self, name: str) -> str:
        return self.texts.get(name, "")

    @property
    def raw(self) -> str:
        """The words of the row, for the preview: a telephone is shown to nobody."""
        return "　".join(text for name, text in self.texts.items() if text and name != "phone")

    @property
    def place(self) -> str:
        return f"“{self.sheet}”第{self.number}行"


@dataclass(frozen=True)
class Sheet:
    """`unknown`: headings nobody understands, with what stands below; `skipped`: those that are not read; `uncalculated`: places
    of formulas without a value."""

    title: str
    fields: frozenset[str]
    lines: tuple[Line, ...]
    unknown: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    skipped: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Header:
    first: int
    last: int
    titles: tuple[str, ...]  # one for each column, as the file has it


def read_sheets(source: Source, said: Mapping[tuple[str, str], str]) -> tuple[tuple[Sheet, ...], tuple[str, ...]]:
    """The sheets that have a header, and the names of those that have none. `said`: (title of the sheet, heading) → field or SKIP."""
    sheets, left = [], []
    for number, grid in enumerate(source.grids, start=1):
        title = grid.title or f"表{number}"
        header = None if HELP in title else find_header(grid)
        if header is None:
            left.append(title)
        else:
            sheets.append(_sheet(grid, header, title, said))
    return tuple(sheets), tuple(left)


def find_header(grid: Grid) -> Header | None:
    """The row with most known headings, where they tell of somebody."""
    best, most = None, LEAST_FIELDS - 1
    for row in range(min(LOOKED_AT, len(grid.rows))):
        header = _header_at(grid, row)
        fields = {meaning_of(title) for title in header.titles} - {None, SKIP, SECRET}
        is_short = all(len(title) <= LONGEST_TITLE for title in header.titles)
        if is_short and len(fields) > most and fields & SUBJECTS:
            best, most = header, len(fields)
    return best


def _header_at(grid: Grid, row: int) -> Header:
    below = row + 1
    is_tall = below < len(grid.rows) and any(
        cell.continues == UP and grid.owner(below, column)[0] == row for column, cell in enumerate(grid.rows[below])
    )
    last = below if is_tall else row
    return Header(row, last, tuple(clean(grid.text(last, column)) for column in range(grid.width)))


def _sheet(grid: Grid, header: Header, title: str, said: Mapping[tuple[str, str], str]) -> Sheet:
    columns: dict[str, int] = {}
    unknown, skipped = [], []
    for column, text in enumerate(header.titles):
        meaning = said.get((title, text)) or meaning_of(text)
        if not text or meaning == SECRET:
            continue
        if meaning is None:
            unknown.append((text, column))
        elif meaning == SKIP or meaning in columns:
            skipped.append(text)
        else:
            columns[meaning] = column
    lines, remarks = _lines(grid, header, title, columns)
    return Sheet(
        title,
        frozenset(columns),
        lines,
        {text: tuple(_examples(grid, header, column)) for text, column in unknown},
        tuple(dict.fromkeys(skipped)),
        remarks,
    )


def _examples(grid: Grid, header: Header, column: int) -> Iterator[str]:
    texts = (clean(grid.cell(row, column).text) for row in range(header.last + 1, len(grid.rows)))
    yield from list(dict.fromkeys(filter(None, texts)))[:MOST_EXAMPLES]


def _lines(grid: Grid, header: Header, title: str, columns: Mapping[str, int]):
    lines, remarks, section = [], [], ""
    for row in range(header.last + 1, len(grid.rows)):
        own = [clean(cell.text) for cell in grid.rows[row] if cell.text.strip() and not cell.continues]
        texts = {name: _text(grid, row, column) for name, column in columns.items()}
        if not own and not any(grid.cell(row, column).is_formula for column in columns.values()):
            continue
        if own and own[0].startswith(SUMS):
            remarks += [] if own[0].startswith(EXAMPLE) else own[:1]
        elif len(own) == 1 and _stands_across(grid, row, columns):
            section = own.pop()
        elif tuple(clean(grid.text(row, column)) for column in range(grid.width)) != header.titles:
            formulas = frozenset(name for name, column in columns.items() if grid.cell(row, column).is_formula)
            lines.append(Line(title, grid.numbers[row], texts, formulas, section))
    return tuple(lines), tuple(remarks)


def _text(grid: Grid, row: int, column: int) -> str:
    text = clean(grid.text(row, column))
    return "" if is_nothing(text) else text


def _stands_across(grid: Grid, row: int, columns: Mapping[str, int]) -> bool:
    """One merged cell over the whole line, or a text that is alone in it and in no column that names somebody."""
    if len(columns) < LEAST_FIELDS:
        return False
    owners = {grid.owner(row, column) for column in range(grid.width)}
    place = next(column for column, cell in enumerate(grid.rows[row]) if cell.text.strip() and not cell.continues)
    subjects = {columns[name] for name in SUBJECTS if name in columns}
    return len(owners) == 1 or place not in subjects
