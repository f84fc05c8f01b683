"""Opening what is owed, set-based: a batch of organisations in one transaction, and nothing written the second time.

A turn is opened from its first day on. After an outage every turn since the last run is opened, each on the ground that held
in its days, and nothing whose last day lay before the catalogue and the scheme held. An organisation that comes to the portal
with a catalogue long in force begins with what falls due from that day on.

What an organisation owes under an entry that has left the catalogue is ended when a new version of it says why.
"""

import logging
from collections.abc import Callable, Iterator
from datetime import date, datetime

from django.db import transaction

from catalog.obligations.duties.grounds import Grounds
from catalog.obligations.duties.leaving import Removals, end_left
from catalog.obligations.duties.recurring import missing_periods, missing_quotas, missing_reports
from catalog.obligations.duties.summaries import missing_summaries
from catalog.obligations.duties.writing import Missing, write
from disclosure.deadlines.working_calendar import current_calendar
from disclosure.organizations.models.directory import Organization

logger = logging.getLogger(__name__)
BATCH = 100
Find = Callable[[list[Organization], Grounds], list[Missing]]
FINDS: tuple[Find, ...] = (missing_periods, missing_quotas, missing_reports, missing_summaries)


def open_duties(*, on: date, now: datetime, removals: Removals) -> int:
    """Open what every organisation owes on the day; returns how many. May run twice, late or after an outage.

    ``removals``: which entries a decision has taken out of their catalogue.
    """
    grounds = Grounds(current_calendar(), on)
    opened = 0
    for batch in batches():
        for find in FINDS:
            opened += each_that_can(batch, lambda some, find=find: open_batch(some, find, grounds, now=now))
        each_that_can(batch, lambda some: end_left(some, grounds, removals=removals, now=now))
    return opened


def batches() -> Iterator[list[Organization]]:
    last = ""
    while found := list(Organization.objects.active().filter(path__gt=last).order_by("path")[:BATCH]):
        yield found
        last = found[-1].path


def each_that_can(batch: list[Organization], job: Callable[[list[Organization]], int]) -> int:
    """The whole batch at once; where that fails, one organisation at a time, so that a bad one stops itself alone."""
    try:
        return job(batch)
    except Exception:
        if len(batch) == 1:
            logger.exception("duties of %s could not be opened", batch[0])
            return 0
    return sum(each_that_can([organization], job) for organization in batch)


def open_batch(organizations: list[Organization], find: Find, grounds: Grounds, *, now: datetime) -> int:
    """Looks first, and locks and writes only where something is missing."""
    found = find(organizations, grounds)
    if not found:
        return 0
    with transaction.atomic():
        rows = Organization.objects.select_for_update(of=("self",)).order_by("path")
        locked = list(rows.filter(pk__in={each.organization.pk for each in found}))
        return write(find(locked, grounds.read_anew()), on=grounds.on, now=now)
