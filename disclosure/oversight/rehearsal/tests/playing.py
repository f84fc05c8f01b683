"""Scripts are played in this process, each on a copy of the database that holds its base."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from textwrap import dedent
from typing import Any

from django.db import transaction

from disclosure.oversight.rehearsal.base.filling import fill
from disclosure.oversight.rehearsal.play import Played, play
from disclosure.oversight.rehearsal.script import written
from disclosure.testing.template import on_copy_of, sqlite_base


def rehearsed(text: str, folder: Path = Path("."), then: Callable[[], None] = lambda: None) -> Played:
    """Whatever it did is undone; ``then`` looks at the database before that."""
    found = written(text, folder)
    with on_copy_of(prepared(found.script.base, found.script.first)), transaction.atomic():
        played = play(found)
        then()
        transaction.set_rollback(True)
    return played


def prepared(base: str, first: date) -> Path:
    return sqlite_base(f"{base}-{first}", lambda: fill(base, first))


def script(first: str, until: str, *parts: str, base: str = "demo") -> str:
    """``parts``: lines under ``steps``, or what ``checked`` gives."""
    rows = "".join(f"{dedent(part).strip()}\n" for part in parts)
    return f"base: {base}\nfrom: {first}\nuntil: {until}\nsteps:\n{rows}"


def checked(name: str, code: str, on: str, approval: str = "") -> str:
    """The steps from the draft to its approval, all on one day; ``approval``: what the approval says besides."""
    people = {"submit": "clerk", "review": "reviewer", "check_secrecy": "secrecy"}
    rows = [f"- {{on: {on}, by: {code}-{who}, do: {do}, on_what: {name}}}\n" for do, who in people.items()]
    more = f", {approval}" if approval else ""
    return "".join([*rows, f"- {{on: {on}, by: {code}-approver, do: approve, on_what: {name}{more}}}\n"])


def rows_of(played: Played, **wanted: Any) -> list[Mapping[str, Any]]:
    """Of the ledger as it ended."""
    return [row for row in played.printed["ledger"] if all(row[name] == value for name, value in wanted.items())]


def row_of(played: Played, **wanted: Any) -> Mapping[str, Any]:
    (row,) = rows_of(played, **wanted)
    return row


def refusals(played: Played) -> list[tuple[int, str]]:
    """Number of the step and what was said."""
    return [(row["n"], row["message"]) for row in played.printed["steps"] if row["status"] == "refused"]
