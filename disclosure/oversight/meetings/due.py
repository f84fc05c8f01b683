"""The meetings that the scheme asks for, on the ledger: one row a period, opened by the sweep, met by a meeting held in it.

A leading group that was never set up and supervisors who were never appointed hold no meetings: that they are missing is said by
the readiness, not by a row that nobody could meet.
"""

import logging
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from itertools import takewhile
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse

from catalog.schemes.choices import MeetingKind
from disclosure.deadlines.actions import close, open_deadline
from disclosure.deadlines.models import ENDED, Deadline
from disclosure.deadlines.rules import Recurrence, Rule, Turn, recurrences_in
from disclosure.organizations.models.directory import LeadingGroupSeat, Organization
from disclosure.organizations.roles import PUBLISH
from disclosure.oversight.meetings.models import MeetingDue, WorkMeeting
from disclosure.oversight.readiness.schemes import schemes_of
from disclosure.oversight.supervisors.models import Supervisor

logger = logging.getLogger(__name__)
CALLING = "admin:oversight_workmeeting_add"


def open_meetings_due(*, on: date, now: datetime) -> int:
    """For the present period, and those since the last row that an outage passed over; returns how many were opened. A constant
    number of statements where nothing is to be opened."""
    concerned = organizations_concerned(on)
    rows = list(Organization.objects.active().filter(pk__in={pk for found in concerned.values() for pk in found}))
    schemes = schemes_of(rows, on)
    known = {
        (each.organization_id, each.kind, each.starts_on): each
        for each in MeetingDue.objects.filter(organization__in=rows)
    }
    held = held_on_days(rows, on)
    opened = 0
    for organization in rows:
        for asked in (schemes[organization.pk] or {}).get("meetings") or []:
            if organization.pk in concerned[asked["kind"]]:
                opened += open_kind(organization, asked, set(known), held, on, now)
    return opened


def held_on_days(organizations: list[Organization], on: date) -> set[tuple[int, str, date]]:
    """Whoever met before anybody asked owes nothing for that period."""
    since = on.replace(year=on.year - 1, month=1, day=1)
    rows = WorkMeeting.objects.filter(
        organization__in=organizations, state=WorkMeeting.State.CONFIRMED, held_on__gte=since
    )
    return set(rows.values_list("organization_id", "kind", "held_on"))


def organizations_concerned(on: date) -> Mapping[str, set[int]]:
    """Kind of meeting → organisations that have those who would hold it."""
    seats = LeadingGroupSeat.objects.current(on).filter(body=LeadingGroupSeat.Body.GROUP)
    supervisors = Supervisor.objects.in_office(on)
    return {
        MeetingKind.GROUP: set(seats.values_list("organization_id", flat=True)),
        MeetingKind.SUPERVISORS: set(supervisors.values_list("organization_id", flat=True)),
    }


def open_kind(
    organization: Organization,
    asked: Mapping,
    known: set[tuple[int, str, date]],
    held: set[tuple[int, str, date]],
    on: date,
    now: datetime,
) -> int:
    """``known`` and ``held``: organisation, kind, and first day of a row or day of a meeting."""
    own = (organization.pk, asked["kind"])
    days = [day for *place, day in held if tuple(place) == own]
    opened = 0
    for turn in turns_since(asked, [key[2] for key in known if key[:2] == own], on):
        if (*own, turn[0]) in known or any(turn[0] <= day <= turn[1] for day in days):
            continue
        try:
            with transaction.atomic():
                open_one(organization, asked, turn, now)
        except IntegrityError:
            continue
        except Exception:
            logger.exception("the meeting of %s could not be asked for", organization)
        else:
            opened += 1
    return opened


def turns_since(asked: Mapping, begun: list[date], on: date) -> Iterator[Turn]:
    """From the newest row to the period of the day; the latter alone where there is none."""
    rule = recurrence_of(asked)
    return takewhile(lambda turn: turn[0] <= on, rule.turns(max(begun, default=on)))


def recurrence_of(asked: Mapping) -> Recurrence:
    return recurrences_in(Rule.from_mapping(asked["rule"]))[0]


def open_one(organization: Organization, asked: Mapping, turn: Turn, now: datetime) -> MeetingDue:
    kind, rule = MeetingKind(asked["kind"]), recurrence_of(asked)
    source = {key: asked[key] for key in ("article", "sentence") if asked.get(key)}
    if asked.get("preset"):
        source |= {"note": f"预设：{asked['preset_reason']}", "preset": True}
    deadline = open_deadline(
        organization=organization,
        kind=Deadline.Kind.MEETING,
        title=f"{rule.label(turn)}{kind.label}",
        start_on=turn[0],
        rule=rule.to_mapping(),
        event=f"{rule.label(turn)}开始",
        source=source,
        permission=PUBLISH,
        url=start_url(organization),
        now=now,
    )
    return MeetingDue.objects.create(
        organization=organization, kind=kind, starts_on=turn[0], ends_on=turn[1], deadline=deadline
    )


def start_url(organization: Organization) -> str:
    return f"{reverse(CALLING)}?organization={organization.code}"


def meet_due(meeting: WorkMeeting, held_on: date, counts_on: date, *, by: Any, now: datetime) -> None:
    """The period in which it was held is met, on the day ``counts_on``; what earlier periods still owed can no longer be held and is ended,
    as late as it is."""
    rows = MeetingDue.objects.filter(
        organization=meeting.organization_id,
        kind=meeting.kind,
        starts_on__lte=held_on,
        deadline__closed_on=None,
    )
    for row in rows.select_related("deadline").order_by("starts_on"):
        if row.ends_on >= held_on:
            close(row.deadline, on=counts_on, by=by, now=now)
        else:
            close(row.deadline, on=max(counts_on, row.deadline.opened_on), by=by, now=now, closed_as=ENDED)
