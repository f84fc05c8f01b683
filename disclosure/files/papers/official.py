"""A paper in the shape of official documents (GB/T 9704), as Word and as PDF: A4, margins of 37, 35, 28 and 26 mm, the title in
小标宋, the body in 仿宋 of size three, lines of 28 points, paragraphs that begin two signs in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.shared import Mm, Pt

from disclosure.files.bounded.made import set_once
from disclosure.files.rich_text import printable
from disclosure.files.serving import download
from disclosure.files.word import TALL, blank_document, bytes_of, style_text

TITLE_FONT, BODY_FONT = "方正小标宋简体", "仿宋"
TITLE, BODY, LEADING = 22, 16, Pt(28)
MARGINS = (Mm(37), Mm(26), Mm(35), Mm(28))
CENTER, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT


@dataclass(frozen=True)
class OfficialPaper:
    """``heading``: lines of the title; ``number``: 文号, may be empty; ``addressee``: without its colon; ``signed_on``: in words."""

    issuer: str
    heading: Sequence[str]
    number: str
    addressee: str
    paragraphs: Sequence[str]
    signed_on: str


def official_docx(paper: OfficialPaper) -> bytes:
    document = blank_document(TALL, MARGINS, font=BODY_FONT, size=BODY)
    document.core_properties.author = printable(paper.issuer)
    for line in paper.heading:
        add(document, line, font=TITLE_FONT, size=TITLE, align=CENTER)
    if paper.number:
        add(document, paper.number, align=CENTER)
    add(document, "")
    add(document, f"{paper.addressee}：")
    for paragraph in paper.paragraphs:
        add(document, paragraph, indent=True)
    add(document, "")
    add(document, paper.issuer, align=RIGHT)
    add(document, paper.signed_on, align=RIGHT)
    return bytes_of(document)


def official_pdf(paper: OfficialPaper) -> bytes:
    """Raises ``PrintingUnavailable``."""
    return set_once(render_to_string("files/official.html", {"paper": paper}))


WRITERS = {"docx": official_docx, "pdf": official_pdf}


def official_file(paper: OfficialPaper, kind: str, name: str) -> HttpResponse:
    """As a file called ``name``; Word is saved, PDF is shown. Raises ``Http404`` for another kind, ``PrintingUnavailable``."""
    if kind not in WRITERS:
        raise Http404("没有这种格式。")
    return download(WRITERS[kind](paper), f"{name}.{kind}", is_inline=kind == "pdf")


def add(
    document: Any, text: str, *, font: str = BODY_FONT, size: int = BODY, align: Any = None, indent: bool = False
) -> None:
    paragraph = document.add_paragraph()
    shape = paragraph.paragraph_format
    shape.alignment, shape.space_after = align, Pt(0)
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, LEADING
    shape.first_line_indent = Pt(2 * size) if indent else None
    style_text(paragraph.add_run(printable(text)), font, size)
