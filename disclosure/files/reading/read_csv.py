"""A csv file as a grid: the encodings and separators that Excel and WPS write in China."""

import csv
import io

from disclosure.files.reading.errors import UnreadableFile
from disclosure.files.reading.grid import MOST_COLUMNS, MOST_ROWS, Cell, Grid, Source, require_readable
from disclosure.web.spreadsheet import unguarded

SEPARATORS = {",": "逗号", ";": "分号", "\t": "制表符", "，": "中文逗号"}
ENCODINGS = ("utf-8-sig", "gb18030")


def read_csv(data: bytes) -> Source:
    """One grid for each separator that cuts the text into columns, the likeliest first; the header decides among them."""
    text = _decode(data)
    require_readable(len(text))
    grids = [grid for separator in SEPARATORS if separator in text and (grid := _grid(text, separator))]
    if not grids:
        raise UnreadableFile("这不是 Word、Excel 或 csv 表格，请上传 .docx、.xlsx 或 .csv 文件")
    return Source("csv", tuple(grids))


def _decode(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ("utf-16",)
    else:
        encodings = ENCODINGS
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise UnreadableFile("认不出文件的文字编码，请用 Excel 另存为 .xlsx 或“CSV UTF-8”再上传")


def _grid(text: str, separator: str) -> Grid | None:
    rows, numbers = [], []
    try:
        for number, record in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator), start=1):
            if any(value.strip() for value in record):
                rows.append(tuple(Cell(unguarded(value)) for value in record[:MOST_COLUMNS]))
                numbers.append(number)
            if len(rows) > MOST_ROWS:
                raise UnreadableFile(f"表格超过 {MOST_ROWS} 行，请分成几个文件上传")
    except csv.Error:
        return None
    return Grid(f"csv（{SEPARATORS[separator]}分隔）", tuple(rows), tuple(numbers)) if rows else None
