"""What a correction changed, line by line. A line that went because of what it said is not shown again as it was."""

from difflib import SequenceMatcher

from catalog.items.models import Version
from disclosure.files.rich_text import to_text
from disclosure.files.sensitive_data.search import find, masked

GONE = "（这一行已删去，不再显示）"


def changed_lines(old: Version, new: Version) -> list[tuple[str, str]]:
    """Lines of title, text and attachments that were ``removed`` or ``added``, in their order, each between its ``kept``
    neighbours: what became of it, and its text."""
    before, after = lines_of(old), lines_of(new)
    said = "\n".join(after)
    rows: list[tuple[str, str]] = []
    for group in SequenceMatcher(None, before, after, autojunk=False).get_grouped_opcodes(1):
        for tag, first, last, new_first, new_last in group:
            if tag == "equal":
                rows += [("kept", text) for text in before[first:last]]
                continue
            rows += [("removed", fit(text, said)) for text in before[first:last]]
            rows += [("added", text) for text in after[new_first:new_last]]
    return rows


def lines_of(version: Version) -> list[str]:
    """A file by its content too: another file of the same name is a change."""
    files = [f"附件：{row.name}（校验码 {row.sha256[:8]}）" for row in version.attachments.all()]
    return [version.title, *to_text(version.body).splitlines(), *files]


def fit(text: str, said: str) -> str:
    """A removed line without the personal data that the new text no longer has."""
    gone = [found for found in find(text) if found.text not in said and not found.is_hint]
    if any(not found.is_maskable for found in gone):
        return GONE
    return masked(text, gone)
