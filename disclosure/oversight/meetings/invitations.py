"""Whom a meeting concerns."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from catalog.schemes.choices import MeetingKind
from disclosure.organizations.models.directory import LeadingGroupSeat
from disclosure.oversight.meetings.models import Invitation, WorkMeeting
from disclosure.oversight.supervisors.models import Supervisor
from disclosure.workflow.kit import Blocker, Context

Body = LeadingGroupSeat.Body


def those_concerned(row: WorkMeeting) -> list[Invitation]:
    """Supervisors in office and who sits in the leading group or its office on the day. A supervisors' meeting is held by the
    office with the heads of the group."""
    seats = LeadingGroupSeat.objects.current(row.planned_on).filter(organization=row.organization)
    seats = seats.exclude(body=Body.GROUP, title="member") if row.kind == MeetingKind.SUPERVISORS else seats
    found = [
        Invitation(
            meeting=row,
            name=seat.name,
            called=f"{seat.get_body_display()}{seat.get_title_display()}",
            person_id=seat.person_id,
        )
        for seat in seats.order_by("body", "position", "pk")
    ]
    if row.with_supervisors:
        rows = Supervisor.objects.in_office(row.planned_on).filter(organization=row.organization).order_by("pk")
        found += [Invitation(meeting=row, name=each.name, called="监督员", person_id=each.person_id) for each in rows]
    return list(once(found))


def once(found: Iterable[Invitation]) -> Iterator[Invitation]:
    """Whoever holds two seats comes once."""
    seen = set()
    for each in found:
        key = each.person_id or each.name
        if key not in seen:
            seen.add(key)
            yield each


def find_nobody(context: Context, values: Mapping[str, Any]) -> Iterator[Blocker]:
    found = those_concerned(context.subject)
    if not found:
        yield Blocker("nobody", "没有可以通知的人：还没有登记领导小组，也没有在聘的监督员。")
    elif context.subject.kind == MeetingKind.SUPERVISORS and not any(each.called == "监督员" for each in found):
        yield Blocker("no_supervisor", "那一天没有在聘的监督员，开不成监督员会议。")
