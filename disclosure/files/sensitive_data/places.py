"""The findings in a title and a text, each with its place in plain words."""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import unquote

from lxml import html

from disclosure.files.rich_text import to_text
from disclosure.files.sensitive_data.kinds import IDENTITY_NUMBER
from disclosure.files.sensitive_data.numbers import find_over_lines
from disclosure.files.sensitive_data.plain import same_length, visible
from disclosure.files.sensitive_data.search import Finding, find


def findings_in_text(title: str, body: str) -> list[Finding]:
    """``body`` is the rich text as it is kept. Paragraphs count as the reader sees them."""
    found, lines = find(title, "标题"), to_text(body).splitlines()
    for number, line in enumerate(lines, start=1):
        found += find(line, f"正文第{number}段")
    return [*found, *over_lines(lines), *in_links(body)]


def over_lines(lines: list[str]) -> Iterator[Finding]:
    """What a table or a break of the line parts: 身份证号 with a cell for each digit."""
    text = "\n".join(same_length(visible(line)) for line in lines)
    for kind, start, end, mask in find_over_lines(text):
        first, last = text.count("\n", 0, start) + 1, text.count("\n", 0, end) + 1
        yield Finding(kind, text[start:end], start, end, mask, f"正文第{first}至{last}段", mask, is_whole=False)


def in_links(body: str) -> Iterator[Finding]:
    """An address that a reader follows; numbers of phones look like numbers of pages there."""
    if "<a " not in body:
        return
    for link in html.fragment_fromstring(body, create_parent="div").iter("a"):
        for row in find(unquote(link.get("href", ""))):
            if row.kind == IDENTITY_NUMBER:
                yield replace(row, place="正文里的链接", excerpt=row.suggested_mask, is_whole=False)
