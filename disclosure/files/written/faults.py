"""What a model of pydantic finds wrong in what a person wrote, in plain words and with its line."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from disclosure.files.written.lines import Document, Place

# Of a word that pydantic has for a fault, the sentence.
SENTENCES = {
    "missing": "缺少“{field}”。",
    "extra_forbidden": "没有“{field}”这一栏。",
    "literal_error": "“{field}”只能是{expected}，不能是“{value}”。",
    "list_type": "“{field}”应是一列，每样前面一个短横，或者写在方括号里。",
    "model_type": "这里应写“栏：内容”。",
    "dict_type": "这里应写“栏：内容”。",
    "string_type": "“{field}”应是文字。",
    "string_too_long": "“{field}”最多{max_length}个字。",
    "too_long": "“{field}”最多{max_length}个字。",
    "int_parsing": "“{field}”应是整数，不能是“{value}”。",
    "int_type": "“{field}”应是整数。",
    "bool_parsing": "“{field}”只能是 true（是）或 false（否），不能是“{value}”。",
    "bool_type": "“{field}”只能是 true（是）或 false（否）。",
    "greater_than_equal": "“{field}”至少是{ge}。",
    "less_than_equal": "“{field}”至多是{le}。",
}
Name = Callable[[Place], str]


class ToFill(ValueError):
    """Raised by a validator for what has still to be written; ``{field}`` in the words is the name of the column."""


@dataclass(frozen=True)
class Fault:
    """``place``: keys and positions from 0; ``line`` counts from 1, None where there is no file; ``is_open``: nothing is wrong,
    something has still to be written."""

    place: Place
    message: str
    line: int | None = None
    is_open: bool = False

    def __str__(self):
        return f"第{self.line}行：{self.message}" if self.line else self.message


def column(place: Place) -> str:
    """The key as it stands in the file."""
    return next((str(part) for part in reversed(place) if isinstance(part, str)), "")


def faults_of(error: ValidationError, document: Document | None = None, name: Name = column) -> list[Fault]:
    """By line; ``name``: what people call the place."""
    found = [fault_of(row, document, name) for row in error.errors()]
    return sorted(found, key=lambda fault: fault.line or 0)


def fault_of(row: Mapping[str, Any], document: Document | None, name: Name) -> Fault:
    place = row["loc"]
    line = document.line_of(place) if document else None
    is_open = row["type"] == "missing" or isinstance(row.get("ctx", {}).get("error"), ToFill)
    return Fault(place, sentence(row, name(place)), line, is_open)


def sentence(row: Mapping[str, Any], field: str) -> str:
    if row["type"] == "value_error":
        return str(row["ctx"]["error"]).replace("{field}", field)
    words = SENTENCES.get(row["type"], "“{field}”写得不对：{value}")
    given = {"expected": "", **row.get("ctx", {})}
    return (
        words.format(**{**given, "field": field, "value": row.get("input")})
        .replace(" or ", "、")
        .replace("', '", "、")
        .replace("'", "")
    )
