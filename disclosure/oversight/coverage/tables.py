"""How far a catalogue covers each class of the two taxonomies, and what became of what fell due in a year.

The numbers are those of the map: each row of the ledger once, by the entry it is about.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from catalog.directory.models import Entry
from catalog.rules.register import url_of
from catalog.rules.taxonomies import Taxonomy, taxonomies
from disclosure.deadlines.status import EXCUSED, LATE, ON_TIME, TODO, Counts

OWED = (LATE, TODO, ON_TIME)
UNCLASSED = "没有归类的、目录外的"
NONE = "没有一项目录"
# (Entry's code, first day of a period) → count by status.
Found = Mapping[tuple[str, date], Counts]


@dataclass(frozen=True)
class ClassRow:
    """``due``: owed, whatever became of it; of it ``done`` in time and ``late``. ``excused`` counts apart."""

    label: str
    entries: int
    due: int
    done: int
    late: int
    excused: int

    @property
    def is_empty(self) -> bool:
        return not self.entries

    @property
    def entries_words(self) -> str:
        return f"{self.entries} 项" if self.entries else NONE


@dataclass(frozen=True)
class Table:
    name: str
    source: str
    source_url: str
    rows: list[ClassRow]

    @property
    def sentence(self) -> str:
        classes = [row for row in self.rows if row.label != UNCLASSED]
        empty = sum(row.is_empty for row in classes)
        return f"{len(classes)}类里有{len(classes) - empty}类列了目录" + (f"，{empty}类{NONE}。" if empty else "。")


def tables_of(entries: Iterable[Entry], found: Found) -> list[Table]:
    """No query."""
    lines = list(entries)
    return [table_of(taxonomy, lines, found) for taxonomy in taxonomies().values()]


def table_of(taxonomy: Taxonomy, lines: list[Entry], found: Found) -> Table:
    class_of = {line.code: known(taxonomy, getattr(line, taxonomy.field)) for line in lines}
    rows = [row_of(f"{taxonomy.number(each.key)} {each.label}", each.key, class_of, found) for each in taxonomy.classes]
    rest = row_of(UNCLASSED, "", class_of, found)
    shown = [*rows, *([rest] if rest.entries or rest.due or rest.excused else [])]
    return Table(taxonomy.name, taxonomy.source, url_of(taxonomy.cites), shown)


def known(taxonomy: Taxonomy, key: str) -> str:
    return key if taxonomy.find(key) else ""


def row_of(label: str, key: str, class_of: Mapping[str, str], found: Found) -> ClassRow:
    counted = [counts for (code, _first), counts in found.items() if class_of.get(code, "") == key]
    number = {name: sum(counts[name] for counts in counted) for name in (*OWED, EXCUSED)}
    return ClassRow(
        label,
        entries=sum(each == key for each in class_of.values()),
        due=sum(number[name] for name in OWED),
        done=number[ON_TIME],
        late=number[LATE],
        excused=number[EXCUSED],
    )


# Heading → width, of the file.
COLUMNS = {"分类": 30, "类别": 44, "目录事项": 12, "应公开": 10, "按时": 10, "逾期": 10, "不予或暂缓": 12}


def cells(tables: Iterable[Table]) -> Iterable[list[Any]]:
    for table in tables:
        for row in table.rows:
            yield [table.name, row.label, row.entries or NONE, row.due, row.done, row.late, row.excused]
