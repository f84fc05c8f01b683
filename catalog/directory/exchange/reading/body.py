"""The rows below the header as raw text per field; a row split over several lines is put together again."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from catalog.directory.exchange.reading import remarks
from catalog.directory.exchange.reading.header import Column, Columns, Header, find_header, header_at, no_header
from catalog.directory.exchange.reading.headings import NOTES
from catalog.directory.exchange.rows import HEADER, LABELS, LISTS, SEPARATOR, SHEET, Texts
from disclosure.files.reading.cells import UNTICKED, is_mark, is_tick, words
from disclosure.files.reading.grid import UP, Grid, Source


@dataclass
class Draft:
    """The text of each field in one row; `merged` are the fields whose cell began in a row above, `notes` the columns that no field
    takes and `others` those that nobody understands, by their titles. Where `title` or `remark` is set, the row is that and nothing else."""

    number: int
    texts: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    others: dict[str, str] = field(default_factory=dict)
    merged: set[str] = field(default_factory=set)
    title: str = ""
    remark: str = ""

    @property
    def is_said(self) -> bool:
        return bool(self.title or self.remark)

    @property
    def filled(self) -> set[str]:
        """The fields and titles with a text of the row's own."""
        everything = {**self.texts, **self.notes, **self.others}
        return {name for name, text in everything.items() if text.strip() and name not in self.merged}


@dataclass(frozen=True)
class Found:
    """A table with its header, its own or that of the table it goes on with, and the row where its body begins."""

    grid: Grid
    header: Header
    row: int


@dataclass(frozen=True)
class Table:
    """What the file's tables hold: the tables read, their drafts in order, the names of the tables left out."""

    found: tuple[Found, ...]
    drafts: tuple[Draft, ...]
    left_out: tuple[str, ...]

    @property
    def header(self) -> Header:
        return self.found[0].header

    @property
    def titles(self) -> Mapping[str, str]:
        """Heading → the field it was read as, NOTES, or "" where nobody understands it."""
        return {column.title: column.field for each in self.found for column in each.header.columns}

    @property
    def unknown(self) -> tuple[str, ...]:
        """Headings that nobody understands."""
        return tuple(dict.fromkeys(title for each in self.found for title in each.header.unknown))


def read_table(source: Source, columns: Columns, skipped: Collection[str]) -> Table:
    """Read the tables that have a header, except the sheets whose titles are skipped. In a document a table without one goes on with
    the one before.

    Raises UnreadableFile when no table has a header.
    """
    found: list[Found] = []
    left_out = []
    for grid in _wanted(source, columns):
        own = find_header(grid, columns)
        if own:
            found.append(Found(grid, own, own.row))
        elif source.joined and found and _goes_on(grid, found[-1].header):
            found.append(Found(grid, found[-1].header, 0))
        elif found or not source.joined:
            left_out.append(grid.name)
    if not found:
        raise no_header([grid.name for grid in source.grids])
    read = [each for each in found if not each.grid.title or each.grid.title not in skipped]
    drafts = [draft for place, each in enumerate(read) for draft in _of_table(each, place, len(read), columns)]
    return Table(tuple(found), tuple(drafts), tuple(left_out))


def _wanted(source: Source, columns: Columns) -> list[Grid]:
    """All tables; of a csv file the one that is cut where most fields appear."""
    if source.kind != "csv":
        return list(source.grids)
    found = [(grid, header) for grid in source.grids if (header := find_header(grid, columns))]
    found.sort(key=lambda pair: -len(pair[1].fields))
    return [grid for grid, _ in found[:1]]


def _of_table(found: Found, place: int, count: int, columns: Columns) -> Iterator[Draft]:
    """The rows of one table. Of several sheets, the later ones count from SHEET + 1, and one without a column for categories is one
    category."""
    sheet = found.grid.title
    if sheet and count > 1 and "category" not in found.header.fields:
        yield Draft(place * SHEET, title=sheet)
    for draft in _drafts(found.grid, found.header, found.row, columns):
        draft.number += place * SHEET if sheet else 0
        yield draft


def _goes_on(grid: Grid, header: Header) -> bool:
    """A table without a header goes on with the one before when it is as wide."""
    return grid.width in (header.width, len(header.columns))


def _drafts(grid: Grid, header: Header, row: int, columns: Columns) -> Iterator[Draft]:
    last: Draft | None = None
    while row < len(grid.rows):
        again = None if grid.is_blank(row) else header_at(grid, row, columns)
        if again:
            header, row, last = again, row + again.height, None
            continue
        draft = _draft(grid, header, row)
        if draft is None:
            pass
        elif last and "content" in draft.merged and not draft.is_said:
            _append(last, draft)
        elif draft.is_said or any(text.strip() for text in _own(draft).values()):
            last = None if draft.is_said else draft
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
    for kept, added in ((last.notes, more.notes), (last.others, more.others)):
        for title, text in added.items():
            if text.strip() and title not in more.merged:
                kept[title] = f"{kept.get(title, '')}\n{text}".strip()


def _draft(grid: Grid, header: Header, row: int) -> Draft | None:
    """The row by its columns; None where it numbers the columns."""
    owners = list(dict.fromkeys(grid.owner(row, column) for column in range(grid.width)))
    own = [text for owner in owners if owner[0] == row and (text := grid.cell(*owner).text).strip()]
    draft = Draft(grid.numbers[row])
    if remarks.is_numbering(own):
        return None
    if remarks.is_foot(own):
        draft.remark = " ".join(own)
        return draft
    if len(owners) == 1 and grid.width > 1 and owners[0][0] == row:
        draft.title = grid.cell(*owners[0]).text
        return draft
    covered = _covered(grid, header, row)
    for owner, columns in covered.items():
        column = columns.most_common(1)[0][0]
        _put(draft, column, grid.cell(*owner).text)
        if owner[0] < row and grid.cell(row, column.first).continues == UP:
            draft.merged.add(column.field if column.field in HEADER else column.title)
    widest = max((len(columns) for owner, columns in covered.items() if owner[0] == row), default=0)
    draft.title = _title_of(draft, own, is_wide=2 * widest > len(header.columns))
    if remarks.is_example(draft.texts.get("content", "")):
        draft.remark = draft.texts["content"]
    return draft


def _title_of(draft: Draft, own: list[str], *, is_wide: bool) -> str:
    """The heading that a row is although its cells are not all one: 一、组织建设 alone, or 一 beside a cell over most columns."""
    if len(own) == 1 and (is_wide or remarks.is_heading(own[0]) and not draft.texts.get("content", "").strip()):
        return own[0]
    if len(own) == 2 and remarks.is_numeral(own[0]) and (is_wide or not _is_described(draft)):
        return remarks.numbered(*own)
    return ""


def _is_described(draft: Draft) -> bool:
    return any(draft.texts.get(name, "").strip() for name in ("scope", "forms", "limit", "departments", "person"))


def _covered(grid: Grid, header: Header, row: int) -> dict[tuple[int, int], Counter[Column]]:
    """Where each cell of the row begins → the header columns it covers; it belongs to the one it covers most of: Word's column
    lines seldom match exactly."""
    covered: dict[tuple[int, int], Counter[Column]] = {}
    for column in header.columns:
        for place in range(column.first, min(column.end, grid.width)):
            covered.setdefault(grid.owner(row, place), Counter())[column] += 1
    return covered


def _put(draft: Draft, column: Column, text: str) -> None:
    """Add a cell's text to its field, or to the column without one; a tick in a column of one value means that value."""
    is_field = column.field in HEADER
    others = draft.notes if column.field == NOTES else draft.others
    texts, name = (draft.texts, column.field) if is_field else (others, column.title)
    if not text.strip() or column.value and is_mark(text):
        texts.setdefault(name, "")
        return
    if column.value and is_tick(text):
        text = column.value
    elif not is_field and any(mark in text for mark in UNTICKED):
        text = SEPARATOR.join(words(text).words)
    glue = SEPARATOR if column.value and (column.field in LISTS or not is_field) else "\n"
    before = texts.get(name, "")
    texts[name] = f"{before}{glue}{text}" if before else text
