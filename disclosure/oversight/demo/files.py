"""Attachments of the demonstration, written in code: Word, Excel or plain text by the name's extension."""

import io
from collections.abc import Sequence
from pathlib import Path

import docx
import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile


def upload(name: str, title: str, lines: Sequence[str]) -> SimpleUploadedFile:
    """A file with a heading and a line each, as a browser would send it."""
    write = {".docx": as_docx, ".xlsx": as_xlsx, ".txt": as_text}[Path(name).suffix]
    return SimpleUploadedFile(name, write(title, lines))


def as_docx(title: str, lines: Sequence[str]) -> bytes:
    document, output = docx.Document(), io.BytesIO()
    document.add_heading(title, level=1)
    for line in lines:
        document.add_paragraph(line)
    document.save(output)
    return output.getvalue()


def as_xlsx(title: str, lines: Sequence[str]) -> bytes:
    book, output = openpyxl.Workbook(), io.BytesIO()
    book.active.append([title])
    for line in lines:
        book.active.append([line])
    book.save(output)
    return output.getvalue()


def as_text(title: str, lines: Sequence[str]) -> bytes:
    return "\n".join([title, "", *lines, ""]).encode()
