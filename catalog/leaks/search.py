"""Everything that a text must not say in public, each finding with a mask that could stand in its place."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from catalog.leaks.addresses import find_addresses
from catalog.leaks.kinds import HINTS, LABELS, MASKABLE, SECRECY_MARK
from catalog.leaks.marks import find_marks
from catalog.leaks.numbers import find_numbers
from catalog.leaks.plain import same_length

CONTEXT = 12
MASK_LENGTH = 100


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

    @property
    def label(self) -> str:
        return LABELS[self.kind]

    @property
    def is_hint(self) -> bool:
        return self.kind in HINTS

    @property
    def is_maskable(self) -> bool:
        return self.kind in MASKABLE

    def as_dict(self) -> dict:
        """What may be kept: nothing of the text as it stands."""
        return {"kind": self.kind, "mask": self.suggested_mask, "place": self.place, "excerpt": self.excerpt}


def find(text: str, place: str = "") -> list[Finding]:
    """Everything found, in the order of the text. Where two overlap the surer kind stays."""
    folded = same_length(text)
    found: list[Finding] = []
    for finder in (find_numbers, find_addresses, find_marks):
        for kind, start, end, mask in finder(folded):
            if not any(start < other.end and other.start < end for other in found):
                found.append(Finding(kind, text[start:end], start, end, mask[:MASK_LENGTH]))
    found.sort(key=lambda row: row.start)
    return [replace(row, place=place, excerpt=excerpt(text, found, row)) for row in found]


def masked(text: str, found: Iterable[Finding] | None = None, kinds: frozenset[str] = MASKABLE) -> str:
    """The text with the suggested masks in the places of what was found."""
    rows = find(text) if found is None else found
    for row in sorted(rows, key=lambda row: -row.start):
        if row.kind in kinds:
            text = text[: row.start] + row.suggested_mask + text[row.end :]
    return text


def excerpt(text: str, found: list[Finding], row: Finding) -> str:
    """A few words on both sides of the finding; a mark stands as it is, everything else masked."""
    shown = row.suggested_mask if row.kind != SECRECY_MARK else row.text.strip()
    before = masked(text[: row.start], [other for other in found if other.end <= row.start])
    after = masked_after(text, [other for other in found if other.start >= row.end], row.end)
    return f"{before[-CONTEXT:]}{shown}{after[:CONTEXT]}".replace("\n", " ").strip()


def masked_after(text: str, found: list[Finding], start: int) -> str:
    moved = [replace(other, start=other.start - start, end=other.end - start) for other in found]
    return masked(text[start:], moved)
