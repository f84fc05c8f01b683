"""A catalogue as a Word table to print: landscape A4, merged labels, the header on every page."""

import io
from collections.abc import Sequence

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from catalog.directory.exchange.cells import UNSEEN
from catalog.directory.exchange.layout import LABELS, THIRD_LEVEL, WIDTHS, Layout, layout_for, lines, runs
from catalog.directory.exchange.rows import Row, Texts

PAGE = (Mm(297), Mm(210))
MARGIN = Mm(20)
TWIPS = 14_500  # the width of the table


def write_docx(rows: Sequence[Row], title: str) -> bytes:
    """A heading and one table. The table is built element by element: python-docx is slow on large ones."""
    layout, texts = layout_for(rows), lines(rows)
    document = _document(title)
    body = document.element.body
    table = _table(layout)
    for line in _head_rows(layout):
        table.append(line)
    merged = _merges(texts, layout)
    for index, line in enumerate(texts):
        cells = [_cell(line[name], name, merge=merged.get((index, name), "")) for name in layout.names]
        table.append(_row(cells))
    body.insert(len(body) - 1, table)
    output = io.BytesIO()
    document.save(output)
    return output.getvalue()


def _document(title: str):
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = PAGE
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    style = document.styles["Normal"]
    style.font.name, style.font.size = "仿宋", Pt(10.5)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "仿宋")
    style.paragraph_format.space_after = Pt(0)
    heading = document.add_paragraph()
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = heading.add_run(UNSEEN.sub("", title))
    run.font.name, run.font.size, run.font.bold = "宋体", Pt(18), True
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "宋体")
    return document


def _element(tag: str, **attributes: object):
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    return element


def _width(name: str, layout: Layout) -> int:
    return TWIPS * WIDTHS[name] // sum(WIDTHS[other] for other in layout.names)


def _table(layout: Layout):
    table = _element("w:tbl")
    properties = _element("w:tblPr")
    properties.append(_element("w:tblW", w=TWIPS, type="dxa"))
    borders = _element("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(_element(f"w:{side}", val="single", sz=4, space=0, color="000000"))
    properties.append(borders)
    properties.append(_element("w:tblLayout", type="fixed"))
    table.append(properties)
    grid = _element("w:tblGrid")
    for name in layout.names:
        grid.append(_element("w:gridCol", w=_width(name, layout)))
    table.append(grid)
    return table


def _head_rows(layout: Layout) -> list:
    if not layout.is_tall:
        cells = [_cell(title, name, is_head=True) for name, title in zip(layout.names, layout.titles, strict=True)]
        return [_row(cells, is_head=True)]
    upper, lower = [], []
    for name, title in zip(layout.names, layout.titles, strict=True):
        if name in LABELS:
            upper.append(_cell(title, name, merge="restart", is_head=True))
            lower.append(_cell("", name, merge="continue", is_head=True))
        else:
            lower.append(_cell(title, name, is_head=True))
    upper.append(_cell(THIRD_LEVEL, "", span=len(layout.names) - layout.labels, is_head=True))
    return [_row(upper, is_head=True), _row(lower, is_head=True)]


def _merges(texts: Sequence[Texts], layout: Layout) -> dict[tuple[int, str], str]:
    """How the label cell of each row takes part in a merged one."""
    merged = {}
    for level, name in enumerate(LABELS[: layout.labels]):
        for first, last in runs(texts, level):
            if last > first:
                merged[first, name] = "restart"
                merged.update({(index, name): "continue" for index in range(first + 1, last + 1)})
    return merged


def _row(cells: list, *, is_head: bool = False):
    row = _element("w:tr")
    properties = _element("w:trPr")
    properties.append(_element("w:cantSplit"))
    if is_head:
        properties.append(_element("w:tblHeader"))
    row.append(properties)
    row.extend(cells)
    return row


def _cell(text: str, name: str, *, merge: str = "", span: int = 1, is_head: bool = False):
    cell = _element("w:tc")
    properties = _element("w:tcPr")
    if span > 1:
        properties.append(_element("w:gridSpan", val=span))
    if merge:
        properties.append(_element("w:vMerge", val=merge))
    properties.append(_element("w:vAlign", val="center"))
    cell.append(properties)
    for line in ("" if merge == "continue" else text).split("\n"):
        cell.append(_paragraph(line, is_left=name == "content" and not is_head, is_head=is_head))
    return cell


def _paragraph(text: str, *, is_left: bool, is_head: bool):
    paragraph = _element("w:p")
    properties = _element("w:pPr")
    properties.append(_element("w:jc", val="left" if is_left else "center"))
    paragraph.append(properties)
    run = _element("w:r")
    style = _element("w:rPr")
    font = "宋体" if is_head else "仿宋"
    style.append(_element("w:rFonts", ascii=font, hAnsi=font, eastAsia=font))
    if is_head:
        style.append(_element("w:b"))
    run.append(style)
    content = _element("w:t")
    content.text = text
    content.set(qn("xml:space"), "preserve")
    run.append(content)
    paragraph.append(run)
    return paragraph
