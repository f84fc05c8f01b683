"""What a spreadsheet may be given: texts that it never runs as formulas, and rows as csv.

Anyone may write a title or a comment, and whoever opens the file would run what begins like a formula. So every text of a
csv or xlsx of the portal is ``guarded``, here and nowhere else. An import takes the guard off again.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

CSV_TYPE = "text/csv"
BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes Chinese for another encoding
# Invisible characters, and those that XML cannot carry.
UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\xad\u200b-\u200f\u202a-\u202e\u2060\ufeff\ufffe\uffff\ud800-\udfff]"
)
# A Chinese Excel takes the full-width signs for formulas as well.
FORMULA = re.compile(r"'*[=+\-@＝＋－＠\t\r\n]")
GUARDED = re.compile(r"'+[=+\-@＝＋－＠\t\r\n]")
HARMLESS = re.compile(r"[\d－-]+")


class Echo:
    """A file whose write returns the line: what csv.writer needs to feed a stream."""

    def write(self, line: str) -> str:
        return line


def csv_lines(header: Iterable[str], rows: Iterable[Iterable[Any]], *, is_plain: bool = False) -> Iterator[str]:
    """Line by line, texts ``guarded``. For Excel; ``is_plain``: for programs, without the mark and with bare line ends."""
    writer = csv.writer(Echo())  # with its own line end it quotes every other one
    lines = (writer.writerow(safe_row(row)) for row in chain([header], rows))
    if is_plain:
        yield from (line.removesuffix("\r\n") + "\n" for line in lines)
    else:
        yield BYTE_ORDER_MARK + next(lines)
        yield from lines


def safe_row(cells: Iterable[Any]) -> Sequence[Any]:
    """Numbers and days stay what they are."""
    return [guarded(cell) if isinstance(cell, str) else cell for cell in cells]


def guarded(text: str) -> str:
    """`=1+1` becomes `'=1+1`; codes made of digits and dashes stay as they are. Without what no document can carry."""
    text = UNSEEN.sub("", text)
    return f"'{text}" if FORMULA.match(text) and not HARMLESS.fullmatch(text) else text


def unguarded(text: str) -> str:
    return text[1:] if GUARDED.match(text) else text
