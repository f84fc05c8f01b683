"""An empty catalogue to fill in: the headings that the reader knows, two examples, the scheme's words to choose from."""

from collections.abc import Mapping, Sequence

from catalog.directory.exchange.layout import THREE_LEVELS, WIDTHS
from catalog.directory.exchange.rows import COLUMN_NAMES, SEPARATOR
from disclosure.files.workbook import BODY, BOX, CENTER, HEAD, LEFT, new_sheet, offer, printed_on_a4, put, write_help

TOP = 3
LINES = 300  # what is prepared for filling in
HELP = "填表说明"
HELP_TEXTS = (
    "一行写一件公开事项。一级目录、二级目录相同的，只写第一行也可以，或者合并单元格。没有二级目录的空着。",
    "公开代码写成 1-1-1 这样：一级、二级、第几件。都空着不写，导入时按类别编好。",
    "公开范围、公开时限点单元格右边的箭头选；右边几列是本方案里的写法。写别的词也可以，导入时会问是什么意思。",
    "公开形式、责任部门有几个的，用顿号隔开。",
    "公开时限可以在类别后面写具体日子，如“定期，每季度首月10日前”。",
    "需要另外记的，在右边加一列：“说明”记入事项的说明；“2010年意见类别”“2017年条例类别”写类别的名称，“对应的政务公开事项”“政务公开网址”写政务公开目录里对应的一项和它的网址，都可以不写；别的（如公开依据）导入时选“记入事项的说明”。",
    "内容以“示例：”开头的行不会导入；表格下面的合计、备注、制表人也不会。",
)
EXAMPLES: tuple[Mapping[str, str], ...] = (
    {"category": "思想建设情况", "subcategory": "理论学习", "code": "1-1-1", "content": "示例：党支部年度学习计划和落实情况"},
    {"category": "组织管理情况", "subcategory": "", "code": "2-1", "content": "示例：发展党员公示"},
)  # fmt: skip
SAID: Mapping[str, Sequence[str]] = {"departments": ("办公室", "组织科"), "person": ("张三", "李四")}


def write_template(title: str, words: Mapping[str, Sequence[str]]) -> bytes:
    """An xlsx file. `words` are those to choose from, by column: scope, limit and forms."""
    workbook, sheet = new_sheet("党务公开目录", title, len(THREE_LEVELS))
    for column, name in enumerate(THREE_LEVELS, start=1):
        put(sheet, TOP - 1, column, COLUMN_NAMES[name], HEAD, CENTER, BOX)
        for at in range(LINES):
            text = _example(name, at, words) if at < len(EXAMPLES) else None
            put(sheet, TOP + at, column, text, BODY, LEFT if name == "content" else CENTER, BOX)
    ranges = write_help(workbook.create_sheet(HELP), HELP_TEXTS, {COLUMN_NAMES[name]: words[name] for name in words})
    for name in words:
        if name != "forms":
            lines, where = (TOP, TOP + LINES - 1), ranges[COLUMN_NAMES[name]]
            offer(sheet, THREE_LEVELS.index(name) + 1, lines, where, otherwise="方案里没有这个词")
    return printed_on_a4(workbook, [WIDTHS[name] for name in THREE_LEVELS], TOP)


def _example(name: str, at: int, words: Mapping[str, Sequence[str]]) -> str:
    if name == "forms":
        return SEPARATOR.join(words[name][: 2 - at])
    if name in words:
        return words[name][min(at, len(words[name]) - 1)]
    return SAID[name][at] if name in SAID else EXAMPLES[at][name]
