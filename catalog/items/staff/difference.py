"""The text of a version beside the one before, for the desk: every line of it."""

import difflib
from dataclasses import dataclass

from catalog.items.models import Version
from disclosure.files.rich_text import to_text

KINDS = {"+ ": "added", "- ": "removed", "  ": "kept"}


@dataclass(frozen=True)
class Line:
    """``kind`` is kept, added or removed."""

    text: str
    kind: str


def difference(version: Version) -> list[Line]:
    """Empty for the first version."""
    old = version.item.versions.filter(number=version.number - 1).first() if version.number > 1 else None
    before, after = ([each.title, *to_text(each.body).splitlines()] for each in (old, version)) if old else ([], [])
    return [Line(line[2:], KINDS[line[:2]]) for line in difflib.ndiff(before, after) if line[:2] in KINDS]
