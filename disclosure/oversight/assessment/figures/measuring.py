"""What a source counts, and what it keeps of it: exactly the rows that were counted."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from hashlib import sha256
from json import dumps

# [key, good, whole, …]: the key of the row, what it gave and might have given, then what it looked like.
Row = list


@dataclass(frozen=True)
class Unit:
    """Who is counted: an organisation with all its own rows, or one of its departments."""

    organization: int
    department: int | None = None


@dataclass
class Measure:
    good: Decimal = Decimal(0)
    whole: Decimal = Decimal(0)
    rows: list[Row] = field(default_factory=list)

    def add(self, row: Row) -> None:
        self.rows.append(row)
        self.good += Decimal(str(row[1]))
        self.whole += Decimal(str(row[2]))

    @property
    def digest(self) -> str:
        return digest_of(self.rows)


@dataclass(frozen=True)
class Span:
    """The year, as it stands on the day ``on``."""

    first: date
    last: date
    on: date

    @classmethod
    def of_year(cls, year: int, on: date) -> "Span":
        return cls(date(year, 1, 1), date(year, 12, 31), on)


@dataclass(frozen=True)
class Line:
    """A counted row as a page shows it. ``is_changed``: it looks otherwise now than when it was counted."""

    title: str
    url: str
    words: str
    is_good: bool
    is_changed: bool = False


Measures = Mapping[Unit, Measure]


@dataclass(frozen=True)
class Source:
    """``count`` gives every unit a measure; ``lines`` reads counted rows again for a page, in one statement."""

    name: str
    definition: str
    formula: str
    count: Callable[[Sequence[Unit], Span], Measures]
    lines: Callable[[Iterable[Row]], list[Line]]


def digest_of(rows: Iterable[Row]) -> str:
    """The same for the same rows in whatever order."""
    return sha256(dumps(sorted(rows, key=str), ensure_ascii=False).encode()).hexdigest()


def counted(units: Sequence[Unit], rows: Iterable[tuple[int, int | None, Row]]) -> Measures:
    """``rows``: organisation, department, row. Each counts for its organisation and for its department, where these are asked."""
    found = {unit: Measure() for unit in units}
    for organization, department, row in rows:
        for unit in {Unit(organization), Unit(organization, department)}:
            if unit in found:
                found[unit].add(row)
    return found
