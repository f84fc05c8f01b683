"""The order that an organisation gives itself because of an opinion, and who may not confirm it."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied

from disclosure.organizations.holders import holders
from disclosure.organizations.roles import APPROVE, COLLECT_OPINIONS
from disclosure.workflow.act import Act
from feedback.cases.handlers import STAFF_PERMISSION
from feedback.cases.models.cases import Case


def order_of(case: Case) -> Mapping[str, Any]:
    """From the organisation to itself, handled on the page of the case. The ledger names its number, never what it says."""
    return {
        "issuer": case.organization,
        "department": case.department,
        "person": case.handler,
        "permission": STAFF_PERMISSION[case.kind],
        "source_label": f"意见建议 {case.number}",
        "source_url": case.staff_url,
        "title": f"意见建议整改（{case.number}）",
        "is_at_source": True,
    }


def refuse_own_work(act: Act) -> None:
    """Who handled the case does not confirm it, as long as somebody else there could."""
    person, organization = act.person, act.subject.organization
    if person.pk != act.subject.handler_id:
        return
    others = [holders(each, [organization], act.on)[organization.pk] for each in (COLLECT_OPINIONS, APPROVE)]
    if any(other.pk != person.pk for people in others for other in people):
        raise PermissionDenied("整改是您经办的，请由另一位意见收集人或者分管领导确认完成。")
