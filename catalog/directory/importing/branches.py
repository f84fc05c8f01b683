"""Rows of a catalogue into the tree they describe: categories, subcategories, entries, in the order of the file."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from catalog.directory.exchange.labels import parts
from catalog.directory.importing.understood import NOTE_LENGTH, Understood
from catalog.directory.models import Entry
from catalog.directory.trees import Branch
from catalog.schemes.rules import Row, SchemeRules
from catalog.schemes.sources import source_words
from disclosure.web.whole_numbers import whole_numbers

OTHER = ("其他", "其它")


@dataclass(frozen=True)
class Remarks:
    """What the scheme's own document says of single codes: notes, and by which rule of the register scope and channels are
    pinned; where the document names none, nothing is pinned (QJ-08)."""

    notes: Mapping[str, str]
    pinned: Mapping[str, str]

    @classmethod
    def of(cls, document: Row) -> "Remarks":
        """A near-duplicate is noted at both entries."""
        notes: dict[str, list[str]] = defaultdict(list)
        for note in document.get("notes") or []:
            for code in filter(None, (note.get("code"), note.get("also"))):
                notes[code].append(note["note"])
        pinned = document.get("pinned") or []
        for row in pinned:
            for code in row["codes"]:
                notes[code].append(source_words(row))
        texts = {code: " ".join(filter(None, texts)) for code, texts in notes.items()}
        return cls(texts, {code: row["cites"] for row in pinned if row.get("cites") for code in row["codes"]})

    def note(self, code: str) -> str:
        return self.notes.get(code, "")[:NOTE_LENGTH]


def branches_of(rows: Sequence[Understood], rules: SchemeRules, remarks: Remarks) -> list[Branch]:
    """Neighbouring rows with the same label share a node; rows without a label hang one level higher.

    A category for other matters stands in every catalogue, so that off-catalogue items have a home (LK-03).
    """
    numbers = {row["name"]: str(row["number"]) for row in rules.data.get("categories") or []}
    branches: list[Branch] = []
    for name, group in groupby(rows, key=lambda each: each.row.category):
        below = list(group)
        if not name:
            branches += _below(below, remarks)
        else:
            code = numbers.get(name) or _group_code(below, 1) or str(len(branches) + 1)
            branches.append(_heading(Entry.Rank.CATEGORY, code, name, _below(below, remarks), remarks))
    branches += _home_for_others(branches, rules, remarks)
    return branches


def _below(rows: Sequence[Understood], remarks: Remarks) -> list[Branch]:
    nodes: list[Branch] = []
    for name, group in groupby(rows, key=lambda each: each.row.subcategory):
        below = list(group)
        entries = [_entry(each, remarks) for each in below]
        if not name:
            nodes += entries
        else:
            nodes.append(_heading(Entry.Rank.SUBCATEGORY, _group_code(below, 2), name, entries, remarks))
    return nodes


def _heading(rank: str, code: str, name: str, children: list[Branch], remarks: Remarks) -> Branch:
    return Branch({"rank": rank, "code": code, "name": name, "note": remarks.note(code)}, children)


def _entry(each: Understood, remarks: Remarks) -> Branch:
    row = each.row
    values = {
        "rank": Entry.Rank.ENTRY,
        "code": row.code,
        "name": row.content,
        "scope": each.scope,
        "inside_first": each.inside_first,
        "scope_words": list(row.scope),
        "audience_names": list(each.audience_names),
        "limit_kind": each.limit_kind,
        "limit_words": row.limit,
        "limit_rule": each.limit_rule,
        "channels": list(each.channels),
        "department_names": list(row.departments),
        "person_name": row.person,
        "note": "；".join(filter(None, [remarks.note(row.code), each.note]))[:NOTE_LENGTH],
        "pinned_by": remarks.pinned.get(row.code, ""),
        **each.row.classes,
        **each.row.government,
    }
    return Branch(values, departments=row.departments)


def _group_code(rows: Sequence[Understood], length: int) -> str:
    """The beginning that the codes of a group share: 1-2 for 1-2-1 to 1-2-6; empty when there is none."""
    beginnings = {parts(each.row.code)[:length] for each in rows if len(parts(each.row.code)) > length}
    return "-".join(map(str, beginnings.pop())) if len(beginnings) == 1 else ""


def _home_for_others(branches: Sequence[Branch], rules: SchemeRules, remarks: Remarks) -> Iterator[Branch]:
    home = next((row for row in rules.data.get("categories") or [] if row.get("home_for_off_catalogue")), None)
    names = {branch.values["name"] for branch in branches if branch.values["rank"] == Entry.Rank.CATEGORY}
    if home and home["name"] not in names and not any(word in name for word in OTHER for name in names):
        yield _heading(Entry.Rank.CATEGORY, free_code(home["number"], branches), home["name"], [], remarks)


def free_code(number: int, branches: Sequence[Branch]) -> str:
    """The scheme's number, else the one behind the last category: a file has its own."""
    taken = {branch.values["code"] for branch in branches}
    behind = max(whole_numbers(taken), default=0) + 1
    return str(number) if str(number) not in taken else str(behind)
