"""The text of an item: an allow-list of plain tags, and pasted Word text kept readable.

``clean`` runs nh3 first, so that what follows is well-formed, and last, so that nothing gets past it.
"""

import re
from html import escape

import nh3
from lxml import html
from lxml.html import HtmlElement

from disclosure.web.whole_numbers import whole_number

TAGS = {
    "p", "h2", "h3", "h4", "ul", "ol", "li", "strong", "em", "a", "br", "blockquote", "sub", "sup",
    "table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td",
}  # fmt: skip
ATTRIBUTES = {"a": {"href"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}}
SCHEMES = {"http", "https"}
# What pasted text may bring along and is turned into the tags above.
PASTED_TAGS = TAGS | {"div", "h1", "h5", "h6", "b", "i"}
PASTED_ATTRIBUTES = {**ATTRIBUTES, "p": {"class"}}
RENAMED = {"b": "strong", "i": "em", "h1": "h2", "h5": "h4", "h6": "h4"}
# Wider or higher than any table; a browser stops there too, a typesetter goes on until it has no memory left.
MOST_CELLS = {"colspan": 50, "rowspan": 500}
PASSES = 5
# No text is nested deeper; the time that a parser takes grows with the depth at every tag.
DEEPEST = 100
# These end by themselves where the next of them begins, or have no end.
FLAT = {
    "p",
    "li",
    "td",
    "th",
    "tr",
    "tbody",
    "thead",
    "tfoot",
    "colgroup",
    "col",
    "br",
    "hr",
    "img",
    "input",
    "meta",
    "link",
    "dt",
    "dd",
}
LISTS = ("ul", "ol")
BLOCKS = {"p", "h2", "h3", "h4", "ul", "ol", "li", "table", "blockquote", "div"}

OPENED_OR_CLOSED = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:]*)[^<>]*>")
TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--")
# Marks of direction too: they turn what is read into something else than what is written.
CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff\ufffe\uffff]"
)
SPACES = re.compile(r"[ \t\r\n\u00a0\u3000]+")
# Only numbers and bullets become lists: 一、 and （一） are the numbering of official documents and stay in the text.
NUMBER = re.compile(r"^\s*\d{1,3}\s*[.．、)）]\s*")
BULLET = re.compile(r"^\s*(?:[·•●■◆▪\uf0b7\uf06c\uf0d8\uf0a7\uf06e]|[lnuoØ§Ÿ-](?=\s))\s*")


def clean(text: str) -> str:
    """Safe, readable HTML from whatever was typed or pasted; plain text becomes paragraphs."""
    text = printable(text)
    if not TAG.search(text):
        return from_plain(text)
    text = shallow(text)
    for _pass in range(PASSES):
        before, text = text, tidied(text)
        if text == before:
            break
    return text


def shallow(text: str) -> str:
    """Without the tags that nest deeper than any text; the words stay."""
    depth = 0

    def kept(tag: re.Match[str]) -> str:
        nonlocal depth
        if tag[2].lower() in FLAT:
            return tag[0]
        before, depth = depth, max(0, depth - 1) if tag[1] else depth + 1
        return tag[0] if max(before, depth) <= DEEPEST else ""

    return OPENED_OR_CLOSED.sub(kept, text)


def tidied(text: str) -> str:
    """Once. Tags that were never closed are closed where a table ends, which may leave an empty paragraph for another pass."""
    tidy = nh3.clean(text, tags=PASTED_TAGS, attributes=PASTED_ATTRIBUTES, url_schemes=SCHEMES, link_rel=None)
    return strict(readable(printable(tidy)))


def printable(text: str) -> str:
    """Without the control characters that XML and databases refuse."""
    return CONTROL.sub("", text)


def one_line(text: str) -> str:
    """A title: no control characters, no line breaks, no indents."""
    return SPACES.sub(" ", printable(text)).strip()


def strict(text: str) -> str:
    return nh3.clean(
        text, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener noreferrer"
    ).strip()


def from_plain(text: str) -> str:
    """A paragraph a line, without the indents that people type before it."""
    lines = (SPACES.sub(" ", line).strip() for line in text.splitlines())
    return "".join(f"<p>{escape(line, quote=False)}</p>" for line in lines if line)


def to_text(text: str) -> str:
    """The words alone, a line a block, for searching and scanning."""
    if not text.strip():
        return ""
    root = html.fragment_fromstring(text, create_parent="div")
    for node in root.iter(*BLOCKS, "br", "tr", "td", "th", "caption"):
        node.tail = "\n" + (node.tail or "")
    lines = (SPACES.sub(" ", line).strip() for line in root.text_content().splitlines())
    return "\n".join(line for line in lines if line)


def is_empty(text: str) -> bool:
    return not to_text(text)


def readable(tidy: str) -> str:
    root = html.fragment_fromstring(tidy, create_parent="div")
    for node in list(root.iterdescendants()):
        node.tag = RENAMED.get(node.tag, node.tag)
    for node in list(root.iterdescendants("div")):
        unwrap_or_paragraph(node)
    for node in root.iter():
        node.text, node.tail = spaced(node.text), spaced(node.tail)
    for node in root.iterdescendants("td", "th"):
        bound_cells(node)
    for node in list(root.iterdescendants("a")):
        if not node.get("href"):
            node.drop_tag()
    make_lists(root)
    gather_points(root)
    keep_points_alone(root)
    wrap_loose(root)
    for node in list(root.iterdescendants("p", "h2", "h3", "h4", "strong", "em", "li")):
        tidy_line(node)
    return "".join(html.tostring(node, encoding="unicode") for node in root)


def bound_cells(node: HtmlElement) -> None:
    for name, most in MOST_CELLS.items():
        value = node.get(name, "1")
        if not whole_number(value, most):
            node.attrib.pop(name)


def spaced(text: str | None) -> str | None:
    return SPACES.sub(" ", text) if text else text


def unwrap_or_paragraph(node: HtmlElement) -> None:
    if any(child.tag in BLOCKS for child in node):
        node.drop_tag()
    else:
        node.tag = "p"


def wrap_loose(root: HtmlElement) -> None:
    """Words that stand in no block get a paragraph."""
    paragraph, root.text = loose(root, root.text), None
    if paragraph is not None:
        root.insert(0, paragraph)
    for node in [child for child in root if child is not paragraph]:
        if node.tag in BLOCKS:
            paragraph, node.tail = loose(root, node.tail), None
            if paragraph is not None:
                node.addnext(paragraph)
            continue
        if paragraph is None:
            paragraph = root.makeelement("p")
            node.addprevious(paragraph)
        paragraph.append(node)


def loose(root: HtmlElement, text: str | None) -> HtmlElement | None:
    if not (text or "").strip():
        return None
    paragraph = root.makeelement("p")
    paragraph.text = text
    return paragraph


def tidy_line(node: HtmlElement) -> None:
    """No indent of typed spaces, no empty lines; Word writes both."""
    if node.tag not in ("strong", "em"):
        node.text = (node.text or "").lstrip() or None
    node.attrib.pop("class", None)
    if not node.text_content().strip():
        node.drop_tree()


def make_lists(root: HtmlElement) -> None:
    """Word's list paragraphs, which carry their numbers as text, become lists."""
    current = None
    for node in list(root.iterdescendants("p")):
        kind = list_kind(node)
        if kind is None:
            current = None
            continue
        if current is None or current.tag != kind or node.getprevious() is not current:
            current = node.makeelement(kind)
            node.addprevious(current)
        node.tag = "li"
        node.text = (NUMBER if kind == "ol" else BULLET).sub("", node.text or "", count=1)
        current.append(node)
        node.attrib.pop("class", None)


def gather_points(root: HtmlElement) -> None:
    """A point stands in a list; what was pasted without its list gets one."""
    for node in list(root.iterdescendants("li")):
        if node.getparent().tag in LISTS:
            continue
        before, tail, node.tail = node.getprevious(), node.tail, None
        if before is None or before.tag not in LISTS or (before.tail or "").strip():
            before = node.makeelement("ul")
            node.addprevious(before)
        before.append(node)
        before.tail = tail


def keep_points_alone(root: HtmlElement) -> None:
    """A list holds points and nothing else: a list between them belongs to the point before, words become a point."""
    for node in list(root.iterdescendants(*LISTS)):
        text, node.text = node.text, None
        for child in list(node):
            before = child.getprevious()
            if child.tag in LISTS and before is not None:
                before.append(child)
            elif child.tag != "li":
                child.addprevious(point := node.makeelement("li"))
                point.append(child)
            else:
                tail, child.tail = child.tail, None
                add_words(child, tail)
        if (text or "").strip():
            node.insert(0, point := node.makeelement("li"))
            point.text = text


def add_words(node: HtmlElement, text: str | None) -> None:
    """At its end."""
    if text is None or not text.strip():
        return
    if len(node):
        node[-1].tail = (node[-1].tail or "") + text
    else:
        node.text = (node.text or "") + text


def list_kind(node: HtmlElement) -> str | None:
    if not (node.get("class") or "").startswith("MsoListParagraph"):
        return None
    text = node.text_content()
    return "ol" if NUMBER.match(text) else "ul" if BULLET.match(text) else None
