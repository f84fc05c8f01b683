"""What an inspection looks at in an organisation, in the words of its own scheme, and by which facts the portal can tell
(JG-16, PL-18, QJ-27). Where its document names no points, those of the superior who inspects, else neutral ones, marked preset."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from catalog.schemes.issued import blank
from catalog.schemes.rules import SchemeRules, find_scheme
from disclosure.organizations.models.directory import Organization

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Points:
    """``rows``: name → the facts that tell; ``source``: where they are from."""

    rows: list[tuple[str, list[str]]]
    source: str

    def stored(self) -> list[Row]:
        return [{"name": name, "facts": facts} for name, facts in self.rows]


def points_for(organization: Organization, inspecting: Organization, on: date) -> Points:
    own, above = find_scheme(organization, on), find_scheme(inspecting, on)
    for rules in filter(None, (own, above)):
        if checks := rules.data.get("check_points"):
            return Points(with_facts(checks["points"], rules.data), source_of(rules, checks["article"]))
    data = own.data if own and (own.data.get("inspection") or {}).get("points") else blank("", "")
    asked = data["inspection"]
    return Points(with_facts(asked["points"], data), f"预设：{asked['points_reason']}")


def with_facts(names: list[str], data: Row) -> list[tuple[str, list[str]]]:
    told_by = (data.get("inspection") or {}).get("told_by") or []
    return [(name, [row["fact"] for row in told_by if row["point"] == name]) for name in names]


def source_of(rules: SchemeRules, article: str) -> str:
    return f"《{rules.scheme.title}》{article}"


def kinds_named(organization: Organization, on: date) -> list[str]:
    """The kinds of inspections that its document names, in its order; none where it names none (LK-25, PL-15)."""
    rules = find_scheme(organization, on)
    return list((rules.data.get("inspection") or {}).get("kinds") or []) if rules else []
