"""A passage of a file, and what the head of a table's column says of it. Pure."""

import re
from typing import NamedTuple

HOMES = re.compile(
    r"^\s*(?:家庭|现|户籍|常住|居住|户口)?(?:详细)?(?:住址|住所地?|家庭地址|居住地址?|户籍地址?|户籍所在地|户口所在地|地址所在地)\s*[((]?.{0,8}$"
)
NUMBER_AT_HOME = re.compile(r"^\s*(?:宅电|住宅电话|家庭电话|家庭固话)\s*$")


class Passage(NamedTuple):
    """``hint``: a kind of finding by itself (``disclosure.files.sensitive_data.kinds``), whatever stands in the text."""

    place: str
    text: str
    hint: str = ""


class Columns:
    """The heads of a table's columns: under 家庭住址 every street is somebody's home."""

    def __init__(self):
        self.heads: dict[object, str] = {}

    def with_head(self, column: object, words: str) -> str:
        """The words of a cell with the head of its column before them, where that head says whose they are."""
        head = "住址:" if HOMES.match(words) else "宅电:" if NUMBER_AT_HOME.match(words) else ""
        if head:
            self.heads[column] = head
            return words
        return self.heads.get(column, "") + words
