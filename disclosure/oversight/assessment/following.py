"""What may follow a result: a fault is put right and answered for, good work is commended (QJ-21, JG-19). Links for who assesses."""

from decimal import Decimal

from django.urls import reverse

from disclosure.organizations.access import Access
from disclosure.organizations.roles import DECIDE_BELOW, INSPECT
from disclosure.oversight.accountability.results import counts_of
from disclosure.oversight.accountability.table import KEEPERS
from disclosure.oversight.assessment.models import Result
from disclosure.web.components import Fact


def following(result: Result, access: Access) -> list[Fact]:
    """Nothing before the figures are fixed, and nothing that the person's posts do not carry."""
    assessment = result.assessment
    if not assessment.is_fixed or result.points is None:
        return []
    has_passed = result.points >= Decimal(assessment.terms["passing"])
    facts = []
    if not has_passed and result.department_id is None and access.has_any(INSPECT, DECIDE_BELOW):
        order = f"{reverse('admin:orders_order_add')}?organization={result.organization.code}"
        facts.append(Fact("不合格的", "要求整改", order))
    if access.has_any(*KEEPERS.permissions):
        words = "登记表扬" if has_passed else "登记责任追究"
        facts.append(Fact("奖惩", words, reverse("admin:oversight_measure_add")))
        faults, praises = counts_of([result.organization_id], assessment.year).get(result.organization_id, (0, 0))
        registered = f"责任追究{faults}件，表扬{praises}件"
        facts.append(Fact("当年已登记", registered, reverse("oversight:measures") if faults or praises else ""))
    return facts
