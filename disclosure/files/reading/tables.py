"""Any file with tables, by its content."""

from collections.abc import Callable, Mapping

from disclosure.files.bounded.slots import INSPECTION, Busy, slot
from disclosure.files.reading.errors import UnreadableFile
from disclosure.files.reading.grid import Source
from disclosure.files.reading.package import kind_of
from disclosure.files.reading.read_csv import read_csv
from disclosure.files.reading.read_docx import read_docx
from disclosure.files.reading.read_xlsx import read_xlsx

BUSY = "正在读别的文件，请过几秒钟再上传一次"
READERS: Mapping[str, Callable[[bytes], Source]] = {"docx": read_docx, "xlsx": read_xlsx, "csv": read_csv}


def read_tables(data: bytes, filename: str = "") -> Source:
    """One file at a time over all processes. Raises UnreadableFile with what to do about it."""
    try:
        with slot(INSPECTION):
            return READERS[kind_of(data, filename)](data)
    except Busy as busy:
        raise UnreadableFile(BUSY) from busy
