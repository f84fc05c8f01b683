"""Whatever stands in a table, however it is merged: it is read or refused, and what is read keeps its rows."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.directory.exchange.reading.headings import FIELD_OF, FIELD_OF_VALUE, NOTED, NOTES, SKIP, TITLE_OF_VALUE
from catalog.directory.exchange.reading.read import Opened, read_opened
from catalog.directory.exchange.rows import HEADER
from disclosure.files.reading.errors import UnreadableFile
from disclosure.files.reading.grid import LEFT, UP, Cell, Grid, Source

HEADINGS = sorted({*FIELD_OF, *FIELD_OF_VALUE, *NOTED, *TITLE_OF_VALUE, "颜色", "（要素）", ""})
TEXTS = [
    "",
    " ",
    "1",
    "2",
    "1-1",
    "1-1-1",
    "√",
    "□",
    "■会议□网站",
    "一、思想",
    "（一）",
    "注：无",
    "合计",
    "年 月 日",
    "学习情况",
    "示例：甲",
]
merges = st.sampled_from(["", "", "", "", UP, LEFT])
headings = st.builds(Cell, st.sampled_from(HEADINGS), merges)
cells = st.builds(Cell, st.sampled_from(TEXTS + HEADINGS[:8]), merges)
HEAD = [Cell(text) for text in ("序号", "公开事项", "公开内容", "公开范围", "公开对象", "公开时限")]


def grids(title, first=1):
    rows = st.lists(
        st.one_of(st.lists(headings, max_size=7), st.lists(cells, max_size=7), st.just(HEAD)).map(tuple),
        min_size=1,
        max_size=9,
    )
    return rows.map(lambda rows: Grid(title, tuple(rows), tuple(range(first, first + len(rows))), title=title))


sources = st.one_of(
    st.builds(Source, st.just("docx"), st.tuples(grids(""), grids("", first=101)), st.just(True)),
    st.builds(Source, st.just("xlsx"), st.tuples(grids("甲"), grids("乙"))),
    st.builds(Source, st.just("csv"), st.tuples(grids(""))),
)
answers = st.dictionaries(st.sampled_from(HEADINGS), st.sampled_from([*HEADER, NOTES, SKIP]), max_size=4)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sources, answers)
def test_any_table_is_read_or_refused_and_never_crashes(source, columns):
    try:
        reading = read_opened(Opened(source), columns=columns)
    except UnreadableFile as refusal:
        assert "没有找到表头" in str(refusal)
        return
    numbers = [row.number for row in reading.rows]
    assert numbers == sorted(numbers)
    assert all(row.place and set(row.notes) <= set(row.raw) for row in reading.rows)
    assert not set(reading.unknown) & set(columns)
