"""A text that changes: the suggested mask put into it, in the words as people read them, through whatever tags they stand in;
and the waivers that no longer hold."""

from collections.abc import Iterator
from html import escape
from itertools import islice

from django.core.exceptions import ValidationError
from lxml import html

from catalog.items.models import Version
from catalog.items.redaction.models import Waiver
from disclosure.files.rich_text import BLOCKS, SPACES
from disclosure.files.sensitive_data.kinds import MASKABLE
from disclosure.files.sensitive_data.places import findings_in_text
from disclosure.files.sensitive_data.plain import same_length, visible
from disclosure.files.sensitive_data.search import Finding, find, masked

ENDS_A_LINE = frozenset({*BLOCKS, "br", "tr", "td", "th", "caption"})
# Where a stretch of words is kept: an element and whether in its text or in its tail.
Slot = tuple[html.HtmlElement, str]


def masked_text(version: Version, kind: str, mask: str) -> tuple[str, str]:
    """Title and body with the mask in place of every such finding."""
    title = masked(version.title, wanted(find(version.title), kind, mask))
    body = masked_body(version.body, kind, mask)
    if kind not in MASKABLE or (title, body) == (version.title, version.body):
        raise ValidationError("正文和标题里没有找到这一处，可能已经改过了。附件里的请改好文件再上传。")
    return title, body


def wanted(found: list[Finding], kind: str, mask: str) -> list[Finding]:
    return [row for row in found if (row.kind, row.suggested_mask) == (kind, mask)]


def masked_body(body: str, kind: str, mask: str) -> str:
    if not body.strip():
        return body
    root = html.fragment_fromstring(body, create_parent="div")
    for line in lines_of(root):
        mask_line(line, kind, mask)
    return escape(root.text or "", quote=False) + "".join(html.tostring(node, encoding="unicode") for node in root)


def lines_of(root: html.HtmlElement) -> Iterator[list[Slot]]:
    """The stretches of words that the reader sees as one line, as ``rich_text.to_text`` breaks them."""
    line: list[Slot] = []
    for event, node in walked(root):
        if event == "text":
            line.append((node, "text"))
        else:
            if node.tag in ENDS_A_LINE:
                yield line
                line = []
            line.append((node, "tail"))
    yield line


def walked(node: html.HtmlElement) -> Iterator[tuple[str, html.HtmlElement]]:
    yield "text", node
    for child in node:
        yield from walked(child)
        yield "tail", child


def mask_line(line: list[Slot], kind: str, mask: str) -> None:
    """The first character of a finding becomes the mask, the others go: the tags around them stay."""
    texts = [getattr(node, name) or "" for node, name in line]
    characters = list("".join(texts))
    kept, shown = reading("".join(texts))
    for row in wanted(find(shown), kind, mask):
        first, last = kept[row.start], kept[row.end - 1]
        characters[first : last + 1] = [mask, *[""] * (last - first)]
    left = iter(characters)
    for (node, name), text in zip(line, texts, strict=True):
        setattr(node, name, "".join(islice(left, len(text))) or None)


def reading(words: str) -> tuple[list[int], str]:
    """The words with runs of spaces as one, and where each character stood."""
    kept, at = [], 0
    for match in SPACES.finditer(words):
        kept += [*range(at, match.start()), match.start()]
        at = match.end()
    kept += range(at, len(words))
    return kept, SPACES.sub(" ", words)


def take_back_outdated(version: Version, *, title: str, body: str) -> list[str]:
    """Before the text of the version becomes the given one: a waiver does not cover another number that looks the same under
    its mask. Returns the masks whose waiver is gone; it may be asked anew."""
    rows = list(version.waivers.exclude(state=Waiver.State.REFUSED))
    if not rows:
        return []
    old, new = texts_of(version.title, version.body), texts_of(title, body)
    gone = [row for row in rows if new.get((row.kind, row.mask), set()) - old.get((row.kind, row.mask), set())]
    Waiver.objects.filter(pk__in=[row.pk for row in gone]).delete()
    return [row.mask for row in gone]


def texts_of(title: str, body: str) -> dict[tuple[str, str], set[str]]:
    """Kind and mask → what is found, as it stands."""
    found: dict[tuple[str, str], set[str]] = {}
    for row in findings_in_text(title, body):
        plain = "".join(char for char in same_length(visible(row.text)) if char.isalnum())
        found.setdefault((row.kind, row.suggested_mask), set()).add(plain)
    return found
