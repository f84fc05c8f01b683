"""Word: paragraphs and tables as the reader counts them, text boxes, headers, footers, notes, comments, deleted words too."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from disclosure.files.text_extraction.packages import Package, local
from disclosure.files.text_extraction.passage import Columns, Passage
from disclosure.files.text_extraction.words import other_words, paragraphs_in, passages_in

BODY = "word/document.xml"
PARTS = (
    (re.compile(r"word/header\d*\.xml$"), "页眉"),
    (re.compile(r"word/footer\d*\.xml$"), "页脚"),
    (re.compile(r"word/footnotes\.xml$"), "脚注"),
    (re.compile(r"word/endnotes\.xml$"), "尾注"),
    (re.compile(r"word/comments\w*\.xml$"), "批注"),
)


@dataclass
class Counting:
    """Where the reader is: paragraphs outside tables count, tables count, rows and cells count within their table."""

    paragraph: int = 0
    tables: dict = field(default_factory=dict)
    rows: dict = field(default_factory=dict)
    cells: dict = field(default_factory=dict)
    columns: dict = field(default_factory=dict)

    def place(self, node: etree._Element, words: str) -> tuple[str, str]:
        """The place and the words, in a table with what the head of the column says of them."""
        above = {local(parent): parent for parent in reversed(list(node.iterancestors()))}
        if "txbxContent" in above:
            return "文本框", words
        if "tbl" not in above or "tc" not in above:
            self.paragraph += 1
            return f"正文第{self.paragraph}段", words
        table, row, cell = above["tbl"], above["tr"], above["tc"]
        number = self.tables.setdefault(table, len(self.tables) + 1)
        rows = self.rows.setdefault(table, {})
        place = f"第{number}个表格第{rows.setdefault(row, len(rows) + 1)}行"
        return place, self.columns.setdefault(table, Columns()).with_head(self.column(row, cell), words)

    def column(self, row: etree._Element, cell: etree._Element) -> int:
        """From 0. The cells of a row are counted once, when the first of them is met."""
        if row not in self.cells:
            self.cells = {row: {each: at for at, each in enumerate(each for each in row if local(each) == "tc")}}
        return self.cells[row].get(cell, 0)


def word_passages(package: Package) -> Iterator[Passage]:
    root, counting = package.tree(BODY), Counting()
    for node, words in paragraphs_in(root):
        yield Passage(*counting.place(node, words))
    yield from (Passage("正文里的说明文字或链接", words) for words in other_words(root))
    for name in package.names:
        for pattern, place in PARTS:
            if pattern.match(name):
                yield from passages_in(place, package.tree(name))


def is_read(name: str) -> bool:
    """Whether ``word_passages`` has read the part."""
    return name == BODY or any(pattern.match(name) for pattern, _place in PARTS)
