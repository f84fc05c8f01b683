"""A register as a Word table to print, with page numbers at the foot."""

from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT

from catalog.archive.registers.register import Register, text_of
from disclosure.files.word import (
    MARGIN,
    PAGE,
    add_table,
    bytes_of,
    cell_of,
    element,
    new_document,
    row_of,
    style_text,
)


def write_docx(register: Register) -> bytes:
    """A heading, a line and one table."""
    document = new_document(text_of(register.title))
    page_numbers(document.sections[0].footer.paragraphs[0])
    line_of_unit(document, register)
    columns = register.columns
    head = row_of([cell_of(lines_of(column.title), is_head=True) for column in columns], is_head=True)
    rows = [
        row_of([
            cell_of(lines_of(text_of(cell)), is_left=column.is_left)
            for cell, column in zip(row, columns, strict=True)
        ])
        for row in register.rows
    ]  # fmt: skip
    add_table(document, [column.width for column in columns], [head, *rows])
    if not register.rows:
        document.add_paragraph("这一时期没有登记。")
    return bytes_of(document)


def lines_of(text: str) -> list[str]:
    return text.splitlines() or [""]


def line_of_unit(document: Any, register: Register) -> None:
    """Unit on the left, period on the right."""
    line = document.add_paragraph()
    line.paragraph_format.tab_stops.add_tab_stop(PAGE[0] - 2 * MARGIN, alignment=WD_TAB_ALIGNMENT.RIGHT)
    style_text(line.add_run(f"单位：{text_of(register.unit)}\t{text_of(register.period)}"), "仿宋", 12)


def page_numbers(paragraph: Any) -> None:
    """第 1 页　共 3 页, reckoned by Word."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for text, field in (("第 ", "PAGE"), (" 页　共 ", "NUMPAGES"), (" 页", "")):
        style_text(paragraph.add_run(text), "宋体", 10.5)
        if field:
            number = element("w:t")
            number.text = "1"
            paragraph._element.append(element("w:fldSimple", element("w:r", number), instr=field))
