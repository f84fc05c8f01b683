"""A workbook that was handed in, as it is kept between the steps: without what must not come in, and without the file."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

from disclosure.files.reading.errors import UnreadableFile
from disclosure.files.reading.grid import Cell, Grid, Source
from disclosure.files.reading.tables import read_tables
from disclosure.people.reading.secrets import cleared
from disclosure.people.reading.sheets import Sheet, read_sheets

COLUMN = "column"
NO_HEADER = "没有找到表头。表头里要有“姓名”或“党组织名称”，和另外至少一列，例如“所在党组织”“科室”“工号”“上级组织”。可以先下载样表。"


@dataclass(frozen=True)
class Book:
    """``left_out``: what was not read in, in words."""

    filename: str
    digest: str
    source: Source
    left_out: tuple[str, ...]

    def sheets(self, said: Mapping[tuple[str, str], str]) -> tuple[tuple[Sheet, ...], tuple[str, ...]]:
        return read_sheets(self.source, said)

    @cached_property
    def content(self) -> Mapping[str, Any]:
        """As JSON keeps it."""
        grids = [
            {
                "name": grid.name,
                "title": grid.title,
                "hidden": grid.hidden,
                "numbers": list(grid.numbers),
                "rows": [[[cell.text, cell.continues, cell.is_formula] for cell in row] for row in grid.rows],
            }
            for grid in self.source.grids
        ]
        return {"kind": self.source.kind, "hidden": list(self.source.hidden), "left_out": self.left_out, "grids": grids}


def open_book(data: bytes, filename: str) -> Book:
    """Raises UnreadableFile with a Chinese sentence."""
    found = cleared(read_tables(data, filename))
    book = Book(filename, sha256(data).hexdigest(), found.source, found.left_out)
    if not book.sheets({})[0]:
        raise UnreadableFile(NO_HEADER)
    return book


def kept_book(content: Mapping[str, Any], *, filename: str, digest: str) -> Book:
    grids = tuple(
        Grid(
            each["name"],
            tuple(tuple(Cell(*cell) for cell in row) for row in each["rows"]),
            tuple(each["numbers"]),
            title=each["title"],
            hidden=each["hidden"],
        )
        for each in content["grids"]
    )
    source = Source(content["kind"], grids, hidden=tuple(content["hidden"]))
    return Book(filename, digest, source, tuple(content["left_out"]))
