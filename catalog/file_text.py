"""The words of a file of a known kind, each passage with its place; what cannot be read through is refused."""

from collections.abc import Iterator
from pathlib import Path

from catalog.file_kinds import Kind
from catalog.passages.office import office_passages
from catalog.passages.passage import Passage
from catalog.passages.pdf import pdf_passages
from catalog.passages.pictures import picture_passages
from catalog.passages.plain_text import csv_passages, line_passages


def passages_of(path: Path, kind: Kind) -> Iterator[Passage]:
    """Raises ``FileRefused`` on the way when the file turns out broken or not allowed."""
    if kind.extension in ("docx", "xlsx", "pptx"):
        yield from office_passages(path)
    elif kind.extension == "pdf":
        yield from pdf_passages(path)
    elif kind.extension in ("jpg", "png"):
        yield from picture_passages(path)
    else:
        data = path.read_bytes()
        yield from csv_passages(data) if kind.extension == "csv" else line_passages(data)
