"""What a correction changed, line by line. A line that went because of what it said is not shown again as it was."""

import difflib

from catalog.leaks.search import find, masked
from catalog.models import Version
from catalog.rich_text import to_text

SIGNS = {"+ ": "added", "- ": "removed"}
GONE = "（这一行已删去，不再显示）"


def changed_lines(old: Version, new: Version) -> list[dict]:
    """Removed and added lines of title, text and attachments, in their order. ``kind``: ``added`` or ``removed``."""
    before, after = lines_of(old), lines_of(new)
    said = "\n".join(after)
    rows = [(SIGNS.get(row[:2]), row[2:]) for row in difflib.ndiff(before, after)]
    return [{"kind": kind, "text": fit(text, said) if kind == "removed" else text} for kind, text in rows if kind]


def lines_of(version: Version) -> list[str]:
    return [version.title, *to_text(version.body).splitlines(), *file_lines(version)]


def file_lines(version: Version) -> list[str]:
    """A file by its content too: another file of the same name is a change."""
    return [f"附件：{row.name}（校验码 {row.sha256[:8]}）" for row in version.attachments.all()]


def fit(text: str, said: str) -> str:
    """A removed line without the personal data that the new text no longer has."""
    gone = [found for found in find(text) if found.text not in said and not found.is_hint]
    if any(not found.is_maskable for found in gone):
        return GONE
    return masked(text, gone)
