"""Whose word an answer needs: the organisation's meeting (JG-03), the superior on what is kept back (JG-04, QJ-16)."""

from datetime import date, datetime

from catalog.obligations.withholdings.superior import REFUSAL, open_decision, superior_decides
from disclosure.deadlines.models import Deadline
from disclosure.organizations.holders import holders
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.models.people import User
from disclosure.organizations.roles import DECIDE_BELOW
from feedback.cases.clocks.clocks import answer_rule, rules_of
from feedback.cases.models.cases import Case
from feedback.cases.models.replies import Reply
from feedback.cases.replies import KEEPS_BACK
from feedback.cases.states import REQUESTS


def needs_superior(case: Case, result: str, on: date) -> bool:
    return case.kind in REQUESTS and result in KEEPS_BACK and superior_decides(case.organization, on, REFUSAL)


def needs_decision(case: Case, on: date) -> bool:
    return bool(answer_rule(case.kind, rules_of(case, on)).get("needs_decision"))


def deciders(superior: Organization | None, on: date) -> list[User]:
    return holders(DECIDE_BELOW, [superior], on)[superior.pk] if superior else []


def decision_deadline(case: Case, superior: Organization, *, on: date, by, now: datetime) -> Deadline:
    """In the superior's own ledger."""
    title, kind = f"审定下级的不予公开（{case.number}）", Deadline.Kind.REQUEST
    given = {"kind": kind, "title": title, "url": case.staff_url, "on": on, "by": by, "now": now}
    return open_decision(superior, case.organization, REFUSAL, **given)


def is_decided_here(reply: Reply, on: date) -> bool:
    """Whether somebody in the portal decides; else the written reply is registered at home."""
    return bool(deciders(reply.superior, on))


def superior_named(reply: Reply) -> str:
    return reply.superior.name if reply.superior else "上一级党组织"
