"""Sample content for the gallery of components: pure data, our own writing, nobody real."""

from django import forms

PLACES = [
    {"label": "公开目录", "url": "#directory", "is_current": True},
    {"label": "最新公开", "url": "#small"},
    {"label": "点题与申请", "url": "#form"},
    {"label": "意见征求", "url": "#small"},
    {"label": "监督", "url": "#oversight"},
]

CRUMBS = [{"label": "首页", "url": "/"}, {"label": "青岭县民政局党支部", "url": "#"}, {"label": "部件一览"}]

METADATA = [
    {"label": "索引号", "value": "QLMZ-1-2-3-2026-014"},
    {"label": "公开机构", "value": "青岭县民政局党支部", "url": "#"},
    {"label": "责任科室", "value": "办公室"},
    {"label": "事项确定", "value": "2026年9月28日（周一）"},
    {"label": "应公开", "value": "2026年10月10日（周六，调休上班）前"},
    {"label": "实际公开", "value": "2026年10月9日", "state": "done", "word": "按时"},
    {"label": "公开范围", "value": "先党内后党外"},
    {"label": "公开形式", "value": "党务公开栏、支部党员大会、本网站"},
]


def _days(*days: tuple[str, str, str, str]) -> list[dict]:
    return [{"on": on, "label": label, "state": state, "name": name} for on, label, state, name in days]


TRACE = {
    "summary": "事项确定后 5 个工作日内公开：9月28日确定，从次日起数，第 5 个工作日是10月10日。",
    "source": "《实施方案》第三部分“固定公开”",
    "skipped": [{"label": "10月1日至7日", "name": "国庆节放假"}],
    "weeks": [
        _days(
            ("2026-09-28", "28", "start", "确定"),
            ("2026-09-29", "29", "counted", "第1天"),
            ("2026-09-30", "30", "counted", "第2天"),
            ("2026-10-01", "10/1", "skipped", "国庆节"),
            ("2026-10-02", "2", "skipped", "国庆节"),
            ("2026-10-03", "3", "skipped", "国庆节"),
            ("2026-10-04", "4", "skipped", "国庆节"),
        ),
        _days(
            ("2026-10-05", "5", "skipped", "国庆节"),
            ("2026-10-06", "6", "skipped", "国庆节"),
            ("2026-10-07", "7", "skipped", "国庆节"),
            ("2026-10-08", "8", "counted", "第3天"),
            ("2026-10-09", "9", "counted", "第4天"),
            ("2026-10-10", "10", "due", "上班"),
            ("2026-10-11", "11", "outside", ""),
        ),
    ],
}

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
    {"on": "10月13日", "title": "更正并重新公开", "who": "周明远", "state": "current"},
    {"on": "10月12日", "title": "收到 1 条意见", "note": "指出慰问人数与明细表不一致。"},
    {"on": "10月9日", "title": "公开", "who": "周明远", "note": "按时，提前 1 个工作日", "state": "done"},
    {"on": "10月8日", "title": "保密审查通过", "who": "许静", "state": "done"},
    {"on": "9月30日", "title": "审核通过", "who": "李文", "state": "done"},
    {"on": "9月28日", "title": "事项确定", "note": "支部委员会第 9 次会议"},
]


def _options(*labels: str) -> list[dict]:
    return [{"value": label, "label": label, "is_selected": index == 0} for index, label in enumerate(labels)]


FILTERS = [
    {"name": "scope", "label": "公开范围", "options": _options("全部", "社会", "机关全体人员", "全体党员")},
    {"name": "limit", "label": "时限", "options": _options("全部", "固定", "定期", "逐段", "即时")},
    {"name": "state", "label": "情况", "options": _options("全部", "已公开", "即将到期", "逾期")},
]

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
                    {
                        "code": "1-1-1",
                        "content": "支部委员会组成及分工",
                        "url": "#",
                        "scope": "社会",
                        "forms": "公开栏、网站",
                        "limit": "固定：确定后 5 个工作日",
                        "state": "done",
                        "word": "已公开 3",
                        "next": "有变动时更新",
                    },
                    {
                        "code": "1-1-2",
                        "content": "年度工作计划和重点任务分工",
                        "url": "#",
                        "scope": "全体党员",
                        "forms": "党员大会、网站",
                        "limit": "定期：每半年",
                        "state": "soon",
                        "word": "还有 2 个工作日",
                        "next": "12月31日前",
                    },
                ],
            },
            {
                "code": "1-2",
                "label": "党员管理",
                "entries": [
                    {
                        "code": "1-2-1",
                        "content": "发展党员各阶段名单和公示结果，入党积极分子推荐、培养和考察情况",
                        "url": "#",
                        "scope": "先党内后党外",
                        "forms": "公开栏、文件",
                        "limit": "逐段",
                        "state": "late",
                        "word": "逾期 2 天",
                        "next": "应于11月19日公开",
                    },
                    {
                        "code": "1-2-2",
                        "content": "党费收缴、使用和管理情况",
                        "url": "#",
                        "scope": "全体党员",
                        "forms": "党员大会",
                        "limit": "定期：每季度",
                        "state": "excused",
                        "word": "暂缓公开",
                        "next": "已备案",
                    },
                ],
            },
        ],
    },
    {"code": "2", "label": "议事决策", "note": "9 项 · 全部按时", "subcategories": []},
    {"code": "3", "label": "党风廉政", "note": "14 项 · 即将到期 2", "subcategories": []},
]

SENTENCE = [
    {"text": "本月应公开 "},
    {"text": "214 件", "url": "#"},
    {"text": "，按时 "},
    {"text": "198", "url": "#", "state": "done"},
    {"text": "，逾期 "},
    {"text": "9", "url": "#", "state": "late"},
    {"text": "，比上月少 5。"},
]

TABS = [
    {"label": "按党组织", "url": "#", "is_current": True, "count": 42},
    {"label": "按目录", "url": "#", "count": 76},
    {"label": "按科室", "url": "#", "count": None},
]


def _heat(label: str, *cells: tuple[str, int | str]) -> dict:
    return {
        "label": label,
        "cells": [{"text": text, "level": level, "url": "#", "label": f"{label}：{text}"} for text, level in cells],
    }


HEAT = {
    "months": ["6月", "7月", "8月", "9月", "10月", "11月"],
    "rows": [
        _heat("机关第一支部", ("0/8", 0), ("0/9", 0), ("1/12", 1), ("0/7", 0), ("0/8", 0), ("0/3", 0)),
        _heat("机关第二支部", ("2/9", 2), ("1/9", 1), ("0/6", 0), ("4/9", 3), ("5/8", 4), ("–", "")),
        _heat("离退休支部", ("–", ""), ("0/2", 0), ("免", "excused"), ("0/2", 0), ("1/3", 2), ("–", "")),
    ],
}

TABLE_COLUMNS = [
    {"label": "事项", "kind": "title"},
    {"label": "党组织", "kind": ""},
    {"label": "应公开", "kind": "tight"},
    {"label": "情况", "kind": "tight"},
]


def _row(*values: str) -> dict:
    title, organization, due, word = values
    return {
        "cells": [
            {"label": "事项", "kind": "title", "text": title, "url": "#"},
            {"label": "党组织", "kind": "", "text": organization},
            {"label": "应公开", "kind": "tight", "text": due},
            {"label": "情况", "kind": "tight", "state": "late", "word": word},
        ]
    }


TABLE = {
    "columns": TABLE_COLUMNS,
    "rows": [
        _row("第三季度党费收缴情况", "机关第二支部", "10月10日", "逾期 29 个工作日"),
        _row("民主评议党员结果", "机关第二支部", "11月6日", "逾期 11 个工作日"),
        _row("预备党员转正公示", "离退休支部", "11月19日", "逾期 1 个工作日"),
    ],
}

TASKS = [
    {
        "kind": "公开事项",
        "title": "发展党员各阶段名单和公示结果",
        "url": "#",
        "whose": "办公室 · 王兰",
        "words": "逾期 2 天",
        "state": "late",
        "on": "应于11月19日公开",
        "action_label": "接着写",
        "action_url": "#",
    },
    {
        "kind": "点题公开",
        "title": "老旧党员活动室什么时候修缮？",
        "url": "#",
        "whose": "办公室 · 许静",
        "words": "还有 2 个工作日",
        "state": "soon",
        "on": "11月24日前答复",
        "action_label": "写答复",
        "action_url": "#",
    },
    {
        "kind": "公开事项 · 退回",
        "title": "2026年党员教育培训计划执行情况",
        "url": "#",
        "whose": "人事科 · 陈海",
        "words": "还有 38 个工作日",
        "state": "waiting",
        "on": "2027年1月15日前",
        "is_provisional": True,
        "note": "退回原因：培训人次与附件不一致，请核对。",
        "action_label": "去修改",
        "action_url": "#",
    },
]

CARDS = [
    {
        "title": "青岭县民政局党支部",
        "url": "#",
        "text": "书记周明远。公开目录2026年版，已备案。",
        "facts": ["76 项", "监督电话 0000-1234567"],
        "state": "done",
        "word": "全部按时",
    },
    {
        "title": "青岭县统计局党组",
        "url": "#",
        "text": "书记韩雪。公开目录2026年版，已备案。",
        "facts": ["35 项", "监督电话 0000-7654321"],
        "state": "late",
        "word": "逾期 1",
    },
]

STEPS = [
    {"label": "登记", "url": "#", "state": "done", "note": "9月28日确定"},
    {"label": "内容", "url": "#", "state": "current", "note": "正在写"},
    {"label": "附件", "url": "#", "state": "todo"},
    {"label": "检查", "url": "#", "state": "todo"},
    {"label": "提交", "state": "todo"},
]

NEWEST = [
    {"title": "2026年第三季度党支部工作经费使用情况", "organization": "青岭县民政局党支部", "on": "10月9日"},
    {"title": "预备党员接收公示", "organization": "青岭县统计局党组", "on": "10月8日"},
    {"title": "关于调整支部委员会委员分工的通知", "organization": "青岭县民政局党支部", "on": "9月30日"},
]

RECEIPT = [
    {"label": "收到", "value": "2026年10月10日"},
    {"label": "受理", "value": "10月15日前告诉您是否受理"},
    {"label": "答复", "value": "10月26日前"},
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


def gallery_context() -> dict:
    """Everything templates/gallery.html needs."""
    form = SampleForm({"decided_on": "2026-09-28", "scope": "party", "text": "2026年第三季度……"})
    names = ("done", "soon", "late", "excused", "provisional", "draft", "waiting", "returned")
    return {
        "places": PLACES,
        "crumbs": CRUMBS,
        "metadata": METADATA,
        "trace": TRACE,
        "attachments": ATTACHMENTS,
        "versions": VERSIONS,
        "events": EVENTS,
        "filters": FILTERS,
        "chosen": [{"label": "时限：定期", "url": "#"}],
        "categories": CATEGORIES,
        "sentence": SENTENCE,
        "tabs": TABS,
        "heat": HEAT,
        "table": TABLE,
        "tasks": TASKS,
        "cards": CARDS,
        "states": names,
        "steps": STEPS,
        "newest": NEWEST,
        "receipt": RECEIPT,
        "form": form,
    }
