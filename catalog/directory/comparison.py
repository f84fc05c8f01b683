"""Two versions of a catalogue side by side: entries added, removed, changed and moved (LK-20).

Entries are the same by their code. Two queries, however large the catalogues.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from catalog.directory.fields import LABELS, FieldChange, Values, shown, values_of
from catalog.directory.models import Catalogue, Entry
from disclosure.web.components import Badge

ADDED, REMOVED, CHANGED, MOVED, SAME = "added", "removed", "changed", "moved", "same"
BADGES = {ADDED: "done", REMOVED: "late", CHANGED: "soon", MOVED: "waiting", SAME: ""}
WORDS = {ADDED: "新增", REMOVED: "去掉", CHANGED: "有改动", MOVED: "换了位置", SAME: "没有变"}


@dataclass(frozen=True)
class Place:
    """An entry where it stands: the headings above it, from the top."""

    code: str
    headings: tuple[str, ...]
    values: Values


@dataclass(frozen=True)
class Difference:
    """``old`` is None for an added entry, ``new`` for a removed one; ``fields``: names of those that changed."""

    code: str
    kinds: tuple[str, ...]
    old: Place | None
    new: Place | None
    fields: tuple[str, ...] = ()

    @property
    def is_same(self) -> bool:
        return self.kinds == (SAME,)

    @property
    def name(self) -> str:
        return self.there.values["name"]

    @property
    def there(self) -> Place:
        """Its place in the new version, else in the old one."""
        found = self.new or self.old
        assert found is not None
        return found

    @property
    def badges(self) -> list[Badge]:
        return [Badge(BADGES[kind], WORDS[kind]) for kind in self.kinds]

    @property
    def sides(self) -> list[FieldChange]:
        """Of an added or removed entry, all its values on one side; else the values that changed, and its place if it moved."""
        old, new = self.old, self.new
        if old is None or new is None:
            values = self.there.values
            said = [(label, shown(name, values[name]) if values[name] else "") for name, label in LABELS.items()]
            return [FieldChange(label, words if old else "", words if new else "") for label, words in said if words]
        found = [
            FieldChange(LABELS[name], shown(name, old.values[name]), shown(name, new.values[name]))
            for name in self.fields
        ]
        return found + [FieldChange("位置", place_words(old), place_words(new))] * (MOVED in self.kinds)


@dataclass
class Comparison:
    rows: list[Difference] = field(default_factory=list)

    def count(self, kind: str) -> int:
        return sum(kind in row.kinds for row in self.rows)

    @property
    def differing(self) -> list[Difference]:
        return [row for row in self.rows if not row.is_same]

    @property
    def sentence(self) -> str:
        """新增 2 项，去掉 1 项，有改动 3 项；其余 80 项没有变。"""
        kinds = (ADDED, REMOVED, CHANGED, MOVED)
        parts = [f"{WORDS[kind]} {count} 项" for kind in kinds if (count := self.count(kind))]
        return f"{'，'.join(parts)}；其余 {self.count(SAME)} 项没有变。" if parts else "两版没有不同。"


def compare(old: Catalogue, new: Catalogue) -> Comparison:
    """In the order of the new version; a removed entry comes after the one that it followed."""
    before, after = places_of(old), places_of(new)
    moved = moved_codes(before, after)
    return Comparison([difference(before.get(code), after.get(code), moved) for code in in_order(before, after)])


def places_of(catalogue: Catalogue) -> Mapping[str, Place]:
    """Code → place, in tree order. One query."""
    headings: list[str] = []
    found: dict[str, Place] = {}
    for node in Entry.objects.filter(catalogue=catalogue, level__gt=0).order_by("lft"):
        del headings[node.level - 1 :]
        if node.rank == Entry.Rank.ENTRY:
            found[node.code] = Place(node.code, tuple(headings), values_of(node))
        headings.append(node.name)
    return found


def in_order(before: Mapping[str, Place], after: Mapping[str, Place]) -> Iterator[str]:
    """Codes of both: removed ones come right after the one that they followed."""
    gone: dict[str, list[str]] = {}
    last = ""
    for code in before:
        if code in after:
            last = code
        else:
            gone.setdefault(last, []).append(code)
    yield from gone.get("", ())
    for code in after:
        yield code
        yield from gone.get(code, ())


def moved_codes(before: Mapping[str, Place], after: Mapping[str, Place]) -> set[str]:
    """Below another heading; or, among those that stayed below theirs, in another order."""
    both = [code for code in before if code in after]
    stayed = {code for code in both if before[code].headings == after[code].headings}
    old, new = ([code for code in each if code in stayed] for each in (before, after))
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    in_place = {code for block in blocks for code in old[block.a : block.a + block.size]}
    return {code for code in both if code not in in_place}


def difference(old: Place | None, new: Place | None, moved: set[str]) -> Difference:
    if new is None or old is None:
        kind, code = (ADDED, new.code) if new else (REMOVED, old.code if old else "")
        return Difference(code, (kind,), old, new)
    fields = tuple(name for name in LABELS if old.values[name] != new.values[name])
    kinds = tuple(kind for kind, is_so in ((CHANGED, bool(fields)), (MOVED, new.code in moved)) if is_so)
    return Difference(new.code, kinds or (SAME,), old, new, fields)


def place_words(place: Place) -> str:
    return " › ".join(place.headings) or "最上一级"
