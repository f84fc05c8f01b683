"""Files of a script, made on the spot: Word, Excel, PDF, a picture or plain text by the name's extension."""

import html
import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import segno
from django.core.files.uploadedfile import SimpleUploadedFile

from disclosure.files import word, workbook
from disclosure.files.pdf import pdf_of


def upload(name: str, title: str, lines: Sequence[str]) -> SimpleUploadedFile:
    """A file with a heading and a line each, as a browser would send it. ``KeyError`` for what no writer makes."""
    return SimpleUploadedFile(name, WRITERS[Path(name).suffix](title, lines))


def as_docx(title: str, lines: Sequence[str]) -> bytes:
    document = word.blank_document(word.TALL, 4 * [word.MARGIN], size=12)
    document.add_heading(title, level=1)
    for line in lines:
        document.add_paragraph(line)
    return word.bytes_of(document)


def as_xlsx(title: str, lines: Sequence[str]) -> bytes:
    return workbook.list_of("Sheet", {title: 60}, ([line] for line in lines))


def as_pdf(title: str, lines: Sequence[str]) -> bytes:
    paragraphs = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
    return pdf_of(f'<html lang="zh-CN"><body><h1>{html.escape(title)}</h1>{paragraphs}</body></html>')


def as_png(title: str, lines: Sequence[str]) -> bytes:
    """A code to be photographed, with the words in it."""
    picture = io.BytesIO()
    segno.make("\n".join([title, *lines]), error="l").save(picture, kind="png", scale=4)
    return picture.getvalue()


def as_text(title: str, lines: Sequence[str]) -> bytes:
    return "\n".join([title, "", *lines, ""]).encode()


WRITERS: Mapping[str, Callable[[str, Sequence[str]], bytes]] = {
    ".docx": as_docx,
    ".xlsx": as_xlsx,
    ".pdf": as_pdf,
    ".png": as_png,
    ".txt": as_text,
}
