"""The words of a file of a known kind, each passage with its place; what cannot be read through is refused."""

from collections.abc import Iterator
from pathlib import Path

from disclosure.files.kinds import Kind
from disclosure.files.text_extraction.office import office_passages
from disclosure.files.text_extraction.passage import Passage
from disclosure.files.text_extraction.pdf import pdf_passages
from disclosure.files.text_extraction.pictures import picture_passages
from disclosure.files.text_extraction.plain_text import csv_passages, line_passages


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
