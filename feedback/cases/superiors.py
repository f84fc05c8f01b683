"""Whose word an answer needs: the organisation's meeting (JG-03), the superior on what is kept back (JG-04, QJ-16)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from catalog.obligations.withholdings.superior import REFUSAL, superior_decides
from disclosure.deadlines.actions import open_deadline
from disclosure.deadlines.models import Deadline
from disclosure.organizations.holders import holders, nearest_holders
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.models.people import User
from disclosure.organizations.roles import DECIDE_BELOW
from feedback.cases.clocks.clocks import answer_rule, rules_of, source_of
from feedback.cases.models.cases import Case
from feedback.cases.models.replies import Reply
from feedback.cases.replies import KEEPS_BACK
from feedback.cases.states import REQUESTS

PRESET: Mapping[str, Any] = {
    "rule": {"working_days": 5},
    "preset": True,
    "preset_reason": "原文没有写上级几天内审定；定为报送后5个工作日，可以改。",
}


def needs_superior(case: Case, result: str, on: date) -> bool:
    return case.kind in REQUESTS and result in KEEPS_BACK and superior_decides(case.organization, on, REFUSAL)


def needs_decision(case: Case, on: date) -> bool:
    return bool(answer_rule(case.kind, rules_of(case, on)).get("needs_decision"))


def superior_for(organization: Organization, on: date) -> Organization | None:
    """The nearest superior where anybody decides, else the direct one; None where none is in the portal."""
    return nearest_holders(DECIDE_BELOW, organization, on)[0] or Organization.objects.get_parent(organization)


def deciders(superior: Organization | None, on: date) -> list[User]:
    return holders(DECIDE_BELOW, [superior], on)[superior.pk] if superior else []


def open_decision(case: Case, superior: Organization, *, on: date, by, now: datetime) -> Deadline:
    """In the superior's own ledger, by the scheme's ``refusal.decision`` or the preset."""
    rules = rules_of(case, on)
    row = (rules.data["refusal"].get("decision") if rules else None) or PRESET
    return open_deadline(
        organization=superior,
        kind=Deadline.Kind.REQUEST,
        title=f"审定下级的不予公开（{case.number}）",
        start_on=on,
        rule=row["rule"],
        event="下级报来",
        source=source_of(row, rules),
        url=case.staff_url,
        permission=DECIDE_BELOW,
        by=by,
        now=now,
    )


def is_decided_here(reply: Reply, on: date) -> bool:
    """Whether somebody in the portal decides; else the written reply is registered at home."""
    return bool(deciders(reply.superior, on))


def superior_named(reply: Reply) -> str:
    return reply.superior.name if reply.superior else "上一级党组织"
