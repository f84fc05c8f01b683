"""Duties that are no longer owed: an entry left the catalogue, a project ended. Never silently: with a reason, on record."""

from collections import defaultdict
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from catalog.obligations.duties.log import log
from catalog.obligations.duties.models import Duty
from disclosure.deadlines.models import Deadline

MOST_NAMED = 50


@transaction.atomic
def end_duties(duties: QuerySet[Duty], *, reason: str, on: date, now: datetime, by) -> int:
    """End those of the set that are open; returns how many. An item on its way to one keeps its text and owes no day.

    Set-based: two writes, and one event for each organisation.
    """
    found = list(Duty.objects.open().filter(pk__in=duties.order_by().values("pk")).for_writing().order_by("pk"))
    Duty.objects.filter(pk__in=[duty.pk for duty in found]).update(ended_on=on, ended_reason=reason[:200])
    Deadline.objects.open().filter(pk__in=[duty.deadline_id for duty in found]).update(
        closed_on=on, closed_as=Deadline.ClosedAs.ENDED
    )
    groups: dict[int, list[Duty]] = defaultdict(list)
    for duty in found:
        groups[duty.organization_id].append(duty)
    for group in groups.values():
        named = [str(duty) for duty in group[:MOST_NAMED]]
        log("ended", group[0], by=by, now=now, reason=reason, on=on.isoformat(), count=len(group), duties=named)
    return len(found)
