"""What the demonstration consists of, read from the files beside this module."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import yaml

FOLDER = Path(__file__).resolve().parent
ABOVE = "approver"


@dataclass(frozen=True)
class Unit:
    """An organisation as it is to be. ``people``: identity (clerk, member, …) → name; ``fields`` are the model's."""

    code: str
    superior: str | None
    fields: Mapping
    people: Mapping[str, str]
    has_scheme: bool = False
    departments: list[str] = field(default_factory=list)
    audiences: list[str] = field(default_factory=list)
    stories: list[Mapping] = field(default_factory=list)
    life: Mapping[str, list] = field(default_factory=dict)
    posts: Mapping[str, list[str]] = field(default_factory=dict)

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
    data, stories = read("organizations"), read("stories")
    life = {code: {**chapters, **read("cases").get(code, {})} for code, chapters in read("life").items()}
    names = data["names"]
    above = [unit(row, {ABOVE: name}) for row, name in zip(data["superiors"], names["superiors"], strict=True)]
    main = [
        unit(row, named(data["people"], names[row["code"]]), stories, life, has_scheme=True)
        for row in data["organizations"]
    ]
    below = [
        unit(row, named(data["subordinate_people"], data["subordinate_names"][row["code"]]), stories, life)
        for row in data["subordinates"]
    ]
    return above + main + below


def named(identities, names: list[str]) -> Mapping[str, str]:
    return dict(zip(identities, names, strict=True))


def unit(
    row: Mapping,
    people: Mapping[str, str],
    stories: Mapping | None = None,
    life: Mapping | None = None,
    *,
    has_scheme: bool = False,
) -> Unit:
    fields = dict(row)
    lists = {name: fields.pop(name, []) for name in ("departments", "audiences")}
    posts = fields.pop("posts", {})
    return Unit(
        code=row["code"],
        superior=fields.pop("superior", None),
        fields=fields,
        people=people,
        has_scheme=has_scheme,
        posts=posts,
        stories=(stories or {}).get(row["code"], []),
        life=(life or {}).get(row["code"], {}),
        **lists,
    )
