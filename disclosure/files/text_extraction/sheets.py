"""Excel: every cell of every sheet, hidden ones too; comments, headers and footers, defined names, what formulas say."""

import re
from collections.abc import Iterator

from lxml import etree

from disclosure.files.text_extraction.packages import Package, local, related
from disclosure.files.text_extraction.passage import Columns, Passage
from disclosure.files.text_extraction.words import ATTRIBUTES, all_words, words_in
from disclosure.web.whole_numbers import whole_number

BOOK = "xl/workbook.xml"
SHARED = "xl/sharedStrings.xml"
COMMENTS = re.compile(r"xl/(?:comments\d*|threadedComments/.*|comments/.*)\.xml$")
# `&C&"宋体,加粗"&14机密` says 机密 in the middle of the page.
HEADER_CODE = re.compile(r'&(?:"[^"]*"|\d+|K[0-9A-F]{6}|[A-Za-z])')
HEADERS = frozenset({"oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"})
HIDDEN = {"hidden": "（隐藏）", "veryHidden": "（深度隐藏）"}
COLUMN = re.compile(r"[A-Z]+")


def sheet_passages(package: Package) -> Iterator[Passage]:
    book = package.tree(BOOK)
    shared = shared_strings(package)
    for name, part in sheets_of(book, package):
        yield from cells(package, part, name, shared)
    for node in book.iter("{*}definedName"):
        yield Passage("名称定义", f"{node.get('name', '')} {node.text or ''} {node.get('comment', '')}")
    for sheet in book.iter("{*}sheet"):
        yield Passage("工作表的名称", sheet.get("name", ""))
    for part in filter(COMMENTS.match, package.names):
        for node in package.tree(part).iter("{*}comment", "{*}threadedComment"):
            yield Passage(f"批注 {node.get('ref', '')}", " ".join(all_words(node)) or words_in(node))


def is_read(name: str) -> bool:
    """Whether ``sheet_passages`` has read the part; the shared strings are read with their cells."""
    return name == BOOK or COMMENTS.match(name) is not None or name.startswith("xl/worksheets/sheet")


def sheets_of(book: etree._Element, package: Package) -> Iterator[tuple[str, str]]:
    """(what people call it, part) of every sheet, in the order of the tabs; then sheets that no tab shows."""
    targets, seen = package.relations(BOOK), set()
    for sheet in book.iter("{*}sheet"):
        if (part := related(sheet, targets)) in package.names:
            seen.add(part)
            yield f"工作表“{sheet.get('name', '')}”{HIDDEN.get(sheet.get('state', ''), '')}", part
    for part in package.names:
        if re.match(r"xl/worksheets/sheet[^/]*\.xml$", part) and part not in seen:
            yield "没有列出的工作表", part


def shared_strings(package: Package) -> list[str]:
    strings = []
    if SHARED in package.names:
        for node in package.elements(SHARED):
            if local(node) == "si":
                strings.append(words_in(node))
                forget(node)
    return strings


def cells(package: Package, part: str, name: str, shared: list[str]) -> Iterator[Passage]:
    columns = Columns()
    for node in package.elements(part):
        kind = local(node)
        if kind == "c":
            yield from cell(node, name, shared, columns)
        elif kind == "row":
            forget(node)
        elif kind in HEADERS:
            yield Passage(f"{name}页眉页脚", HEADER_CODE.sub("\n", node.text or ""))
        elif kind in ("formula1", "formula2") and node.text:
            yield Passage(f"{name}数据有效性", node.text)
        for attribute, value in node.attrib.items():
            if attribute in ATTRIBUTES:
                yield Passage(f"{name}{node.get('ref') or node.get('sqref') or ''}", value)


def cell(node: etree._Element, name: str, shared: list[str], columns: Columns) -> Iterator[Passage]:
    place, value = node.get("r", ""), node.findtext("{*}v") or ""
    if node.get("t") == "s":
        index = whole_number(value, len(shared) - 1)
        value = "" if index is None else shared[index]
    elif (inline := node.find("{*}is")) is not None:
        value = words_in(inline)
    if value:
        column = COLUMN.match(place)
        yield Passage(f"{name} {place}", columns.with_head(column and column.group(), value))
    if formula := node.findtext("{*}f"):
        yield Passage(f"{name} {place} 的公式", formula)


def forget(node: etree._Element) -> None:
    """Free what has been read, so that a sheet of a million cells needs no more memory than one of ten."""
    node.clear()
    while node.getprevious() is not None:
        del node.getparent()[0]
