"""The findings in a title and a text, each with its place in plain words."""

from catalog.leaks.search import Finding, find
from catalog.rich_text import to_text


def findings_in_text(title: str, body: str) -> list[Finding]:
    """``body`` is the rich text as it is kept. Paragraphs count as the reader sees them."""
    found = find(title, "标题")
    for number, line in enumerate(to_text(body).splitlines(), start=1):
        found += find(line, f"正文第{number}段")
    return found
