"""Codes for rows that have none of their own: their place in the tree of categories, subcategories and entries."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import count

from catalog.directory.exchange.rows import Row
from catalog.schemes.rules import SchemeRules

# Names of the headings from the top down.
Path = tuple[str, ...]


class Numbering:
    """Numbers the nodes below each heading in the order in which they come up; a category of the scheme keeps its number there."""

    def __init__(self, own: Mapping[str, int]):
        self.own = own
        self.known: dict[Path, tuple[int, ...]] = {(): ()}
        self.taken: dict[Path, set[int]] = defaultdict(set)
        self.taken[()] = set(own.values())

    def of(self, path: Path) -> tuple[int, ...]:
        if path not in self.known:
            above = self.of(path[:-1])
            own = self.own.get(path[0]) if len(path) == 1 else None
            self.known[path] = (*above, own or self.next(path[:-1]))
        return self.known[path]

    def next(self, above: Path) -> int:
        """The first number that is free below the heading."""
        number = next(number for number in count(1) if number not in self.taken[above])
        self.taken[above].add(number)
        return number


def with_codes(rows: Sequence[Row], rules: SchemeRules) -> tuple[Row, ...]:
    """The rows with codes such as 1-1-1: category, subcategory, entry; shorter where a level is left out. ``raw`` keeps what stood
    in the file."""
    found = {row.category for row in rows}
    categories = rules.data.get("categories") or []
    numbering = Numbering({each["name"]: each["number"] for each in categories if each["name"] in found})
    numbered = []
    for row in rows:
        above = tuple(filter(None, (row.category, row.subcategory)))
        code = (*numbering.of(above), numbering.next(above))
        numbered.append(replace(row, code="-".join(map(str, code))))
    return tuple(numbered)
