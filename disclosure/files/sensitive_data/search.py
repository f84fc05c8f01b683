"""Everything that a text must not say in public, each finding with a mask that could stand in its place."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TypedDict

from disclosure.files.sensitive_data.addresses import find_addresses
from disclosure.files.sensitive_data.kinds import HINTS, LABELS, MASKABLE, SECRECY_MARK
from disclosure.files.sensitive_data.marks import find_marks
from disclosure.files.sensitive_data.numbers import find_numbers
from disclosure.files.sensitive_data.plain import INVISIBLE, same_length, visible

CONTEXT = 12
MASK_LENGTH = 100
# So far around a finding its neighbours are looked at, and so many of them.
REACH = 40
NEAR = 8


class KeptFinding(TypedDict):
    """As it is kept with a file, in JSON."""

    kind: str
    mask: str
    place: str
    excerpt: str


@dataclass(frozen=True)
class Finding:
    """``text`` as it stands from ``start`` to ``end`` (never shown, stored or logged); ``suggested_mask`` is what could
    stand there instead; ``excerpt`` the words around it, all findings masked; ``place`` where, in plain words."""

    kind: str
    text: str = field(repr=False)
    start: int
    end: int
    suggested_mask: str
    place: str = ""
    excerpt: str = ""
    # Whether it stands in one piece, so that a mask can take its place.
    is_whole: bool = True

    @property
    def label(self) -> str:
        return LABELS[self.kind]

    @property
    def is_hint(self) -> bool:
        return self.kind in HINTS

    @property
    def is_maskable(self) -> bool:
        return self.kind in MASKABLE

    def as_dict(self) -> KeptFinding:
        """What may be kept: nothing of the text as it stands."""
        return {"kind": self.kind, "mask": self.suggested_mask, "place": self.place, "excerpt": self.excerpt}


def find(text: str, place: str = "") -> list[Finding]:
    """Everything found, in the order of the text. Where two overlap the surer kind stays."""
    seen, taken = visible(text), bytearray(len(text))
    kept = (
        [at for at, char in enumerate(text) if ord(char) not in INVISIBLE]
        if len(seen) < len(text)
        else range(len(text))
    )
    found: list[Finding] = []
    for finder in (find_numbers, find_addresses, find_marks):
        for kind, first, last, mask in finder(same_length(seen)):
            start, end = kept[first], kept[last - 1] + 1
            if not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                found.append(Finding(kind, text[start:end], start, end, mask[:MASK_LENGTH]))
    found.sort(key=lambda row: row.start)
    return [replace(row, place=place, excerpt=excerpt(text, found, at)) for at, row in enumerate(found)]


def masked(text: str, found: Iterable[Finding] | None = None) -> str:
    """The text with the suggested masks in the places of what was found."""
    rows = find(text) if found is None else found
    for row in sorted(rows, key=lambda row: -row.start):
        if row.kind in MASKABLE:
            text = text[: row.start] + row.suggested_mask + text[row.end :]
    return text


def excerpt(text: str, found: list[Finding], at: int) -> str:
    """A few words on both sides of a finding; a mark stands as it is, everything else masked."""
    row = found[at]
    shown = row.text.strip() if row.kind == SECRECY_MARK else row.suggested_mask
    before = between(text, max(0, row.start - REACH), row.start, found[max(0, at - NEAR) : at])
    after = between(text, row.end, row.end + REACH, found[at + 1 : at + 1 + NEAR])
    before, after = before.rpartition("\n")[2], after.partition("\n")[0]
    return f"{before[-CONTEXT:]}{shown}{after[:CONTEXT]}".strip()


def between(text: str, start: int, end: int, found: list[Finding]) -> str:
    """A stretch of the text, masked; a finding that reaches over its edge is taken in whole, so that no part of it shows."""
    near = [row for row in found if row.start < end and row.end > start]
    start, end = min([start, *(row.start for row in near)]), max([end, *(row.end for row in near)])
    moved = [replace(row, start=row.start - start, end=row.end - start) for row in near]
    return masked(text[start:end], moved)
