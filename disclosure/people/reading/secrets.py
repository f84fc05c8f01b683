"""What a list of people must not bring in: identity and bank numbers. They are gone before anything is kept."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from disclosure.files.reading.grid import Cell, Grid, Source
from disclosure.files.sensitive_data.numbers import find_identities
from disclosure.people.reading.headings import SECRET, meaning_of
from disclosure.people.reading.sheets import Header, find_header

LIKE_ONE = re.compile(r"\d{15}(\d{2}[\dXx])?")


@dataclass(frozen=True)
class Cleared:
    """The source without them, and what was left out, in words."""

    source: Source
    left_out: tuple[str, ...]


def cleared(source: Source) -> Cleared:
    left_out: list[str] = []
    grids = tuple(_cleared(grid, left_out) for grid in source.grids)
    return Cleared(replace(source, grids=grids), tuple(left_out))


def _cleared(grid: Grid, left_out: list[str]) -> Grid:
    header = find_header(grid)
    titles = dict(_secret(header)) if header else {}
    places = [f"第{number}行" for number, row in zip(grid.numbers, grid.rows, strict=True) if _has_number(row, titles)]
    name = grid.title or grid.name
    left_out += [f"“{name}”的“{title}”一列没有读入，也没有保存。门户不需要它。" for title in titles.values()]
    if places:
        more = "等" if len(places) > 5 else ""
        left_out.append(f"“{name}”{'、'.join(places[:5])}{more}里像身份证号的数字没有读入，也没有保存。")
    top = header.first if header else 0
    rows = (
        tuple(_without(cell, column in titles and at > top) for column, cell in enumerate(row))
        for at, row in enumerate(grid.rows)
    )
    return replace(grid, rows=tuple(rows))


def _secret(header: Header) -> Iterator[tuple[int, str]]:
    return ((column, title) for column, title in enumerate(header.titles) if meaning_of(title) == SECRET)


def _has_number(row: tuple[Cell, ...], titles: dict[int, str]) -> bool:
    return any(column not in titles and is_secret(cell.text) for column, cell in enumerate(row))


def is_secret(text: str) -> bool:
    """Looks like one, with a right check character or mistyped."""
    return LIKE_ONE.fullmatch(text.strip()) is not None or len(text) >= 15 and any(find_identities(text))


def _without(cell: Cell, is_all: bool) -> Cell:
    return replace(cell, text="") if is_all or is_secret(cell.text) else cell
