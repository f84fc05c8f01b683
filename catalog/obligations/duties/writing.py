"""Writing what is owed and has no duty yet: deadlines, then duties, then what a withholding or a publication already settles."""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F

from catalog.directory.models import Entry
from catalog.items.models import Item
from catalog.obligations.duties.excusing import excuse_new
from catalog.obligations.duties.fulfilling import register_url, settle
from catalog.obligations.duties.grounds import departments_for
from catalog.obligations.duties.models import Duty
from catalog.obligations.duties.owed import Turn
from disclosure.audit.record import record
from disclosure.deadlines.models import Deadline
from disclosure.organizations.models.directory import Organization

BATCH = 500


@dataclass(frozen=True)
class Missing:
    """Something owed that has no duty yet. ``line`` and ``catalogue`` where it is owed under an entry; ``address`` makes the
    place where it is met from the duty, where that is not the form for a new item of the entry."""

    organization: Organization
    kind: str
    turn: Turn
    title: str
    line: Entry | None = None
    catalogue: int | None = None
    department_id: int | None = None
    project_id: int | None = None
    ledger_kind: str = Deadline.Kind.DUTY
    address: Callable[[Duty], str] | None = None

    @property
    def code(self) -> str:
        return self.line.code if self.line else ""


def write(found: list[Missing], *, on: date, now: datetime) -> int:
    """An item that is on its way by the same rule to the same day brings the row it has. Returns how many duties."""
    if not found:
        return 0
    catalogues = {each.catalogue for each in found if each.catalogue}
    departments = departments_for({each.organization for each in found}, catalogues) if catalogues else {}
    rows = rows_of_items(found)
    deadlines = [rows.pop(place(each), None) or deadline_of(each, departments, on) for each in found]
    brought = [row for row in deadlines if row.pk]
    for each, row in zip(found, deadlines, strict=True):
        row.kind, row.title = each.ledger_kind, each.title
    Deadline.objects.bulk_create([row for row in deadlines if not row.pk], batch_size=BATCH)
    Deadline.objects.bulk_update(brought, ["kind", "title"], batch_size=BATCH)
    pairs = list(zip(found, deadlines, strict=True))
    duties = Duty.objects.bulk_create([duty_of(each, deadline) for each, deadline in pairs], batch_size=BATCH)
    give_addresses(found, duties)
    counts = Counter(each.organization.code for each in found)
    changes = {"on": on.isoformat(), "duties": len(duties), "organizations": dict(counts)}
    record("duty.opened", duties[0], by=None, now=now, changes=changes)
    settle(excuse_new(duties, on=on, now=now), now=now)
    return len(duties)


def give_addresses(found: list[Missing], duties: list[Duty]) -> None:
    """Addresses that carry the duty's own number."""
    moved = []
    for each, duty in zip(found, duties, strict=True):
        if each.address:
            duty.deadline.url = each.address(duty)
            moved.append(duty.deadline)
    Deadline.objects.bulk_update(moved, ["url"], batch_size=BATCH)


def rows_of_items(found: list[Missing]) -> dict[tuple, Deadline]:
    """By place, the ledger's row of the item that was published or registered first. One query."""
    found = [each for each in found if each.kind == Duty.Kind.PERIOD]
    items = Item.objects.filter(
        organization__in={each.organization.pk for each in found},
        entry__code__in={each.code for each in found},
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
    return each.organization.pk, each.code, each.turn.period.due_on, rule


def deadline_of(each: Missing, departments: dict[tuple[int, int], int], on: date) -> Deadline:
    turn, line = each.turn, each.line
    responsible = departments.get((each.organization.pk, line.pk)) if line else None
    return Deadline(
        organization=each.organization,
        department_id=each.department_id or responsible,
        url=register_url(each.organization.code, line.pk if line else None),
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
        kind=each.kind,
        organization=each.organization,
        entry_id=each.line.pk if each.line else None,
        entry_code=each.code,
        department_id=each.department_id,
        project_id=each.project_id,
        recurrence=turn.recurrence,
        recurrence_label=turn.label[:20],
        period_label=turn.period.label,
        starts_on=turn.period.starts_on,
        ends_on=turn.period.ends_on,
        deadline=deadline,
    )
