"""What the demonstration consists of, read from the files beside this module."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import yaml

FOLDER = Path(__file__).resolve().parent
ABOVE = "approver"
# What a row says beside the columns of the organisation.
BESIDE = ("superior", "departments", "audiences", "posts")


@dataclass(frozen=True)
class Unit:
    """An organisation as it is to be. ``people``: identity (clerk, member, …) → name; ``fields`` are the model's."""

    code: str
    fields: Mapping
    people: Mapping[str, str]
    has_scheme: bool = False
    superior: str | None = None
    departments: list[str] = field(default_factory=list)
    audiences: list[str] = field(default_factory=list)
    posts: Mapping[str, list[str]] = field(default_factory=dict)

    @property
    def life(self) -> Mapping[str, list]:
        """Chapter → rows, of what its tale does not tell."""
        return read("life").get(self.code, {})

    def roles(self, identity: str) -> list[str]:
        """The roles of a person here, the first named first."""
        role = identities()[identity].get("role", [])
        return [*([role] if isinstance(role, str) else role), *self.posts.get(identity, [])]


@cache
def read(name: str) -> Mapping:
    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))


def identities() -> Mapping[str, Mapping]:
    """Identity → role or roles, membership, seat in the leading group, whether of the named audiences."""
    return read("organizations")["people"]


def administrators() -> Mapping[str, tuple[str, str]]:
    """User name → kind and full name."""
    return {username: tuple(row) for username, row in read("organizations")["administrators"].items()}


def units() -> list[Unit]:
    """Every organisation, a superior before those below it."""
    data = read("organizations")
    names, names_below, identities_below = data["names"], data["subordinate_names"], data["subordinate_people"]
    return [
        *(unit(row, [ABOVE], [name]) for row, name in zip(data["superiors"], names["superiors"], strict=True)),
        *(unit(row, identities(), names[row["code"]], has_scheme=True) for row in data["organizations"]),
        *(unit(row, identities_below, names_below[row["code"]]) for row in data["subordinates"]),
    ]


def unit(row: Mapping, people: Iterable[str], names: Iterable[str], *, has_scheme: bool = False) -> Unit:
    beside = {name: row[name] for name in BESIDE if name in row}
    fields = {name: value for name, value in row.items() if name not in BESIDE}
    return Unit(row["code"], fields, dict(zip(people, names, strict=True)), has_scheme, **beside)
