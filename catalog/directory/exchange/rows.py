"""One row of a catalogue, the same for every file format."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from catalog.directory import government
from catalog.rules.taxonomies import taxonomies

HEADER = ("code", "category", "subcategory", "content", "scope", "forms", "limit", "departments", "person")
LABELS = ("category", "subcategory")
LISTS = ("scope", "forms", "departments")
SEPARATOR = "、"
NOTE = "说明"  # the title of the column of an entry's note
SHEET = 100_000  # the rows of the second sheet that is read count from 100,001
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


def place(number: int) -> str:
    """What a person calls the row with this number: 第3行, 第2张表第3行."""
    return places([number])


def places(numbers: Iterable[int]) -> str:
    """What a person calls several rows: 第2、4行, 第2行、第2张表第3行."""
    parts = []
    for sheet, group in groupby(numbers, key=lambda number: number // SHEET):
        lines = "、".join(str(number % SHEET) for number in group)
        parts.append(f"第{sheet + 1}张表第{lines}行" if sheet else f"第{lines}行")
    return "、".join(parts)


def warn(code: str, row: int, text: str, *, column: str = "", suggestion: str = "") -> Warning:
    """A warning whose message names its row."""
    return Warning(code, f"{place(row)}：{text}", column, row, suggestion)


@dataclass(frozen=True)
class Row:
    """One entry as the file has it. `number` counts the rows of the source from 1; `raw` keeps the text of each column;
    `notes` are the columns that no field takes, by their titles (说明, 公开依据, a class of a taxonomy)."""

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
    notes: Texts = field(default_factory=dict, hash=False)
    raw: Texts = field(default_factory=dict, hash=False)
    warnings: tuple[Warning, ...] = ()

    @property
    def place(self) -> str:
        return place(self.number)

    @property
    def line(self) -> str:
        """The place in a narrow column: 3, 表2：3."""
        sheet, line = divmod(self.number, SHEET)
        return f"表{sheet + 1}：{line}" if sheet else str(line)

    @property
    def fields(self) -> tuple:
        """The nine values in the order of HEADER."""
        return tuple(getattr(self, name) for name in HEADER)

    @property
    def classes(self) -> Mapping[str, str]:
        """Field of a taxonomy → the class that the file names, as far as there is one of that name."""
        named = ((field, each, self.notes.get(each.title, "")) for field, each in taxonomies().items())
        return {field: key for field, each, words in named if words and (key := each.key_of(words))}

    @property
    def unknown_classes(self) -> Texts:
        """Title of a taxonomy → the word that names no class of it."""
        titles = {each.title: field for field, each in taxonomies().items()}
        return {title: text for title, text in self.notes.items() if titles.get(title, "") not in ("", *self.classes)}

    @property
    def government(self) -> Texts:
        """Field → what the file says of the matching matter of the government-affairs catalogue, as far as it can be kept."""
        return government.taken_from(self.notes)

    @property
    def unfit_government(self) -> Texts:
        """Title of one of these columns → the words that cannot be kept in it."""
        titles = {title: field for field, title in government.LABELS.items()}
        return {
            title: text for title, text in self.notes.items() if titles.get(title, "") not in ("", *self.government)
        }

    @property
    def note(self) -> str:
        """The note itself, then with their titles the columns that nothing else takes."""
        taken = {taxonomies()[field].title for field in self.classes}
        taken |= {government.LABELS[field] for field in self.government}
        said = [(title, text) for title, text in self.notes.items() if title not in taken]
        said.sort(key=lambda pair: pair[0] != NOTE)
        return "；".join(text if title == NOTE else f"{title}：{text}" for title, text in said)

    def texts(self) -> Texts:
        """The nine values as text, lists joined by `、`."""
        return {
            name: SEPARATOR.join(value) if name in LISTS else value
            for name, value in zip(HEADER, self.fields, strict=True)
        }
