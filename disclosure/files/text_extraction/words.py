"""The words in a part of an office package: paragraphs, loose texts, and the texts that stand in attributes."""

from collections.abc import Iterator

from lxml import etree

from disclosure.files.text_extraction.packages import local
from disclosure.files.text_extraction.passage import Passage

PARAGRAPHS = frozenset({"p", "si", "is", "text"})
TEXTS = frozenset({"t", "delText", "instrText", "delInstrText"})
BREAKS = frozenset({"tab", "br", "cr", "ptab"})
# Descriptions of pictures, watermarks (string), cached values of tables (v), targets of links, names of styles left out.
ATTRIBUTES = frozenset(
    [
        "descr",
        "title",
        "string",
        "alt",
        "tooltip",
        "display",
        "Target",
        "v",
        "prompt",
        "promptTitle",
        "error",
        "linkTarget",
    ]
)
# Splits a number for the eye no more than a hyphen does.
HYPHEN = "noBreakHyphen"


def words_in(node: etree._Element) -> str:
    """Text runs of one paragraph belong together: a number is often split over several of them."""
    return "".join(pieces(node))


def pieces(node: etree._Element) -> Iterator[str]:
    for child in node:
        name = local(child)
        if name in TEXTS:
            yield child.text or ""
        elif name in BREAKS:
            yield " "
        elif name == HYPHEN:
            yield "-"
        elif name not in PARAGRAPHS:
            yield from pieces(child)


def paragraphs_in(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Every paragraph with its words; one that stands in another, as a text box does, for itself."""
    for node in root.iter():
        if local(node) in PARAGRAPHS and (words := words_in(node) or (node.text or "")).strip():
            yield node, words


def other_words(root: etree._Element) -> Iterator[str]:
    """What stands in no paragraph: texts of other elements and the attributes that people can read."""
    for node in root.iter(etree.Element):
        if node.text and node.text.strip() and not in_paragraph(node):
            yield node.text
        for name, value in node.attrib.items():
            if name.rpartition("}")[2] in ATTRIBUTES and len(value) > 1:
                yield value


def in_paragraph(node: etree._Element) -> bool:
    if local(node) in PARAGRAPHS:
        return True
    return local(node) in TEXTS and any(local(above) in PARAGRAPHS for above in node.iterancestors())


def all_words(root: etree._Element) -> Iterator[str]:
    yield from (words for _node, words in paragraphs_in(root))
    yield from other_words(root)


def passages_in(place: str, root: etree._Element) -> Iterator[Passage]:
    """All the words of a part, with one place for them."""
    return (Passage(place, words) for words in all_words(root))
