"""Text and csv: line by line, in a table with what the head of the column says."""

import csv
from collections.abc import Iterator

from disclosure.files.kinds import FileRefused, decoded
from disclosure.files.text_extraction.passage import Columns, Passage

PIECE = 1 << 16
ENDS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"


def line_passages(data: bytes, place: str = "") -> Iterator[Passage]:
    words = decoded(data)
    if words is None:
        raise FileRefused("文件里的文字读不出来。请另存为 UTF-8 编码再上传。")
    for number, line in enumerate(lines_of(words), start=1):
        yield Passage(f"{place}第{number}行", line)


def lines_of(words: str) -> Iterator[str]:
    """A piece at a time: a file of nothing but line ends is no list of fifty million lines."""
    before = ""
    for start in range(0, len(words), PIECE):
        lines = (before + words[start : start + PIECE]).splitlines(keepends=True)
        before = lines.pop() if lines else ""
        yield from (line.rstrip(ENDS) for line in lines)
    if before:
        yield before.rstrip(ENDS)


def csv_passages(data: bytes) -> Iterator[Passage]:
    yield from line_passages(data)
    columns = Columns()
    lines = lines_of(decoded(data) or "")
    try:
        for number, row in enumerate(csv.reader(lines), start=1):
            for place, value in enumerate(row):
                if (words := columns.with_head(place, value)) != value:
                    yield Passage(f"第{number}行", words)
    except csv.Error as error:
        raise FileRefused("这份 csv 的格式有误，读不出来。请用 Excel 另存一份再上传。") from error
