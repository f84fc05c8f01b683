"""What a written catalogue looks like, for every format: its columns, its header, its merged labels."""

from collections.abc import Sequence
from dataclasses import dataclass

from catalog.directory.exchange.labels import LabelCell, Labels
from catalog.directory.exchange.rows import COLUMN_NAMES, HEADER, LABELS, NOTE, Row, Texts
from catalog.directory.government import LABELS as GOVERNMENT
from catalog.rules.taxonomies import taxonomies
from disclosure.web.spreadsheet import UNSEEN

NONE = "—"

# Field names in the order of the columns, and the titles of those that are headed by another word than their name.
THREE_LEVELS = (*LABELS, "code", "content", "scope", "forms", "limit", "departments", "person")
TWO_LEVELS = ("category", "code", "content", "forms", "limit", "scope", "departments", "person")
THREE_LEVEL_TITLES = {**COLUMN_NAMES, "category": "一级\n目录", "subcategory": "二级\n目录"}
TWO_LEVEL_TITLES = {**COLUMN_NAMES, "category": "类别", "code": "序号"}
THIRD_LEVEL = "三级目录"
WIDTHS = {
    "category": 16,
    "subcategory": 18,
    "code": 9,
    "content": 44,
    "scope": 16,
    "forms": 24,
    "limit": 14,
    "departments": 16,
    "person": 10,
}

NOTE_WIDTH = 18


@dataclass(frozen=True)
class Layout:
    """`names` are the fields in the order of the columns, `titles` their header words, `is_tall` a header of two rows."""

    names: tuple[str, ...]
    titles: tuple[str, ...]
    is_tall: bool

    @property
    def labels(self) -> int:
        """How many label columns stand on the left."""
        return sum(name in LABELS for name in self.names)


def layout_for(rows: Sequence[Row]) -> Layout:
    """Three levels as soon as one row has a subcategory."""
    is_tall = any(row.subcategory for row in rows)
    names, titles = (THREE_LEVELS, THREE_LEVEL_TITLES) if is_tall else (TWO_LEVELS, TWO_LEVEL_TITLES)
    notes = note_titles(rows)
    return Layout((*names, *notes), (*(titles[name] for name in names), *notes), is_tall)


def note_titles(rows: Sequence[Row]) -> tuple[str, ...]:
    """Of the columns that no field takes, as far as any row fills them; they stand at the right end, the classes first."""
    found = dict.fromkeys(title for row in rows for title, text in row.notes.items() if text)
    known = (*(each.title for each in taxonomies().values()), *GOVERNMENT.values(), NOTE)
    usual = [title for title in known if title in found]
    return (*usual, *(title for title in found if title not in usual))


def widths(layout: Layout) -> list[int]:
    return [WIDTHS.get(name, NOTE_WIDTH) for name in layout.names]


def lines(rows: Sequence[Row]) -> list[Texts]:
    """The text of each row. An absent label is a dash where an empty cell would be read as the label above."""
    reader, notes = Labels(), note_titles(rows)
    result: list[Texts] = []
    for row in rows:
        everything = {**row.texts(), **{title: row.notes.get(title, "") for title in notes}}
        texts = {name: UNSEEN.sub("", text) for name, text in everything.items()}
        before = Labels(reader.category, reader.subcategory, reader.code)
        _read(reader, row, texts)
        for name in LABELS:
            if getattr(reader, name) != texts[name]:
                texts[name] = NONE
                reader = Labels(before.category, before.subcategory, before.code)
                _read(reader, row, texts)
        result.append({name: texts[name] for name in (*HEADER, *notes)})
    return result


def _read(reader: Labels, row: Row, texts: Texts) -> None:
    reader.next(row.number, row.code, *(LabelCell(texts[name]) for name in LABELS))


def runs(texts: Sequence[Texts], level: int) -> list[tuple[int, int]]:
    """Ranges of rows (first, last) whose label cells merge: the same label, under the same category that has a name."""
    ranges: list[tuple[int, int]] = []
    for index, line in enumerate(texts):
        key = _key(line, level)
        if ranges and not {"", NONE} & set(key) and _key(texts[index - 1], level) == key:
            ranges[-1] = (ranges[-1][0], index)
        else:
            ranges.append((index, index))
    return ranges


def _key(line: Texts, level: int) -> tuple[str, ...]:
    return tuple(line[name] for name in LABELS[: level + 1])
