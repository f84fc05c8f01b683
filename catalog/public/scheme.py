"""An organisation's scheme as everybody reads it: the document, its limits in its own words, who makes the catalogues, what
goes up, what is checked, who explains it (QJ-26, QJ-27, QJ-30, JG-16, PL-18)."""

from collections.abc import Iterator
from dataclasses import dataclass

from catalog.filings.models import Filing
from catalog.items.public.organizations import scheme_words
from catalog.schemes.choices import MeetingKind, PointKind
from catalog.schemes.rules import Limit, Row, SchemeRules
from catalog.schemes.sources import source_words
from disclosure.deadlines.dates import plain
from disclosure.deadlines.rules import Rule
from disclosure.web.components import Cell, Fact, given

PRESET = "预设，不是原文"


@dataclass(frozen=True)
class SchemePage:
    """Tables as rows of cells; empty where the document says nothing. ``check_source``: the sentence of the check points."""

    title: str
    facts: list[Fact]
    limits: list[list[Cell]]
    makers: list[list[Cell]]
    filings: list[list[Cell]]
    check_points: list[str]
    check_source: str


def page_of(rules: SchemeRules) -> SchemePage:
    checks = rules.data.get("check_points") or {}
    makers = rules.data.get("catalogue_makers") or {"rows": []}
    return SchemePage(
        title=scheme_words(rules.scheme),
        facts=given(facts(rules)),
        limits=[limit_row(limit) for limit in rules.limits.values()],
        makers=[maker_row(row, makers["article"]) for row in makers["rows"]],
        filings=[filing_row(row) for row in rules.data.get("filing") or []],
        check_points=checks.get("points", []),
        check_source=source_words(checks),
    )


def facts(rules: SchemeRules) -> Iterator[Fact]:
    scheme, data = rules.scheme, rules.data
    explains, begins = data.get("interpreted_by") or {}, data.get("in_force") or {}
    yield Fact("文号", scheme.document_number)
    yield Fact("制定机关", scheme.issuer)
    yield Fact("印发日期", plain(scheme.issued_on) if scheme.issued_on else "")
    yield Fact("施行", f"自{begins['from']}起（{begins['article']}）" if begins else "")
    yield Fact("解释", f"{explains['who']}（{explains['article']}）" if explains else "")
    for label, name in (
        ("领导小组", "leading_group"),
        ("工作经费", "working_funds"),
        ("监督员", "supervisors"),
        ("时限原则", "time_limit_principle"),
        ("考核", "assessment"),
    ):
        yield Fact(label, source_words(data.get(name) or {}), is_wide=True)
    if evaluation := data.get("evaluation"):
        words = f"评议截止后{rule_words(evaluation['rule'])}公布结果。{said(evaluation)}"
        yield Fact("党员评议", words, is_wide=True)
    if measures := data.get("accountability"):
        words = f"{'、'.join(measures['steps'])}，记录保存{measures['keep_years']}年。{said(measures)}"
        yield Fact("责任追究", words, is_wide=True)
    for row in data.get("meetings") or []:
        yield Fact(str(MeetingKind(row["kind"]).label), f"{rule_words(row['rule'])}。{said(row)}", is_wide=True)
    for row in data.get("contact_points") or []:
        yield Fact(str(PointKind(row["kind"]).label), source_words(row), is_wide=True)


def said(row: Row) -> str:
    """In the document's own words, and what the portal had to set."""
    reason = f"{PRESET}：{row['preset_reason']}" if row.get("preset") else ""
    return "；".join(filter(None, (source_words(row).rstrip("。；;"), reason)))


def limit_row(limit: Limit) -> list[Cell]:
    days = dict.fromkeys(rule_words(rule) for rule in (limit.rule, limit.important_rule, *recurring(limit)) if rule)
    reasons = [limit.preset_reason if limit.is_preset else "", limit.moving.removeprefix("预设：")]
    said = "".join(f"{PRESET}：{reason}" for reason in reasons if reason)
    if limit.is_own:
        said = "本组织另定。"
    return [
        Cell("类别", "title", limit.label),
        Cell("时限", text="；".join(days)),
        Cell("原文", text=f"{limit.article}：{limit.sentence}" if limit.sentence else ""),
        Cell("说明", text=said),
    ]


def recurring(limit: Limit) -> list[Row]:
    return [row["rule"] for row in limit.recurrences]


def rule_words(rule: Row) -> str:
    return Rule.from_mapping(rule).describe()


def maker_row(row: Row, article: str) -> list[Cell]:
    agreed = f"（商{row['agreed_with']}）" if row.get("agreed_with") else ""
    return [
        Cell("谁的目录", "title", row["makes"]),
        Cell("由谁制定", text=f"{row['who']}{agreed}"),
        Cell("原文", text=f"{article}：{row['sentence']}"),
    ]


def filing_row(row: Row) -> list[Cell]:
    return [
        Cell("什么", "title", Filing.What(row["what"]).label),
        Cell("报给谁", text=row["with"]),
        Cell("原文", text=source_words(row) or f"{PRESET}：{row['preset_reason']}"),
    ]
