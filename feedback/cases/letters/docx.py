"""A letter to the sender as a Word document in the shape of official documents: A4, title in 小标宋, body in 仿宋 of size three."""

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.shared import Mm, Pt

from catalog.archive.registers.register import text_of
from disclosure.deadlines.dates import plain
from disclosure.files.word import TALL, blank_document, bytes_of, style_text
from feedback.cases.letters.letter_templates import paragraphs
from feedback.cases.models.replies import Letter

TITLE_FONT, BODY_FONT = "方正小标宋简体", "仿宋"
TITLE, BODY, LEADING = 22, 16, Pt(28)
MARGINS = (Mm(37), Mm(26), Mm(35), Mm(28))
CENTER, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT


def write_docx(letter: Letter, *, salutation: str) -> bytes:
    """GB/T 9704: margins of 37, 35, 28 and 26 mm, lines of 28 points, paragraphs begin two signs in."""
    organization = letter.case.organization.name
    document = blank_document(TALL, MARGINS, font=BODY_FONT, size=BODY)
    document.core_properties.author = text_of(organization)
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


def add(document, text: str, *, font: str = BODY_FONT, size: int = BODY, align=None, indent: bool = False) -> None:
    paragraph = document.add_paragraph()
    shape = paragraph.paragraph_format
    shape.alignment, shape.space_after = align, Pt(0)
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, LEADING
    shape.first_line_indent = Pt(2 * size) if indent else None
    style_text(paragraph.add_run(text_of(text)), font, size)
