"""Find the header of a catalogue by its words, in any order, in one or two rows."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from catalog.directory.exchange.cells import clean
from catalog.directory.exchange.errors import ExchangeError
from catalog.directory.exchange.reading.grid import Grid
from catalog.directory.exchange.rows import COLUMN_NAMES, HEADER


def _by_column(rows: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
    return {name: tuple(words.split()) for name, words in rows.items()}


# The words of each column, the most telling first. 序号 is the code only where nothing better is there.
WORDS = _by_column({
    "code": "公开代码 目录代码 事项代码 事项编码 代码 编码 编号 code 序号",
    "category": "一级目录 一级类别 一级事项 一级 公开类别 目录类别 类别 大类 类目 category",
    "subcategory": "二级目录 二级类别 二级事项 二级 子类 小类 子目 subcategory",
    "content": "公开内容 公开事项 事项名称 公开项目 内容 事项 content 三级目录 三级事项 三级 项目",
    "scope": "公开范围 公开对象 范围 scope",
    "forms": "公开形式 公开方式 公开渠道 公开载体 形式 方式 forms",
    "limit": "公开时限 公开时间 公开期限 公开类型 时限 limit",
    "departments": "责任处室 责任科室 责任单位 责任部门 责任股室 承办部门 承办单位 承办科室 departments department",
    "person": "责任人 责任人员 负责人 具体责任人 承办人 经办人 person",
})  # fmt: skip
FIELD_OF = {word: name for name, words in WORDS.items() for word in words}
# Values that some catalogues give a column each, to be ticked.
VALUES = _by_column({
    "scope": "社会 全社会 党内 党外 全体党员 群众 特定对象 机关全体人员 机关全体 个人 党支部委员 党员 干部职工",
    "forms": "会议 文件 网站 新闻媒体 通报 内网 公开栏 党务公开栏 简报 电子屏 局域网 活动栏 微信公众号 媒体",
    "limit": "固定 长期 定期 逐段 分期 即时 及时 随时",
})  # fmt: skip
FIELD_OF_VALUE = {value: name for name, values in VALUES.items() for value in values}
GROUPED = ("scope", "forms", "limit")
IGNORED = {"备注", "说明", "附注", "remark"}
LEAST_FIELDS = 3


@dataclass(frozen=True)
class Column:
    """One column of the header: its field, the grid columns from `first` to before `end`, and the value it stands for."""

    field: str
    first: int
    end: int
    title: str
    value: str = ""


@dataclass(frozen=True)
class Header:
    """Where the header stands and what its columns are. `unknown` are titles nobody understands."""

    row: int
    height: int
    columns: tuple[Column, ...]
    unknown: tuple[str, ...] = ()

    @property
    def fields(self) -> set[str]:
        return {column.field for column in self.columns}


def word(text: str) -> str:
    """A header word without spaces, line breaks, brackets' remarks or a colon."""
    return re.sub(r"[（(].*?[)）]|[:：*]", "", clean(text).replace(" ", "")).lower()


def header_at(grid: Grid, row: int) -> Header | None:
    """The header that begins in this row, or None."""
    tall = _is_first_row(grid, row) and row + 1 < len(grid.rows) and _is_second_row(grid, row + 1)
    for height in (2, 1) if tall else (1,):
        columns, unknown = _columns(grid, row, height)
        fields = {column.field for column in columns}
        if "content" in fields and len(fields) >= LEAST_FIELDS:
            return Header(row, height, columns, unknown)
    return None


def find_header(grid: Grid) -> Header | None:
    """The first header of the grid."""
    return next((header for row in range(len(grid.rows)) if (header := header_at(grid, row))), None)


def no_header(names: list[str]) -> ExchangeError:
    """The refusal that lists the words looked for."""
    looked_for = "、".join(f"{COLUMN_NAMES[name]}（{'／'.join(WORDS[name][:4])}）" for name in HEADER)
    return ExchangeError(
        f"在{'、'.join(names[:5])}里没有找到表头。表头里至少要有“公开内容”和另外两列，可用的词：{looked_for}"
    )


def _is_first_row(grid: Grid, row: int) -> bool:
    """At least half of the texts are header words: what stands above them is a title or an entry."""
    words = [word(cell.text) for cell in grid.rows[row] if cell.text.strip()]
    return bool(words) and 2 * sum(text in FIELD_OF for text in words) >= len(words)


def _is_second_row(grid: Grid, row: int) -> bool:
    """Every text of the row is a header word or a value, or stands below a scope, form or limit that spans it."""
    found = False
    for column, cell in enumerate(grid.rows[row]):
        if cell.continues or not cell.text.strip():
            continue
        text = word(cell.text)
        if text not in FIELD_OF and text not in FIELD_OF_VALUE and not _grouped(grid, row, column):
            return False
        found = True
    return found


def _grouped(grid: Grid, row: int, column: int) -> str:
    """The field of the header cell above when it is one that is given a column for each value, and spans several."""
    above = grid.owner(row - 1, column)
    spans = above[1] + 1 < grid.width and grid.owner(row - 1, above[1] + 1) == above
    name = FIELD_OF.get(word(grid.cell(*above).text), "")
    return name if spans and name in GROUPED else ""


def _columns(grid: Grid, row: int, height: int) -> tuple[tuple[Column, ...], tuple[str, ...]]:
    """One column for each cell of the lowest header row, the best word of each field winning."""
    columns, unknown = [], []
    for first, end in _spans(grid, row + height - 1, row):
        title = word(grid.text(row + height - 1, first))
        above = word(grid.text(row, first)) if height == 2 else ""
        if height == 2 and above in FIELD_OF and FIELD_OF[above] in GROUPED and title not in FIELD_OF and title:
            columns.append(Column(FIELD_OF[above], first, end, above, clean(grid.text(row + 1, first))))
        elif title in FIELD_OF or above in FIELD_OF and not title:
            columns.append(Column(FIELD_OF[title or above], first, end, title or above))
        elif title in FIELD_OF_VALUE:
            columns.append(Column(FIELD_OF_VALUE[title], first, end, title, clean(grid.text(row + height - 1, first))))
        elif title and title not in IGNORED:
            unknown.append(title)
    return _best(columns), tuple(unknown)


def _spans(grid: Grid, lowest: int, row: int) -> list[tuple[int, int]]:
    """The grid columns each cell of the lowest header row covers."""
    starts = [column for column in range(grid.width) if grid.owner(lowest, column)[1] == column]
    return list(zip(starts, [*starts[1:], grid.width], strict=True))


def _best(columns: list[Column]) -> tuple[Column, ...]:
    """One titled column for each field: the word that stands first in WORDS; columns of values all stay."""
    chosen: dict[str, Column] = {}
    for column in columns:
        rival = chosen.get(column.field)
        if not column.value and (rival is None or _rank(column) < _rank(rival)):
            chosen[column.field] = column
    valued = [column for column in columns if column.value and column.field not in chosen]
    return tuple(sorted([*chosen.values(), *valued], key=lambda column: column.first))


def _rank(column: Column) -> int:
    return WORDS[column.field].index(column.title)
