"""A catalogue in the columns of the basic-level standard catalogues of government affairs (基层政务公开标准目录), LK-29.

Two heading rows; who reads it, how it begins and on which level are ticked; what the standard has no column for stands on the
right. It reads back like any other file.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from catalog.directory.exchange.layout import NOTE_WIDTH, lines, note_titles, runs
from catalog.directory.exchange.reading.headings import LEVEL, LEVELS, MANNER, NOTED, ON_REQUEST
from catalog.directory.exchange.rows import COLUMN_NAMES, LABELS, NOTE, SEPARATOR, Row, Texts
from disclosure.files.workbook import BODY, BOX, CENTER, HEAD, LEFT, new_sheet, printed_on_a4, put
from disclosure.web.spreadsheet import csv_lines

BASIS = "公开依据"
ALL_OF_SOCIETY = "全社会"
TICK, TICKED, OPEN = "√", "■", "□"
USUAL_LEVELS = ("县级", "乡级")
# Where a part of an entry's note begins that came from another column of a file, as `Row.note` joins them.
TITLED = re.compile(f"(?:^|；)({'|'.join(sorted(NOTED, key=len, reverse=True))})：")
TOP = 4  # the row below the title and the two of the headings


@dataclass(frozen=True)
class Standing:
    """What the rows do not say themselves: the numbers of those that all of society reads; what they are disclosed by, and on which
    levels, where a row's note names none."""

    society: frozenset[int]
    basis: str
    levels: tuple[str, ...] = ()


@dataclass(frozen=True)
class Heading:
    """Of one column; `lower` is empty where the upper one stands over both rows."""

    upper: str
    lower: str
    width: int


def _headings(levels: Sequence[str], others: Sequence[str]) -> list[Heading]:
    return [
        Heading("序号", "", 9),
        Heading("公开事项", "一级\n事项", 16),
        Heading("公开事项", "二级\n事项", 18),
        Heading("公开内容\n（要素）", "", 44),
        Heading(BASIS, "", 30),
        Heading("公开时限", "", 16),
        Heading("公开主体", "", 16),
        Heading("公开渠道和载体", "", 30),
        Heading("公开对象", ALL_OF_SOCIETY, 10),
        Heading("公开对象", "特定\n对象", 12),
        Heading(MANNER, "主动", 8),
        Heading(MANNER, "依申请\n公开", 8),
        *(Heading(LEVEL, level, 8) for level in levels),
        *(Heading(title, "", NOTE_WIDTH) for title in others),
    ]


@dataclass(frozen=True)
class Sheet:
    """`texts`: the labels of each row, to be merged; `body`: its cells in the order of the headings."""

    headings: list[Heading]
    texts: list[Texts]
    body: list[list[str]]


def _sheet(rows: Sequence[Row], standing: Standing) -> Sheet:
    rows = [replace(row, notes=_parted(row.notes)) for row in rows]
    levels = _levels(rows, standing)
    others = [title for title in note_titles(rows) if title not in (BASIS, MANNER, LEVEL)]
    others += [COLUMN_NAMES["person"]] * any(row.person for row in rows)
    channels = list(dict.fromkeys(word for row in rows for word in row.forms))
    texts = lines(rows)
    body = []
    for row, line in zip(rows, texts, strict=True):
        said = {**line, COLUMN_NAMES["person"]: line["person"]}
        ticked = _level_cells(row, standing, levels)
        body.append([*_cells(row, line, standing, channels), *ticked, *(said[title] for title in others)])
    return Sheet(_headings(levels, others), texts, body)


def _parted(notes: Texts) -> Texts:
    """The basis, the manner and the level that the note took in from another file stand in columns of their own again."""
    first, *found = TITLED.split(notes.get(NOTE, ""))
    titled = list(zip(found[::2], found[1::2], strict=True))
    own = [first, *(f"{title}：{text}" for title, text in titled if title not in (BASIS, MANNER, LEVEL))]
    taken = {title: text for title, text in titled if title in (BASIS, MANNER, LEVEL)}
    return {**notes, **taken, NOTE: "；".join(filter(None, own))}


def _cells(row: Row, line: Texts, standing: Standing, channels: Sequence[str]) -> Iterator[str]:
    """Up to the manner."""
    yield line["code"]
    yield from (line[name] for name in (*LABELS, "content"))
    yield row.notes.get(BASIS) or standing.basis
    yield from (line[name] for name in ("limit", "departments"))
    yield _boxes(row.forms, channels)
    is_society = row.number in standing.society
    readers = f"{TICK}\n{line['scope']}" if line["scope"] not in ("", ALL_OF_SOCIETY) else TICK
    yield from (readers, "") if is_society else ("", readers)
    manners = row.notes.get(MANNER, "主动").split(SEPARATOR)
    yield from (
        TICK * any(word not in ON_REQUEST for word in manners),
        TICK * any(word in ON_REQUEST for word in manners),
    )


def _boxes(chosen: Sequence[str], channels: Sequence[str]) -> str:
    """The entry's channels ticked, in their order, then the catalogue's others, two on a line; nothing where it names none."""
    marked = [*(f"{TICKED}{name}" for name in chosen), *(f"{OPEN}{name}" for name in channels if name not in chosen)]
    return "\n".join("  ".join(marked[at : at + 2]) for at in range(0, len(marked), 2)) if chosen else ""


def _levels_of(row: Row, standing: Standing) -> Sequence[str]:
    return row.notes[LEVEL].split(SEPARATOR) if row.notes.get(LEVEL) else standing.levels


def _levels(rows: Sequence[Row], standing: Standing) -> list[str]:
    """The usual ones, and others that some row names, from the highest down."""
    found = dict.fromkeys((*USUAL_LEVELS, *(word for row in rows for word in _levels_of(row, standing))))
    return sorted(found, key=lambda word: LEVELS.index(word) if word in LEVELS else len(LEVELS))


def _level_cells(row: Row, standing: Standing, levels: Sequence[str]) -> list[str]:
    return [TICK * (level in _levels_of(row, standing)) for level in levels]


def _csv(rows: Sequence[Row], title: str, standing: Standing) -> bytes:
    """As Excel saves merged headings: blanks behind the first."""
    sheet = _sheet(rows, standing)
    upper = [
        text
        for name, group in groupby(each.upper for each in sheet.headings)
        for text in (name, *[""] * (len([*group]) - 1))
    ]
    lower = [each.lower for each in sheet.headings]
    return "".join(csv_lines(upper, [lower, *sheet.body], is_plain=True)).encode()


def _xlsx(rows: Sequence[Row], title: str, standing: Standing) -> bytes:
    """One sheet to print."""
    found = _sheet(rows, standing)
    workbook, sheet = new_sheet("政务公开目录格式", title, len(found.headings))
    column = 1
    for upper, group in groupby(found.headings, key=lambda each: each.upper):
        lowers = [each.lower for each in group]
        last = column + len(lowers) - 1
        for at, lower in enumerate(lowers, start=column):
            put(sheet, TOP - 2, at, upper if at == column else None, HEAD, CENTER, BOX)
            put(sheet, TOP - 1, at, lower or None, HEAD, CENTER, BOX)
        below = 0 if any(lowers) else 1
        sheet.merge_cells(start_row=TOP - 2, end_row=TOP - 2 + below, start_column=column, end_column=last)
        column = last + 1
    for index, cells in enumerate(found.body):
        for at, text in enumerate(cells):
            is_long = found.headings[at].width > NOTE_WIDTH
            put(sheet, TOP + index, at + 1, text, BODY, LEFT if is_long else CENTER, BOX)
    for level, _name in enumerate(LABELS):
        for first, last in runs(found.texts, level):
            if last > first:
                sheet.merge_cells(
                    start_row=TOP + first, end_row=TOP + last, start_column=level + 2, end_column=level + 2
                )
    return printed_on_a4(workbook, [each.width for each in found.headings], TOP)


GOVERNMENT_WRITERS: Mapping[str, Callable[[Sequence[Row], str, Standing], bytes]] = {"csv": _csv, "xlsx": _xlsx}
