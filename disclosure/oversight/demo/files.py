"""Attachments of the demonstration, written in code: Word, Excel or plain text by the name's extension."""

from collections.abc import Sequence
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

from disclosure.files import word, workbook


def upload(name: str, title: str, lines: Sequence[str]) -> SimpleUploadedFile:
    """A file with a heading and a line each, as a browser would send it."""
    write = {".docx": as_docx, ".xlsx": as_xlsx, ".txt": as_text}[Path(name).suffix]
    return SimpleUploadedFile(name, write(title, lines))


def as_docx(title: str, lines: Sequence[str]) -> bytes:
    document = word.blank_document(word.TALL, 4 * [word.MARGIN], size=12)
    document.add_heading(title, level=1)
    for line in lines:
        document.add_paragraph(line)
    return word.bytes_of(document)


def as_xlsx(title: str, lines: Sequence[str]) -> bytes:
    return workbook.list_of("Sheet", {title: 60}, ([line] for line in lines))


def as_text(title: str, lines: Sequence[str]) -> bytes:
    return "\n".join([title, "", *lines, ""]).encode()
