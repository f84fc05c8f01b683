"""Who is to read the office's report: the leading group."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from disclosure.organizations.models.directory import LeadingGroupSeat
from disclosure.oversight.meetings.models import OfficeReport
from disclosure.workflow.kit import Blocker, Context


def group_of(organization_id: int, on: date):
    """Seats of the leading group, not of its office."""
    body = LeadingGroupSeat.Body.GROUP
    return (
        LeadingGroupSeat.objects.current(on).filter(organization=organization_id, body=body).order_by("position", "pk")
    )


def find_no_reader(context: Context, values: Mapping[str, Any]) -> Iterator[Blocker]:
    if not is_reader(context.subject, context.user, context.on):
        yield Blocker("no_reader", "这份报告由领导小组的人阅读。")


def is_reader(row: OfficeReport, person: Any, on: date) -> bool:
    return bool(person) and group_of(row.organization_id, on).filter(person=person.pk).exists()
