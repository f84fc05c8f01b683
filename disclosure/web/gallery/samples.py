"""Sample content for the gallery of components: pure data, our own writing, nobody real."""

from typing import NamedTuple

from django import forms

from disclosure.web.components import Badge, Cell, Event, Fact, Link, Tab, TaskCard
from disclosure.web.filters import Field, Select, select

PLACES = [
    Tab("公开目录", "#directory", is_current=True),
    Tab("最新公开", "#small"),
    Tab("点题与申请", "#form"),
    Tab("意见征求", "#small"),
    Tab("监督", "#oversight"),
]

CRUMBS = [Link("首页", "/"), Link("青岭县民政局党支部", "#"), Link("部件一览")]

METADATA = [
    Fact("索引号", "QLMZ-1-2-3-2026-014"),
    Fact("公开机构", "青岭县民政局党支部", "#"),
    Fact("责任科室", "办公室"),
    Fact("事项确定", "2026年9月28日（周一）"),
    Fact("应公开", "2026年10月10日（周六，调休上班）前"),
    Fact("实际公开", "2026年10月9日", state="done", word="按时"),
    Fact("公开范围", "先党内后党外"),
    Fact("公开形式", "党务公开栏、支部党员大会、本网站"),
]


class Day(NamedTuple):
    on: str
    label: str
    state: str
    name: str


TRACE = [
    [
        Day("2026-09-28", "28", "start", "确定"),
        Day("2026-09-29", "29", "counted", "第1天"),
        Day("2026-09-30", "30", "counted", "第2天"),
        Day("2026-10-01", "10/1", "skipped", "国庆节"),
        Day("2026-10-02", "2", "skipped", "国庆节"),
        Day("2026-10-03", "3", "skipped", "国庆节"),
        Day("2026-10-04", "4", "skipped", "国庆节"),
    ],
    [
        Day("2026-10-05", "5", "skipped", "国庆节"),
        Day("2026-10-06", "6", "skipped", "国庆节"),
        Day("2026-10-07", "7", "skipped", "国庆节"),
        Day("2026-10-08", "8", "counted", "第3天"),
        Day("2026-10-09", "9", "counted", "第4天"),
        Day("2026-10-10", "10", "due", "上班"),
        Day("2026-10-11", "11", "outside", ""),
    ],
]


ATTACHMENTS = [
    {"name": "2026年第三季度经费收支明细表.xlsx", "url": "#", "type": "Excel 表格", "size": "24 KB"},
    {"name": "支部委员会会议纪要（2026年第9次）.pdf", "url": "#", "type": "PDF", "size": "1.2 MB", "note": "3 页"},
]

VERSIONS = [
    {
        "number": 2,
        "on": "2026年10月13日",
        "who": "周明远",
        "note": "更正：慰问人数由 6 名改为 5 名",
        "url": "#",
        "is_current": True,
    },
    {"number": 1, "on": "2026年10月9日", "who": "周明远", "note": "首次公开", "url": "#"},
]

EVENTS = [
    Event("10月13日", "更正并重新公开", "周明远", "current"),
    Event("10月12日", "收到 1 条意见", note="指出慰问人数与明细表不一致。"),
    Event("10月9日", "公开", "周明远", "done", "按时，提前 1 个工作日"),
    Event("10月8日", "保密审查通过", "许静", "done"),
    Event("9月30日", "审核通过", "李文", "done"),
    Event("9月28日", "事项确定", note="支部委员会第 9 次会议"),
]


def _select(name: str, label: str, *options: str) -> Select:
    return select(Field(name, label, tuple((option, option) for option in options)), "")


FILTERS = [
    _select("scope", "公开范围", "社会", "机关全体人员", "全体党员"),
    _select("limit", "时限", "固定", "定期", "逐段", "即时"),
    _select("state", "情况", "已公开", "即将到期", "逾期"),
]


class Entry(NamedTuple):
    code: str
    content: str
    scope: str
    forms: str
    limit: str
    badge: Badge
    next: str
    url: str = "#"


CATEGORIES = [
    {
        "code": "1",
        "label": "组织建设",
        "note": "12 项 · 逾期 1",
        "is_open": True,
        "subcategories": [
            {
                "code": "1-1",
                "label": "支部概况",
                "entries": [
                    Entry(
                        "1-1-1", "支部委员会组成及分工", "社会", "公开栏、网站", "固定：确定后 5 个工作日",
                        Badge("done", "已公开 3"), "有变动时更新",
                    ),
                    Entry(
                        "1-1-2", "年度工作计划和重点任务分工", "全体党员", "党员大会、网站", "定期：每半年",
                        Badge("soon", "还有 2 个工作日"), "12月31日前",
                    ),
                ],
            },
            {
                "code": "1-2",
                "label": "党员管理",
                "entries": [
                    Entry(
                        "1-2-1", "发展党员各阶段名单和公示结果，入党积极分子推荐、培养和考察情况", "先党内后党外",
                        "公开栏、文件", "逐段", Badge("late", "逾期 2 天"), "应于11月19日公开",
                    ),
                    Entry(
                        "1-2-2", "党费收缴、使用和管理情况", "全体党员", "党员大会", "定期：每季度",
                        Badge("excused", "暂缓公开"), "已备案",
                    ),
                ],
            },
        ],
    },
    {"code": "2", "label": "议事决策", "note": "9 项 · 全部按时", "subcategories": []},
    {"code": "3", "label": "党风廉政", "note": "14 项 · 即将到期 2", "subcategories": []},
]  # fmt: skip

SENTENCE = [
    {"text": "本月应公开 "},
    {"text": "214 件", "url": "#"},
    {"text": "，按时 "},
    {"text": "198", "url": "#", "state": "done"},
    {"text": "，逾期 "},
    {"text": "9", "url": "#", "state": "late"},
    {"text": "，比上月少 5。"},
]

TABS = [Tab("按党组织", "#", True, 42), Tab("按目录", "#", count=76), Tab("按科室", "#")]


class HeatCell(NamedTuple):
    text: str
    level: int | str
    label: str
    url: str = "#"


class HeatRow(NamedTuple):
    label: str
    cells: list[HeatCell]


def _heat(label: str, *cells: tuple[str, int | str]) -> HeatRow:
    return HeatRow(label, [HeatCell(text, level, f"{label}：{text}") for text, level in cells])


HEAT = {
    "months": ["6月", "7月", "8月", "9月", "10月", "11月"],
    "rows": [
        _heat("机关第一支部", ("0/8", 0), ("0/9", 0), ("1/12", 1), ("0/7", 0), ("0/8", 0), ("0/3", 0)),
        _heat("机关第二支部", ("2/9", 2), ("1/9", 1), ("0/6", 0), ("4/9", 3), ("5/8", 4), ("–", "")),
        _heat("离退休支部", ("–", ""), ("0/2", 0), ("0/5", 0), ("0/2", 0), ("1/3", 2), ("–", "")),
    ],
}


def _row(title: str, organization: str, due: str, word: str) -> list[Cell]:
    return [
        Cell("事项", "title", title, "#"),
        Cell("党组织", "", organization),
        Cell("应公开", "tight", due),
        Cell("情况", "tight", state="late", word=word),
    ]


TABLE = [
    _row("第三季度党费收缴情况", "机关第二支部", "10月10日", "逾期 29 个工作日"),
    _row("民主评议党员结果", "机关第二支部", "11月6日", "逾期 11 个工作日"),
    _row("预备党员转正公示", "离退休支部", "11月19日", "逾期 1 个工作日"),
]

TASKS = [
    TaskCard(
        "发展党员各阶段名单和公示结果", "#", "公开事项", "办公室 · 王兰", "逾期 2 天", "late", "应于11月19日公开",
        action_label="接着写", action_url="#",
    ),
    TaskCard(
        "老旧党员活动室什么时候修缮？", "#", "点题公开", "办公室 · 许静", "还有 2 个工作日", "soon", "11月24日前答复",
        action_label="写答复", action_url="#",
    ),
    TaskCard(
        "2026年党员教育培训计划执行情况", "#", "公开事项 · 退回", "人事科 · 陈海", "还有 38 个工作日", "waiting",
        "2027年1月15日前", True, "退回原因：培训人次与附件不一致，请核对。", "去修改", "#",
    ),
]  # fmt: skip

STEPS = [
    {"label": "登记", "url": "#", "state": "done", "note": "9月28日确定"},
    {"label": "内容", "url": "#", "state": "current", "note": "正在写"},
    {"label": "附件", "url": "#", "state": "todo"},
    {"label": "检查", "url": "#", "state": "todo"},
    {"label": "提交", "state": "todo"},
]

NEWEST = [
    {
        "title": "2026年第三季度党支部工作经费使用情况",
        "organization": "青岭县民政局党支部",
        "on": "10月9日",
        "iso": "2026-10-09",
    },
    {"title": "预备党员接收公示", "organization": "青岭县统计局党组", "on": "10月8日", "iso": "2026-10-08"},
    {
        "title": "关于调整支部委员会委员分工的通知",
        "organization": "青岭县民政局党支部",
        "on": "9月30日",
        "iso": "2026-09-30",
    },
]

STATES = ("done", "soon", "late", "excused", "provisional", "draft", "waiting", "returned")

RECEIPT = [
    Fact("收到", "2026年10月10日"),
    Fact("受理", "10月15日前告诉您是否受理"),
    Fact("答复", "10月26日前"),
]


class SampleForm(forms.Form):
    """A form with one error in it, so that the gallery shows how errors look."""

    title = forms.CharField(label="标题", help_text="写清什么事、哪个时间，例如“第三季度党费收缴情况”。")
    decided_on = forms.DateField(
        label="哪一天确定的",
        help_text="期限从第二天起算。",
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    scope = forms.ChoiceField(
        label="公开范围",
        choices=[("society", "社会"), ("staff", "机关全体人员"), ("party", "全体党员")],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(label="正文", required=False, widget=forms.Textarea(attrs={"rows": 5}))
    is_important = forms.BooleanField(label="这是重要事项", required=False)
