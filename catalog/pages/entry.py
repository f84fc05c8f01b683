"""One entry of a catalogue in full: its row, the scheme's sentence behind its limit, and what comes next."""

from catalog.directory import Line
from catalog.models import Catalogue
from catalog.pages import dates
from catalog.pages.directory import limit_words, scope_words
from catalog.pages.nexts import Next
from catalog.rules import Limit
from disclosure.deadlines.rules import Rule
from disclosure.deadlines.workdays import WorkCalendar


def metadata(line: Line, catalogue: Catalogue, coming: Next | None, calendar: WorkCalendar) -> list[dict]:
    scope = scope_words(line) + ("（先党内后党外）" if line.inside_first else "")
    scope += "（按有关规定确定，不得更改）" if line.is_scope_pinned else ""
    rows = [
        ("公开代码", line.code),
        ("公开范围", scope),
        ("特定对象", "、".join(line.audience_names)),
        ("公开形式", "、".join(line.forms)),
        ("公开时限", limit_words(line)),
        ("下次到期", dates.full(coming.on, calendar) if coming and coming.on else ""),
        ("责任科室", "、".join(line.departments)),
        ("责任人", line.person),
        ("所在目录", f"{catalogue.title}（第{catalogue.version}版）"),
    ]
    shown = [{"label": label, "value": value} for label, value in rows if value]
    for row in shown:
        if row["label"] == "下次到期" and coming.is_provisional:
            row |= {"state": "provisional", "word": "暂定"}
        if row["label"] == "所在目录":
            row["is_wide"] = True
    return shown


def grounds(limit: Limit | None, line: Line, title: str) -> dict | None:
    """Where the number comes from: article and sentence, or that it is preset and why."""
    if limit is None:
        return None
    rule = Rule.from_mapping(line.limit_rule or limit.rule).describe()
    return {
        "rule": f"{limit.label}：{limit.event}后{rule}" if "日" in rule and "每" not in rule else f"{limit.label}：{rule}公开",
        "article": f"《{title}》{limit.article}",
        "sentence": limit.sentence,
        "is_preset": limit.is_preset and not line.limit_rule,
        "preset_reason": limit.preset_reason,
        "is_own": limit.is_own or bool(line.limit_rule),
    }
