"""A letter to the sender as a Word document in the shape of official documents: A4, title in 小标宋, body in 仿宋 of size three."""

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from catalog.archive.registers.register import text_of
from disclosure.deadlines.dates import plain
from disclosure.files.word_table import bytes_of, style_run
from feedback.cases.letters.letter_templates import paragraphs
from feedback.cases.models.replies import Letter

TITLE_FONT, BODY_FONT = "方正小标宋简体", "仿宋"
TITLE, BODY, LEADING = 22, 16, Pt(28)
CENTER, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT


def write_docx(letter: Letter, *, salutation: str) -> bytes:
    """GB/T 9704: margins of 37, 35, 28 and 26 mm, lines of 28 points, paragraphs begin two signs in."""
    organization = letter.case.organization.name
    document = new_document(organization)
    add(document, organization, font=TITLE_FONT, size=TITLE, align=CENTER)
    add(document, letter.title, font=TITLE_FONT, size=TITLE, align=CENTER)
    add(document, letter.number, align=CENTER)
    add(document, "")
    add(document, f"{salutation}：")
    for paragraph in paragraphs(letter.body):
        add(document, paragraph, indent=True)
    add(document, "")
    add(document, organization, align=RIGHT)
    add(document, plain(letter.made_on), align=RIGHT)
    return bytes_of(document)


def new_document(author: str):
    document = Document()
    document.core_properties.author = text_of(author)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    style = document.styles["Normal"]
    style.font.name, style.font.size = BODY_FONT, Pt(BODY)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), BODY_FONT)
    return document


def add(document, text: str, *, font: str = BODY_FONT, size: int = BODY, align=None, indent: bool = False) -> None:
    paragraph = document.add_paragraph()
    shape = paragraph.paragraph_format
    shape.alignment, shape.space_after = align, Pt(0)
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, LEADING
    shape.first_line_indent = Pt(2 * size) if indent else None
    style_run(paragraph.add_run(text_of(text)), font, size)
