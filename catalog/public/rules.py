"""The register of rules as readers see it: what is in force first, then what no longer is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from catalog.obligations.withholdings.models import Withholding
from catalog.rules.register import CitedRule, register
from disclosure.deadlines.dates import plain
from disclosure.web.components import Badge, Fact, given

USES = {"pin": "锁定范围和形式", "handover": "告知向谁提出", "reckoning": "算期限", "accountability": "追究责任"}
REASONS = dict(Withholding.Reason.choices)


@dataclass(frozen=True)
class RuleRow:
    rule: CitedRule
    badge: Badge
    facts: list[Fact]


def rows_on(on: date) -> list[RuleRow]:
    rows = [RuleRow(rule, badge(rule, on), given(facts(rule))) for rule in register().values()]
    return sorted(rows, key=lambda row: not row.rule.is_in_force(on))


def badge(rule: CitedRule, on: date) -> Badge:
    return (
        Badge("done", "施行中")
        if rule.is_in_force(on)
        else Badge("none", "不再施行" if rule.from_on <= on else "还没有施行")
    )


def facts(rule: CitedRule) -> Iterator[Fact]:
    yield Fact("施行", f"{plain(rule.from_on)}起" + (f"，到{plain(rule.until_on)}" if rule.until_on else ""))
    yield Fact("原句" if rule.is_sentence else "大意", rule.text, is_wide=True)
    yield Fact("用处", "；".join(use_words(rule)) or "不作依据，供查阅", is_wide=True)
    yield Fact("核对", f"{'已核对原句' if rule.verified else '没有核对过原句'}：{rule.how}", is_wide=True)


def use_words(rule: CitedRule) -> list[str]:
    """The reasons that it may ground together, in their own order; then what else it is for."""
    reasons = "、".join(str(label) for value, label in REASONS.items() if value in rule.uses)
    return [f"不公开的理由：{reasons}"] * bool(reasons) + [label for use, label in USES.items() if use in rule.uses]
