"""The rows below the header as raw text per field; a row split over several lines is put together again."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from catalog.directory.exchange.cells import is_mark, is_tick
from catalog.directory.exchange.reading.grid import UP, Grid, Source
from catalog.directory.exchange.reading.header import Column, Header, find_header, header_at, no_header
from catalog.directory.exchange.rows import LABELS, LISTS, SEPARATOR, Texts


@dataclass
class Draft:
    """The text of each field in one row; `merged` are the fields whose cell began in a row above."""

    number: int
    texts: dict[str, str] = field(default_factory=dict)
    merged: set[str] = field(default_factory=set)
    title: str = ""


@dataclass
class Table:
    """What the file's tables hold: the first header found, the drafts in order, the tables left out."""

    header: Header
    drafts: list[Draft] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def read_table(source: Source) -> Table:
    """Read the tables that have a header. In a document later tables go on with it; in a workbook the first one counts.

    Raises ExchangeError when no table has a header.
    """
    table: Table | None = None
    header: Header | None = None
    for grid in _wanted(source):
        own = find_header(grid)
        if own:
            header = own
        elif header is None or not _goes_on(grid, header):
            if table:
                table.left_out.append(grid.name)
            continue
        table = table or Table(header)
        table.drafts.extend(_drafts(grid, header, own.row if own else 0))
    if table is None:
        raise no_header([grid.name for grid in source.grids])
    return table


def _wanted(source: Source) -> list[Grid]:
    """All tables of a document, the first with a header of other files; a csv file is cut where most fields appear."""
    if source.joined:
        return list(source.grids)
    found = [(grid, header) for grid in source.grids if (header := find_header(grid))]
    if source.kind == "csv":
        found.sort(key=lambda pair: -len(pair[1].fields))
    return [grid for grid, _ in found[:1]]


def _goes_on(grid: Grid, header: Header) -> bool:
    """A table without a header goes on with the one before when it is as wide."""
    return grid.width == header.columns[-1].end or grid.width == len(header.columns)


def _drafts(grid: Grid, header: Header, row: int) -> Iterator[Draft]:
    last: Draft | None = None
    while row < len(grid.rows):
        again = None if grid.is_blank(row) else header_at(grid, row)
        if again:
            header, row, last = again, row + again.height, None
            continue
        draft = _draft(grid, header, row)
        if last and "content" in draft.merged and not draft.title:
            _append(last, draft)
        elif draft.title or any(text.strip() for text in _own(draft).values()):
            last = None if draft.title else draft
            yield draft
        row += 1


def _own(draft: Draft) -> Texts:
    """The texts that stand in this row itself, not in cells that began above."""
    return {name: text for name, text in draft.texts.items() if name not in draft.merged}


def _append(last: Draft, more: Draft) -> None:
    """The second line of a row whose content cell spans both."""
    for name, text in _own(more).items():
        if text.strip() and name not in LABELS:
            last.texts[name] = f"{last.texts.get(name, '')}\n{text}".strip()


def _draft(grid: Grid, header: Header, row: int) -> Draft:
    owners = list(dict.fromkeys(grid.owner(row, column) for column in range(grid.width)))
    draft = Draft(grid.numbers[row])
    if len(owners) == 1 and grid.width > 1 and owners[0][0] == row:
        draft.title = grid.cell(*owners[0]).text
        return draft
    for owner, column in _assigned(grid, header, row):
        _put(draft, column, grid.cell(*owner).text)
        if owner[0] < row and grid.cell(row, column.first).continues == UP:
            draft.merged.add(column.field)
    return draft


def _assigned(grid: Grid, header: Header, row: int) -> Iterator[tuple[tuple[int, int], Column]]:
    """Each cell of the row with the header column it overlaps most: Word's column lines seldom match exactly."""
    overlap: dict[tuple[int, int], Counter[Column]] = {}
    for column in header.columns:
        for place in range(column.first, min(column.end, grid.width)):
            overlap.setdefault(grid.owner(row, place), Counter())[column] += 1
    for owner, columns in overlap.items():
        yield owner, columns.most_common(1)[0][0]


def _put(draft: Draft, column: Column, text: str) -> None:
    """Add a cell's text to its field; a tick in a column of one value means that value."""
    if not text.strip() or column.value and is_mark(text):
        draft.texts.setdefault(column.field, "")
        return
    if column.value and is_tick(text):
        text = column.value
    glue = SEPARATOR if column.value and column.field in LISTS else "\n"
    before = draft.texts.get(column.field, "")
    draft.texts[column.field] = f"{before}{glue}{text}" if before else text
