"""Where in the document a part stands, and how it is read and written there.

A path is dotted; a row of a list is found by its kind: ``time_limits.fixed.recurrences``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField

from catalog.own_schemes.sections.parts import PartForm, PartRows, Row, rows_of
from catalog.schemes.choices import LimitKind

KINDS = list(LimitKind.values)
USUAL_NAMES = {"公开": "publish", "更换": "replace", "更新": "update"}


@dataclass(frozen=True)
class Block:
    """A mapping of the document, asked by one form."""

    path: str
    form: type[PartForm]
    title: str = ""
    help: str = ""

    def read(self, document: Row) -> Any:
        return found(document, self.path) or {}

    def write(self, document: dict[str, Any], bound: Any) -> None:
        put(document, self.path, bound.part())

    def bind(self, document: Row, data: Any = None) -> Any:
        return self.form(data, part=self.read(document), prefix=self.prefix)

    def say(self, document: Row) -> list[str]:
        part = self.read(document)
        said = self.form.say(part) if part else ""
        return [f"{self.title}：{said}" if self.title else said] if said else []

    def refuse(self, bound: Any, keys: list[str], message: str) -> None:
        """Beside the field of that key, where the form has one."""
        bound.add_error(bound.field_of(keys), message)

    def field_at(self, form: Any, keys: list[str]) -> BoundField:
        """Where that key is asked for on a page that shows the document; for the whole part, where its ground is."""
        named = form.field_of(keys) or ("article" if "article" in form.fields else next(iter(form.fields)))
        return form[named]

    @property
    def prefix(self) -> str:
        return self.path.replace(".", "-")

    @property
    def is_list(self) -> bool:
        return False

    def paths(self) -> set[str]:
        """Paths of all that it asks for; ``[]`` for the rows of a list."""
        names = self.form.paths()
        return {f"{self.path}.{name}" if self.path else name for name in names}


@dataclass(frozen=True)
class Rows(Block):
    """A list of the document, a row each; ``extra``: empty rows to be filled; ``row``: what one is called."""

    extra: int = 1
    row: str = "项"

    def read(self, document: Row) -> Any:
        return found(document, self.path) or []

    def write(self, document: dict[str, Any], bound: Any) -> None:
        put(document, self.path, bound.parts())

    def bind(self, document: Row, data: Any = None) -> PartRows:
        return rows_of(self.form, self.extra)(data, rows=self.read(document), prefix=self.prefix)

    def refuse(self, bound: Any, keys: list[str], message: str) -> None:
        """At the row of that number among those that are kept; what is said of all of them stands at the first."""
        kept = [form for form in bound.forms if form not in bound.deleted_forms and form.part()]
        if kept:
            at = int(keys[0]) if keys else 0
            super().refuse(kept[at], keys[1:], message)

    def field_at(self, form: Any, keys: list[str]) -> BoundField:
        return super().field_at(form.forms[int(keys[0]) if keys else 0], keys[1:])

    def say(self, document: Row) -> list[str]:
        return [said for row in self.read(document) if (said := self.form.say(row))]

    @property
    def is_list(self) -> bool:
        return True

    def paths(self) -> set[str]:
        return {f"{self.path}[].{name}" for name in self.form.paths()}


@dataclass(frozen=True)
class NamedRows(Rows):
    """Rows that are known by a name, which nobody is asked for: a new one is called by what it does, else ``usual``."""

    usual: str = "turn"

    def write(self, document: dict[str, Any], bound: Any) -> None:
        named: list[Row] = []
        for number, row in enumerate(bound.parts(), start=1):
            name = row.get("name") or USUAL_NAMES.get(row.get("label", ""), self.usual)
            is_taken = any(each["name"] == name for each in named)
            named.append({**row, "name": f"{name}-{number}" if is_taken else name})
        put(document, self.path, named)


# --- places in the document ---


def found(document: Any, path: str) -> Any:
    """What stands there, or None."""
    place = document
    for key in path.split("."):
        place = (
            row_of(place, key) if isinstance(place, list) else place.get(key) if isinstance(place, Mapping) else None
        )
    return place


def row_of(rows: list[Any], kind: str) -> Any:
    return next((row for row in rows if row.get("kind") == kind), None)


def put(document: dict[str, Any], path: str, value: Any) -> None:
    """Written over what stands there; an empty mapping takes it away, and nothing is written into a row that is not there."""
    *parents, last = path.split(".")
    place: Any = document
    for key in parents:
        place = child(place, key)
    if place is None:
        return
    if isinstance(place, list):
        others = [row for row in place if row.get("kind") != last]
        rows = [*others, {"kind": last, **value}] if value else others
        place[:] = sorted(rows, key=lambda row: KINDS.index(row["kind"]) if row["kind"] in KINDS else len(KINDS))
    elif value == {}:
        place.pop(last, None)
    else:
        place[last] = value


def child(place: Any, key: str) -> Any:
    """The mapping or list inside, made where there is none."""
    if isinstance(place, list):
        return row_of(place, key)
    if place.get(key) is None:
        place[key] = [] if key == "time_limits" else {}
    return place[key]
