"""The sensitive data of a version, each in its place: what may be masked, and what may be waived."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from catalog.items.models import Attachment, Version
from disclosure.files.sensitive_data.kinds import (
    BLOCKS_PUBLICATION,
    BLOCKS_SUBMISSION,
    CLEARABLE,
    HINTS,
    LABELS,
    MASKABLE,
    SECRECY_MARK,
)
from disclosure.files.sensitive_data.places import findings_in_text

BODY, PARTED, FILES = "body", "parted", "attachments"


@dataclass(frozen=True)
class Spot:
    """One finding of a version, in words that may be shown and kept."""

    kind: str
    mask: str
    place: str
    excerpt: str
    field: str

    @property
    def key(self) -> tuple[str, str]:
        return self.kind, self.mask

    @property
    def label(self) -> str:
        return LABELS.get(self.kind, self.kind)

    @property
    def is_hint(self) -> bool:
        return self.kind in HINTS

    @property
    def is_maskable(self) -> bool:
        return self.kind in MASKABLE and self.field == BODY

    @property
    def is_clearable(self) -> bool:
        return self.kind in CLEARABLE

    def blocks(self, *, publication: bool) -> bool:
        """Else its submission."""
        return self.kind in (BLOCKS_PUBLICATION if publication else BLOCKS_SUBMISSION)

    @property
    def sentence(self) -> str:
        if self.kind == SECRECY_MARK:
            return f"{self.place}有{self.label}“{self.mask}”。涉密和内部的内容不能公开；标志不该有的，请删去。"
        return f"{self.place}有{self.label}{self.mask}，请删去或遮盖。"


def spots_of(version: Version, attachments: Iterable[Attachment]) -> list[Spot]:
    """In the order in which a person reads: title, text, files."""
    return [*spots_in_text(version.title, version.body), *spots_in_files(attachments)]


@lru_cache(maxsize=32)
def spots_in_text(title: str, body: str) -> tuple[Spot, ...]:
    """A long text is looked through once, not by each step and each page that asks."""
    rows = findings_in_text(title, body)
    return tuple(
        Spot(row.kind, row.suggested_mask, row.place, row.excerpt, BODY if row.is_whole else PARTED) for row in rows
    )


def spots_in_files(attachments: Iterable[Attachment]) -> Iterator[Spot]:
    for attachment in attachments:
        for row in attachment.personal_data:
            place = f"附件“{attachment.name}” {row.get('place', '')}".strip()
            yield Spot(row["kind"], row["mask"], place, row.get("excerpt", ""), FILES)
