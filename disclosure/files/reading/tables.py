"""Any file with tables, by its content."""

from collections.abc import Callable, Mapping

from disclosure.files.reading.grid import Source
from disclosure.files.reading.package import kind_of
from disclosure.files.reading.read_csv import read_csv
from disclosure.files.reading.read_docx import read_docx
from disclosure.files.reading.read_xlsx import read_xlsx

READERS: Mapping[str, Callable[[bytes], Source]] = {"docx": read_docx, "xlsx": read_xlsx, "csv": read_csv}


def read_tables(data: bytes, filename: str = "") -> Source:
    """Raises UnreadableFile with what to do about it."""
    return READERS[kind_of(data, filename)](data)
