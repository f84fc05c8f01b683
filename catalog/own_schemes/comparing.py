"""Schemes side by side: what each says of the same thing, in the words in which the staff pages say it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from catalog.own_schemes.sections.parts import Row
from catalog.own_schemes.sections.table import GROUPS, Section

# What one chooses by; the rest is a document's own.
COMPARED = (
    "fixed", "periodic", "staged", "immediate", "scopes", "approval", "separation", "off_catalogue", "release", "display",
    "requests", "opinions", "refusal", "exemption", "narrowing", "filing", "reports", "quotas", "archive",
)  # fmt: skip
NOTHING = "没有写"


@dataclass(frozen=True)
class Column:
    """A scheme: whose it is, its title, where one begins a draft from it (empty where it is a draft already), its document."""

    name: str
    title: str
    begin_url: str
    document: Row


@dataclass(frozen=True)
class Cell:
    """What the scheme of that name says of it."""

    name: str
    lines: list[str]


@dataclass(frozen=True)
class ComparedRow:
    """``differs``: not all say the same."""

    title: str
    cells: list[Cell]
    differs: bool


@dataclass(frozen=True)
class ComparedGroup:
    title: str
    rows: list[ComparedRow]


def compare(columns: Sequence[Column]) -> list[ComparedGroup]:
    found = [
        ComparedGroup(group.title, [row_of(section, columns) for section in group.sections if section.name in COMPARED])
        for group in GROUPS
    ]
    return [group for group in found if group.rows]


def row_of(section: Section, columns: Iterable[Column]) -> ComparedRow:
    cells = [Cell(column.name, section.say(column.document) or [NOTHING]) for column in columns]
    return ComparedRow(section.title, cells, len({tuple(cell.lines) for cell in cells}) > 1)
