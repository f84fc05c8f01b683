"""Confirmations opened by the sweep: one an organisation and quarter, on the quarter's last working day; whatever the gap
between two sweeps, what stands after it is what would stand without it.

An organisation is asked of a quarter when on that day its catalogue was in force and had been approved in the portal: who comes
with a catalogue long in force begins with the quarter in which it comes.
"""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q

from catalog.directory.models import Entry
from catalog.obligations.confirmations.actions import confirmations, open_confirmation, settle
from catalog.obligations.confirmations.asked import Asked, asked_of, period_ending, quarter_ends
from catalog.obligations.confirmations.models import Answer, Confirmation
from catalog.obligations.confirmations.rhythms import every_for
from catalog.obligations.duties.grounds import Ground, Grounds
from catalog.obligations.duties.opening import batches
from catalog.obligations.withholdings.models import Withholding
from disclosure.deadlines.dates import local_day
from disclosure.deadlines.working_calendar import current_calendar
from disclosure.organizations.models.directory import Organization
from disclosure.workflow.kit import SYSTEM, NotNow

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Wanted:
    organization: Organization
    asked: Asked
    lines: list[Entry]


def open_confirmations(*, on: date, now: datetime) -> int:
    """Open what is wanted up to the day, and close what items registered since have answered; returns how many were opened.
    May run twice, late or after an outage."""
    grounds = Grounds(current_calendar(), on)
    ends = list(quarter_ends(on, grounds.calendar))
    opened = 0
    for batch in batches():
        for wanted in wanted_by(batch, ends, grounds):
            opened += open_one(wanted, now=now)
    missing = Answer.objects.filter(confirmation=OuterRef("pk")).missing()
    answered = Confirmation.objects.filter(~Exists(missing), deadline__closed_on__isnull=True)
    confirmations.sweep(settle, answered, now=now)
    return opened


def open_one(wanted: Wanted, *, now: datetime) -> bool:
    """A bad one is logged and the others go on."""
    try:
        open_confirmation(wanted.organization, asked=wanted.asked, lines=wanted.lines, by=SYSTEM, now=now)
    except NotNow:
        return False
    except Exception:
        logger.exception("the confirmation of %s could not be opened", wanted.organization)
        return False
    return True


def wanted_by(batch: list[Organization], ends: list[tuple[date, date]], grounds: Grounds) -> Iterator[Wanted]:
    """Oldest first, of those that have none. A handful of queries where every quarter has its row."""
    rows = Confirmation.objects.filter(organization__in=batch, ends_on__in=[last for last, _opens in ends])
    known = set(rows.values_list("organization", "ends_on"))
    lacking = [row for row in batch if any((row.pk, last) not in known for last, _opens in ends)]
    if not (lacking and ends):
        return
    found = grounds.of(lacking, {row.pk: ends[0][1] for row in lacking})
    for last, opens_on in ends:
        unasked = [row for row in lacking if (row.pk, last) not in known]
        here = {row: ground for row in unasked if (ground := ground_on(found.get(row.pk, ()), opens_on))}
        if not here:
            continue
        every, withheld = every_for(here, opens_on), withheld_on(here, opens_on)
        for organization, ground in here.items():
            asked = period_ending(last, opens_on, every[organization.pk])
            if asked and (lines := lines_of(ground, grounds, withheld, organization)):
                yield Wanted(organization, asked, lines)


def lines_of(
    ground: Ground, grounds: Grounds, withheld: set[tuple[int, str]], organization: Organization
) -> list[Entry]:
    assert ground.catalogue is not None
    lines = asked_of(grounds.lines(ground.catalogue), grounds.rules(ground.adoption))
    return [line for line in lines if (organization.pk, line.code) not in withheld]


def ground_on(found: Iterable[Ground], day: date) -> Ground | None:
    """By what it worked on the day, if it did so in the portal."""
    ground = next((each for each in found if each.first <= day <= each.until), None)
    if ground is None or ground.catalogue is None:
        return None
    approved_on = local_day(ground.catalogue.approved_at)
    return ground if (approved_on is None or approved_on <= day) and ground.since <= day else None


def withheld_on(organizations: Iterable[Organization], day: date) -> set[tuple[int, str]]:
    """(Organisation id, entry code) of what was exempt or put off as a whole on the day. One query."""
    state = Withholding.State
    held = Q(state=state.IN_FORCE) | Q(state=state.ENDED, ended_at__date__gt=day)
    rows = Withholding.objects.filter(held, organization__in=organizations, item=None, from_on__lte=day)
    rows = rows.filter(Q(until_on__isnull=True) | Q(until_on__gte=day))
    return set(rows.values_list("organization", "entry_code"))
