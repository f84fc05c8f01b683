"""Word documents: an empty one of a given page and font; and a table to print, landscape A4, lines around every cell, the
header on every page. Tables are built element by element: python-docx is slow on large ones.
"""

import io
from collections.abc import Iterable, Sequence
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt

TALL, PAGE = (Mm(210), Mm(297)), (Mm(297), Mm(210))
MARGIN = Mm(20)
TWIPS = 14_500  # the width of the table
SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def blank_document(page: Sequence[Length], margins: Sequence[Length], *, font: str = "仿宋", size: float) -> Any:
    """``page``: width and height; ``margins``: top, right, bottom, left; ``size`` in points."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = page
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = margins
    style_text(document.styles["Normal"], font, size)
    return document


def new_document(title: str) -> Any:
    """For a table, with its heading."""
    document = blank_document(PAGE, 4 * [MARGIN], size=10.5)
    document.sections[0].orientation = WD_ORIENT.LANDSCAPE
    document.styles["Normal"].paragraph_format.space_after = Pt(0)
    heading = document.add_paragraph()
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    style_text(heading.add_run(title), "宋体", 18, bold=True)
    return document


def style_text(text: Any, font: str, size: float, *, bold: bool | None = None) -> None:
    """``text``: a run or a style; its Chinese has a font setting of its own."""
    text.font.name, text.font.size, text.font.bold = font, Pt(size), bold
    text.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def add_table(document: Any, widths: Sequence[int], rows: Iterable[Any]) -> None:
    """Behind what the document has. ``widths``: shares of the page."""
    borders = [element(f"w:{side}", val="single", sz=4, space=0, color="000000") for side in SIDES]
    properties = element(
        "w:tblPr",
        element("w:tblW", w=TWIPS, type="dxa"),
        element("w:tblBorders", *borders),
        element("w:tblLayout", type="fixed"),
    )
    grid = element("w:tblGrid", *(element("w:gridCol", w=TWIPS * width // sum(widths)) for width in widths))
    body = document.element.body
    body.insert(len(body) - 1, element("w:tbl", properties, grid, *rows))


def bytes_of(document: Any) -> bytes:
    output = io.BytesIO()
    document.save(output)
    return output.getvalue()


def element(tag: str, *children: Any, **attributes: object) -> Any:
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(children)
    return made


def row_of(cells: Iterable[Any], *, is_head: bool = False) -> Any:
    """Never broken over two pages."""
    repeated = [element("w:tblHeader")] if is_head else []
    return element("w:tr", element("w:trPr", element("w:cantSplit"), *repeated), *cells)


def cell_of(
    lines: Iterable[str], *, is_left: bool = False, is_head: bool = False, merge: str = "", span: int = 1
) -> Any:
    """``merge``: restart or continue, where it reaches over several rows; ``span``: over how many columns."""
    spanned = [element("w:gridSpan", val=span)] if span > 1 else []
    merged = [element("w:vMerge", val=merge)] if merge else []
    properties = element("w:tcPr", *spanned, *merged, element("w:vAlign", val="center"))
    return element("w:tc", properties, *(paragraph_of(line, is_left=is_left, is_head=is_head) for line in lines))


def paragraph_of(text: str, *, is_left: bool, is_head: bool) -> Any:
    font = "宋体" if is_head else "仿宋"
    bold = [element("w:b")] if is_head else []
    style = element("w:rPr", element("w:rFonts", ascii=font, hAnsi=font, eastAsia=font), *bold)
    content = element("w:t")
    content.text = text
    content.set(qn("xml:space"), "preserve")
    properties = element("w:pPr", element("w:jc", val="left" if is_left else "center"))
    return element("w:p", properties, element("w:r", style, content))
