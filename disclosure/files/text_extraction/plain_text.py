"""Text and csv: line by line, in a table with what the head of the column says."""

import csv
from collections.abc import Iterator

from disclosure.files.kinds import FileRefused, decoded
from disclosure.files.text_extraction.passage import Columns, Passage


def line_passages(data: bytes, place: str = "") -> Iterator[Passage]:
    words = decoded(data)
    if words is None:
        raise FileRefused("文件里的文字读不出来。请另存为 UTF-8 编码再上传。")
    for number, line in enumerate(words.splitlines(), start=1):
        yield Passage(f"{place}第{number}行", line)


def csv_passages(data: bytes) -> Iterator[Passage]:
    yield from line_passages(data)
    columns = Columns()
    lines = (decoded(data) or "").splitlines()
    try:
        for number, row in enumerate(csv.reader(lines), start=1):
            for place, value in enumerate(row):
                if (words := columns.with_head(place, value)) != value:
                    yield Passage(f"第{number}行", words)
    except csv.Error as error:
        raise FileRefused("这份 csv 的格式有误，读不出来。请用 Excel 另存一份再上传。") from error
