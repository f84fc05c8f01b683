"""Write rows to a file that reads back the same: csv for machines, xlsx and docx for people."""

from collections.abc import Callable, Sequence

from catalog.directory.exchange.layout import lines, note_titles
from catalog.directory.exchange.rows import HEADER, Row
from catalog.directory.exchange.write_docx import write_docx
from catalog.directory.exchange.write_xlsx import write_xlsx
from disclosure.web.spreadsheet import csv_lines

__all__ = ["WRITERS", "write_csv", "write_docx", "write_xlsx"]


def write_csv(rows: Sequence[Row], title: str = "") -> bytes:
    """The header of HEADER, with the columns of notes, and one line for each row, lists joined by `、`."""
    header = (*HEADER, *note_titles(rows))
    return "".join(csv_lines(header, (line.values() for line in lines(rows)), is_plain=True)).encode()


WRITERS: dict[str, Callable[[Sequence[Row], str], bytes]] = {"csv": write_csv, "xlsx": write_xlsx, "docx": write_docx}
