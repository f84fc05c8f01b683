"""Whether the superior decides (JG-04, QJ-16), by when, and who there may: in the portal, or by a written reply."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from catalog.obligations.withholdings.models import Withholding
from catalog.schemes.rules import find_scheme
from disclosure.deadlines.actions import open_deadline
from disclosure.deadlines.dates import plain
from disclosure.deadlines.models import Deadline
from disclosure.organizations.holders import nearest_holders
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.models.people import User
from disclosure.organizations.roles import DECIDE_BELOW

EXEMPTION, REFUSAL = "exemption", "refusal"
SUPERIOR_DECIDES = "superior_decides"
# By what a narrower scope is agreed to.
SUPERIOR, APPROVER = "superior", "approver"
PRESET: Mapping[str, Any] = {
    "rule": {"working_days": 5},
    "preset": True,
    "preset_reason": "原文没有写上级几天内审定；定为报送后5个工作日，可以改。",
}


def superior_decides(organization: Organization, on: date, what: str = EXEMPTION) -> bool:
    """Whether the scheme sends it up for decision: the ``exemption`` of what the catalogue lists (JG-04), or the ``refusal`` of
    what was asked for (JG-04, QJ-16)."""
    rules = find_scheme(organization, on)
    return rules is not None and rules.data[what]["route"] == SUPERIOR_DECIDES


def narrowing_route(organization: Organization, on: date) -> str:
    """``EXEMPTION``, ``SUPERIOR`` or ``APPROVER``, by the scheme; without one as an exemption."""
    rules = find_scheme(organization, on)
    return rules.narrowing["route"] if rules else EXEMPTION


def goes_up(withholding: Withholding, on: date) -> bool:
    """Whether it is in force only with the superior's word."""
    if withholding.kind == Withholding.Kind.NARROWING:
        return narrowing_route(withholding.organization, on) == SUPERIOR
    return superior_decides(withholding.organization, on)


def is_filed(withholding: Withholding, on: date) -> bool:
    return withholding.kind != Withholding.Kind.NARROWING or narrowing_route(withholding.organization, on) == EXEMPTION


def deciders_above(organization: Organization, on: date) -> list[User]:
    """Who decides at the nearest superior where anyone does; nobody where the superior does not work in the portal."""
    return nearest_holders(DECIDE_BELOW, organization, on)[1]


def superior_for(organization: Organization, on: date) -> Organization | None:
    """The nearest superior where anybody decides, else the direct one; None where none is in the portal."""
    return nearest_holders(DECIDE_BELOW, organization, on)[0] or Organization.objects.get_parent(organization)


def open_decision(
    superior: Organization,
    below: Organization,
    what: str,
    *,
    kind: str,
    title: str,
    url: str,
    on: date,
    by,
    now: datetime,
) -> Deadline:
    """In the superior's own ledger, by the scheme of who asks: its ``decision`` under ``what``, or the preset."""
    rules = find_scheme(below, on)
    row = (rules.data[what].get("decision") if rules else None) or PRESET
    return open_deadline(
        organization=superior,
        kind=kind,
        title=title,
        start_on=on,
        rule=row["rule"],
        event="下级报来",
        source=rules.source_of(row) if rules else {},
        url=url,
        permission=DECIDE_BELOW,
        by=by,
        now=now,
    )


def reply_words(opinion: str, number: str, on: date) -> str:
    """同意（县办发〔2026〕3号，2026年10月9日）"""
    return f"{opinion}（{number}，{plain(on)}）"
