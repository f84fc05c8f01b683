"""One row of a catalogue, the same for every file format."""

from collections.abc import Mapping
from dataclasses import dataclass, field

HEADER = ("code", "category", "subcategory", "content", "scope", "forms", "limit", "departments", "person")
LABELS = ("category", "subcategory")
LISTS = ("scope", "forms", "departments")
SEPARATOR = "、"
# Column → what stands in it.
Texts = Mapping[str, str]

COLUMN_NAMES = {
    "code": "公开代码",
    "category": "一级目录",
    "subcategory": "二级目录",
    "content": "公开内容",
    "scope": "公开范围",
    "forms": "公开形式",
    "limit": "公开时限",
    "departments": "责任部门",
    "person": "责任人",
}


@dataclass(frozen=True)
class Warning:
    """What a person should look at. `suggestion` is an offer to confirm, never applied; `row` is 0 for the whole file."""

    code: str
    message: str
    column: str = ""
    row: int = 0
    suggestion: str = ""


def warn(code: str, row: int, text: str, *, column: str = "", suggestion: str = "") -> Warning:
    """A warning whose message names its row."""
    return Warning(code, f"第{row}行：{text}", column, row, suggestion)


@dataclass(frozen=True)
class Row:
    """One entry as the file has it. `number` counts the rows of the source from 1; `raw` keeps the text of each column."""

    number: int
    code: str
    category: str
    subcategory: str
    content: str
    scope: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    limit: str = ""
    departments: tuple[str, ...] = ()
    person: str = ""
    raw: Texts = field(default_factory=dict, hash=False)
    warnings: tuple[Warning, ...] = ()

    @property
    def fields(self) -> tuple:
        """The nine values in the order of HEADER."""
        return tuple(getattr(self, name) for name in HEADER)

    def texts(self) -> Texts:
        """The nine values as text, lists joined by `、`."""
        return {
            name: SEPARATOR.join(value) if name in LISTS else value
            for name, value in zip(HEADER, self.fields, strict=True)
        }
