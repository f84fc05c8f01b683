"""The register of what a branch is asked: ``register/*.yaml``, a form with its fields by the clause that asks for them.

A field stands below the id of a clause, or below ``preset`` with the reason why it is asked although no document says so; then it
may be left empty, or the act is one that nobody has to take (``optional_act``). ``*``: every field of the form and of those made
from it. ``not_of_branch``: forms, or all of a module, that others fill in, with who.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from disclosure.oversight.assessment.burden.collecting import EVERY, Asked

FOLDER = Path(__file__).parent / "register"
WORDS = {"what", "preset", "optional_act"}


@dataclass(frozen=True)
class Entry:
    """A form. ``cited``: field → clause; ``preset``: field → why."""

    what: str
    cited: Mapping[str, str] = field(default_factory=dict)
    preset: Mapping[str, str] = field(default_factory=dict)
    optional_act: str = ""


@dataclass(frozen=True)
class Register:
    entries: Mapping[str, Entry]
    others: Mapping[str, str]

    def other(self, asked: Asked) -> str:
        """Who fills it in, where that is not a branch; empty where it is."""
        return next((who for place, who in self.others.items() if is_in(asked.form, place)), "")

    def entry(self, asked: Asked) -> tuple[Entry, str] | None:
        """The nearest form that says why the field is asked, with the name under which it says so."""
        for base in asked.bases:
            entry = self.entries.get(base)
            for name in (asked.name, EVERY):
                if entry and (name in entry.cited or name in entry.preset):
                    return entry, name
        return None


def is_in(form: str, place: str) -> bool:
    return form == place or form.startswith(f"{place}.")


@cache
def register() -> Register:
    entries: dict[str, Entry] = {}
    others: dict[str, str] = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        data = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        others |= data.get("not_of_branch") or {}
        for form, said in (data.get("forms") or {}).items():
            if form in entries:
                raise ValueError(f"{form} stands in the register twice")
            entries[form] = entry_of(said)
    return Register(entries, others)


def entry_of(said: Mapping[str, Any]) -> Entry:
    cited = {name: clause for clause in said if clause not in WORDS for name in str(said[clause]).split()}
    return Entry(said["what"], cited, said.get("preset") or {}, said.get("optional_act", ""))
