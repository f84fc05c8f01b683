"""A catalogue as a Word table to print, with merged labels."""

from collections.abc import Mapping, Sequence
from typing import Any

from catalog.directory.exchange.layout import THIRD_LEVEL, Layout, layout_for, lines, runs, widths
from catalog.directory.exchange.rows import LABELS, Row, Texts
from disclosure.files.word import add_table, bytes_of, cell_of, new_document, row_of
from disclosure.web.spreadsheet import UNSEEN


def write_docx(rows: Sequence[Row], title: str) -> bytes:
    """A heading and one table."""
    layout, texts = layout_for(rows), lines(rows)
    document, merged = new_document(UNSEEN.sub("", title)), _merges(texts, layout)
    shown = [
        row_of([_cell(line[name], name, merge=merged.get((index, name), "")) for name in layout.names])
        for index, line in enumerate(texts)
    ]
    add_table(document, widths(layout), [*_head_rows(layout), *shown])
    return bytes_of(document)


def _cell(text: str, name: str, *, merge: str = "") -> Any:
    return cell_of(("" if merge == "continue" else text).split("\n"), is_left=name == "content", merge=merge)


def _head_rows(layout: Layout) -> list[Any]:
    def head(title: str, *, merge: str = "", span: int = 1) -> Any:
        return cell_of(title.split("\n"), is_head=True, merge=merge, span=span)

    if not layout.is_tall:
        return [row_of([head(title) for title in layout.titles], is_head=True)]
    upper, lower = [], []
    for name, title in zip(layout.names, layout.titles, strict=True):
        if name in LABELS:
            upper.append(head(title, merge="restart"))
            lower.append(head("", merge="continue"))
        else:
            lower.append(head(title))
    upper.append(head(THIRD_LEVEL, span=len(layout.names) - layout.labels))
    return [row_of(upper, is_head=True), row_of(lower, is_head=True)]


def _merges(texts: Sequence[Texts], layout: Layout) -> Mapping[tuple[int, str], str]:
    """How the label cell of each row takes part in a merged one."""
    merged = {}
    for level, name in enumerate(LABELS[: layout.labels]):
        for first, last in runs(texts, level):
            if last > first:
                merged[first, name] = "restart"
                merged.update({(index, name): "continue" for index in range(first + 1, last + 1)})
    return merged
