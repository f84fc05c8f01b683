"""A register as data: what every writer prints and every app fills."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from disclosure.web.spreadsheet import UNSEEN


@dataclass(frozen=True)
class Column:
    """``width`` is its share of the page; ``is_left``: running text, not a word or a number."""

    title: str
    width: int
    is_left: bool = False


@dataclass(frozen=True)
class Register:
    """``rows`` hold a text or a number for each column."""

    title: str
    unit: str
    period: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[str | int | None]]


def numbered(
    title: str, unit: str, period: str, columns: Sequence[tuple[Column, Callable[[Any], Any]]], rows: Iterable[Any]
) -> Register:
    """``columns``: each with what it shows of a row. The rows are numbered in a first column."""
    cells = [[number, *(value_of(row) for _column, value_of in columns)] for number, row in enumerate(rows, 1)]
    return Register(title, unit, period, [Column("序号", 5), *(column for column, _value_of in columns)], cells)


def text_of(cell: str | int | None) -> str:
    """Without the characters that no document can carry."""
    return "" if cell is None else UNSEEN.sub("", str(cell))
