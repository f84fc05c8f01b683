"""A register as a Word table to print: landscape A4, the header on every page, page numbers at the foot."""

import io

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from catalog.archive.registers.register import Column, Register, text_of

PAGE = (Mm(297), Mm(210))
MARGIN = Mm(20)
TWIPS = 14_500  # the width of the table


def write_docx(register: Register) -> bytes:
    """A heading, a line and one table, built element by element: python-docx is slow on large ones."""
    document = new_document()
    heading = document.add_paragraph()
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    style_run(heading.add_run(text_of(register.title)), "宋体", 18, bold=True)
    line_of_unit(document, register)
    table = new_table(register.columns)
    table.append(row_of([column.title for column in register.columns], register.columns, is_head=True))
    for row in register.rows:
        table.append(row_of([text_of(cell) for cell in row], register.columns))
    body = document.element.body
    body.insert(len(body) - 1, table)
    if not register.rows:
        document.add_paragraph("这一时期没有登记。")
    output = io.BytesIO()
    document.save(output)
    return output.getvalue()


def new_document():
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = PAGE
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    style = document.styles["Normal"]
    style.font.name, style.font.size = "仿宋", Pt(10.5)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "仿宋")
    style.paragraph_format.space_after = Pt(0)
    page_numbers(section.footer.paragraphs[0])
    return document


def style_run(run, font: str, size: float, *, bold: bool = False) -> None:
    run.font.name, run.font.size, run.font.bold = font, Pt(size), bold
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def line_of_unit(document, register: Register) -> None:
    """Unit on the left, period on the right."""
    line = document.add_paragraph()
    line.paragraph_format.tab_stops.add_tab_stop(PAGE[0] - 2 * MARGIN, alignment=WD_TAB_ALIGNMENT.RIGHT)
    style_run(line.add_run(f"单位：{text_of(register.unit)}\t{text_of(register.period)}"), "仿宋", 12)


def page_numbers(paragraph) -> None:
    """第 1 页　共 3 页, reckoned by Word."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for text, field in (("第 ", "PAGE"), (" 页　共 ", "NUMPAGES"), (" 页", "")):
        style_run(paragraph.add_run(text), "宋体", 10.5)
        if field:
            reckoned = element("w:fldSimple", instr=field)
            run = element("w:r")
            number = element("w:t")
            number.text = "1"
            run.append(number)
            reckoned.append(run)
            paragraph._element.append(reckoned)


def element(tag: str, **attributes: object):
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def new_table(columns: list[Column]):
    table, properties = element("w:tbl"), element("w:tblPr")
    properties.append(element("w:tblW", w=TWIPS, type="dxa"))
    borders = element("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(element(f"w:{side}", val="single", sz=4, space=0, color="000000"))
    properties.append(borders)
    properties.append(element("w:tblLayout", type="fixed"))
    table.append(properties)
    grid, total = element("w:tblGrid"), sum(column.width for column in columns)
    for column in columns:
        grid.append(element("w:gridCol", w=TWIPS * column.width // total))
    table.append(grid)
    return table


def row_of(texts: list[str], columns: list[Column], *, is_head: bool = False):
    row, properties = element("w:tr"), element("w:trPr")
    properties.append(element("w:cantSplit"))
    if is_head:
        properties.append(element("w:tblHeader"))
    row.append(properties)
    for text, column in zip(texts, columns, strict=True):
        row.append(cell_of(text, is_left=column.is_left and not is_head, is_head=is_head))
    return row


def cell_of(text: str, *, is_left: bool, is_head: bool):
    cell, properties = element("w:tc"), element("w:tcPr")
    properties.append(element("w:vAlign", val="center"))
    cell.append(properties)
    for line in text.splitlines() or [""]:
        cell.append(paragraph_of(line, is_left=is_left, is_head=is_head))
    return cell


def paragraph_of(text: str, *, is_left: bool, is_head: bool):
    paragraph, properties = element("w:p"), element("w:pPr")
    properties.append(element("w:jc", val="left" if is_left else "center"))
    paragraph.append(properties)
    run, style, content = element("w:r"), element("w:rPr"), element("w:t")
    font = "宋体" if is_head else "仿宋"
    style.append(element("w:rFonts", ascii=font, hAnsi=font, eastAsia=font))
    if is_head:
        style.append(element("w:b"))
    content.text = text
    content.set(qn("xml:space"), "preserve")
    run.extend([style, content])
    paragraph.append(run)
    return paragraph
