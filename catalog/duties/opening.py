"""Opening what is owed, set-based: a batch of organisations in one transaction, and nothing written the second time.

A turn is opened from its first day on. After an outage the turn before the present one is opened too, never an earlier
one, and nothing whose last day lay before the catalogue and the scheme held or before the last run. An organisation that
comes to the portal with a catalogue long in force begins with what falls due from that day on.

A duty once opened stays when its entry leaves the catalogue; a new version's entries are opened by the next run.
"""

import json
import logging
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Max

from catalog.duties.fulfilling import register_url, settle
from catalog.duties.grounds import Ground, Grounds, departments_for
from catalog.duties.owed import Owed, Turn
from catalog.models import Duty, Item
from disclosure.audit.record import record
from disclosure.deadlines.models import Deadline
from disclosure.deadlines.working_calendar import current_calendar
from disclosure.organizations.models import Organization

logger = logging.getLogger(__name__)
BATCH = 100


@dataclass(frozen=True)
class Missing:
    """Something owed that has no duty yet."""

    organization: Organization
    owed: Owed

    @property
    def turn(self) -> Turn:
        return self.owed.turn


def open_duties(*, on: date, now: datetime) -> int:
    """Open what every organisation owes on the day; returns how many. May run twice, late or after an outage."""
    grounds = Grounds(current_calendar(), on)
    opened = 0
    for batch in batches():
        try:
            opened += open_batch(batch, grounds, now=now)
        except Exception:
            logger.exception("duties of %s to %s could not be opened", batch[0], batch[-1])
    return opened


def batches() -> Iterator[list[Organization]]:
    last = ""
    while found := list(Organization.objects.active().filter(path__gt=last)[:BATCH]):
        yield found
        last = found[-1].path


def open_batch(organizations: list[Organization], grounds: Grounds, *, now: datetime) -> int:
    """Looks first, and locks and writes only where something is missing."""
    by_grounds = grounds.of(organizations)
    if not missing(organizations, by_grounds, grounds.on):
        return 0
    with transaction.atomic():
        locked = list(Organization.objects.select_for_update(of=("self",)).filter(pk__in=by_grounds))
        return write(missing(locked, by_grounds, grounds.on), on=grounds.on, now=now)


def missing(organizations: list[Organization], by_grounds: dict[int, Ground], on: date) -> list[Missing]:
    """Two queries."""
    owing = [organization for organization in organizations if by_grounds.get(organization.pk)]
    starts = {owed.turn.period.starts_on for ground in by_grounds.values() for owed in ground.owed}
    rows = Duty.objects.filter(organization__in=owing)
    known = set(
        rows.filter(starts_on__in=starts).values_list("organization_id", "entry_code", "recurrence", "starts_on")
    )
    last_runs = dict(rows.values_list("organization_id").annotate(Max("deadline__opened_on")).order_by())
    return [
        Missing(organization, owed)
        for organization in owing
        for owed in by_grounds[organization.pk].owed
        if is_owed(owed.turn, by_grounds[organization.pk], last_runs.get(organization.pk), on)
        and (organization.pk, *owed.key) not in known
    ]


def is_owed(turn: Turn, ground: Ground, last_run: date | None, on: date) -> bool:
    period = turn.period
    if last_run is None:
        since = ground.since if ground.since >= period.starts_on else max(ground.since, on)
    else:
        since = max(ground.since, last_run)
    return period.ends_on >= since and period.due_on >= since


def write(found: list[Missing], *, on: date, now: datetime) -> int:
    """Deadlines, then duties; an item that is on its way by the same rule to the same day brings the row it has."""
    if not found:
        return 0
    departments = departments_for({each.organization for each in found})
    rows = rows_of_items(found)
    deadlines = [rows.pop(place(each), None) or deadline_of(each, departments, on) for each in found]
    brought = [row for row in deadlines if row.pk]
    for each, row in zip(found, deadlines, strict=True):
        row.kind, row.title = Deadline.Kind.DUTY, each.owed.title
    Deadline.objects.bulk_create([row for row in deadlines if not row.pk])
    Deadline.objects.bulk_update(brought, ["kind", "title"], batch_size=BATCH)
    pairs = zip(found, deadlines, strict=True)
    duties = Duty.objects.bulk_create([duty_of(each, deadline) for each, deadline in pairs])
    counts = Counter(each.organization.code for each in found)
    changes = {"on": on.isoformat(), "duties": len(duties), "organizations": dict(counts)}
    record("duty.opened", duties[0], by=None, now=now, changes=changes)
    settle(duties, now=now)
    return len(duties)


def rows_of_items(found: list[Missing]) -> dict[tuple, Deadline]:
    """By place, the ledger's row of the item that was published or registered first. One query."""
    items = Item.objects.filter(
        organization__in={each.organization.pk for each in found},
        entry__code__in={each.owed.line.code for each in found},
        deadline__kind=Deadline.Kind.ITEM,
        deadline__due_on__in={each.turn.period.due_on for each in found},
        withdrawn_at__isnull=True,
    )
    rows: dict[tuple, Deadline] = {}
    for item in items.select_related("entry", "deadline").order_by(F("published_inside_at").asc(nulls_last=True), "pk"):
        row = item.deadline
        rows.setdefault((item.organization_id, item.entry.code, row.due_on, json.dumps(row.rule, sort_keys=True)), row)
    return rows


def place(each: Missing) -> tuple:
    rule = json.dumps(each.turn.rule, sort_keys=True)
    return each.organization.pk, each.owed.line.code, each.turn.period.due_on, rule


def deadline_of(each: Missing, departments: dict[tuple[int, int], int], on: date) -> Deadline:
    turn = each.turn
    return Deadline(
        organization_id=each.organization.pk,
        department_id=departments.get((each.organization.pk, each.owed.line.pk)),
        url=register_url(each.organization.code, each.owed.line.pk),
        start_on=turn.start_on,
        rule=turn.rule,
        due_on=turn.found.due_on,
        is_provisional=turn.found.is_provisional,
        trace=turn.found.trace,
        opened_on=on,
    )


def duty_of(each: Missing, deadline: Deadline) -> Duty:
    turn = each.turn
    return Duty(
        organization_id=each.organization.pk,
        entry_id=each.owed.line.pk,
        entry_code=each.owed.line.code,
        recurrence=turn.recurrence,
        recurrence_label=turn.label,
        period_label=turn.period.label,
        starts_on=turn.period.starts_on,
        ends_on=turn.period.ends_on,
        deadline_id=deadline.pk,
    )
