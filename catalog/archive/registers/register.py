"""A register as data: what every writer prints and every app fills."""

from collections.abc import Sequence
from dataclasses import dataclass

from catalog.directory.exchange.cells import UNSEEN


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


def text_of(cell: str | int | None) -> str:
    """Without the characters that no document can carry."""
    return "" if cell is None else UNSEEN.sub("", str(cell))
