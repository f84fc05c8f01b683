"""One entry of a catalogue in full: its row, the scheme's sentence behind its limit, and what comes next."""

from catalog.changes.models import EntryChange
from catalog.directory.contents import Line
from catalog.directory.models import Catalogue
from catalog.obligations.next_due import Next
from catalog.public.directory import limit_words, scope_words
from catalog.schemes.rules import Limit
from disclosure.deadlines import dates
from disclosure.deadlines.rules import DayCount, Rule
from disclosure.deadlines.workdays import WorkCalendar


def metadata(line: Line, catalogue: Catalogue, coming: Next | None, calendar: WorkCalendar) -> list[dict]:
    scope = scope_words(line)
    scope += "（先党内后党外）" if line.inside_first and "先党内" not in scope else ""
    scope += "（按有关规定确定，不得更改）" if line.is_scope_pinned else ""
    rows = [
        ("公开代码", line.code),
        ("公开范围", scope),
        ("特定对象", audience_words(line, scope)),
        ("公开形式", "、".join(line.channels)),
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


def audience_words(line: Line, scope: str) -> str:
    """Empty where the scope's own words name them already."""
    words = "、".join(line.audience_names)
    return "" if words in scope else words


def ended(changes: list[EntryChange]) -> str:
    """What happened to an entry that is no longer in the directory; ``changes``: newest first."""
    last = next(row for row in changes if row.kind != EntryChange.Kind.CHANGE)
    day = dates.plain(last.effective_on)
    return f"这一项已{last.get_kind_display()}，自{day}起不在公开目录里。以前公开的仍列在下面。"


def grounds(limit: Limit | None, line: Line, title: str) -> dict | None:
    """Where the number comes from: article and sentence, or that it is preset and why."""
    if limit is None:
        return None
    return {
        "rule": f"{limit.label}：{rule_words(limit, line)}",
        "article": f"《{title}》{limit.article}",
        "sentence": limit.sentence,
        "is_preset": limit.is_preset and not line.limit_rule,
        "preset_reason": limit.preset_reason,
        "is_own": limit.is_own or bool(line.limit_rule),
    }


def rule_words(limit: Limit, line: Line) -> str:
    """事项完成后3个工作日内公开，重要事项7个工作日"""
    rule = Rule.from_mapping(line.limit_rule or limit.rule)
    if not isinstance(rule, DayCount):
        return f"{rule.describe()}公开一次"
    important = "" if line.limit_rule or not limit.important_rule else limit.important_rule
    more = f"，重要事项{Rule.from_mapping(important).describe()}" if important else ""
    return f"{limit.event}后{rule.describe()}内公开{more}"
