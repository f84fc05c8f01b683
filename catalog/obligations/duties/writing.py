"""Writing what is owed and has no duty yet: deadlines, then duties, then what a withholding or a publication already settles."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F

from catalog.directory.models import Entry
from catalog.items.models import Item
from catalog.obligations.duties.fulfilling import settle
from catalog.obligations.duties.grounds import departments_for
from catalog.obligations.duties.models import Duty
from catalog.obligations.duties.owed import Turn
from catalog.obligations.duties.withheld import withhold_new
from disclosure.audit.record import record
from disclosure.deadlines.dates import local_day
from disclosure.deadlines.models import Deadline
from disclosure.deadlines.reckoning import take
from disclosure.deadlines.workdays import WorkCalendar
from disclosure.deadlines.working_calendar import current_calendar
from disclosure.organizations.models.directory import Organization

BATCH, Kind = 500, Duty.Kind
# What the row of an item takes on with the duty: it is the one that a run in time would have made.
BROUGHT = ["kind", "title", "start_on", "due_on", "is_provisional", "trace"]

# Kind → what makes two duties of a period the same, as the table's constraints say.
ONCE: dict[str, tuple[str, ...]] = {
    Kind.PERIOD: ("organization_id", "entry_code"),
    Kind.REPORT: ("organization_id", "entry_code"),
    Kind.QUOTA: ("department_id",),
    Kind.SUMMARY: ("project_id",),
}


@dataclass(frozen=True)
class Missing:
    """Something owed that has no duty yet. ``line`` and ``catalogue`` where it is owed under an entry."""

    organization: Organization
    kind: str
    turn: Turn
    title: str
    line: Entry | None = None
    catalogue: int | None = None
    department_id: int | None = None
    project_id: int | None = None

    @property
    def organization_id(self) -> int:
        return self.organization.pk

    @property
    def entry_code(self) -> str:
        return self.line.code if self.line else ""

    @property
    def ledger_kind(self) -> str:
        return Deadline.Kind.REPORT if self.kind == Kind.REPORT else Deadline.Kind.DUTY

    @property
    def key(self) -> tuple:
        own = (getattr(self, column) for column in ONCE[self.kind])
        return *own, self.turn.recurrence, self.turn.period.starts_on


def without_known(found: Iterable[Missing]) -> list[Missing]:
    """Of one kind: each once, and none that has a duty already, open or not. One query."""
    wanted: dict[tuple, Missing] = {}
    for each in found:
        wanted.setdefault(each.key, each)
    if not wanted:
        return []
    organizations = {each.organization_id for each in wanted.values()}
    kind = next(iter(wanted.values())).kind
    rows = Duty.objects.filter(kind=kind, organization__in=organizations, starts_on__in={key[-1] for key in wanted})
    known = set(rows.values_list(*ONCE[kind], "recurrence", "starts_on"))
    return [each for key, each in wanted.items() if key not in known]


def write(found: list[Missing], *, on: date, now: datetime) -> int:
    """An item that was registered before, by the same rule, brings the row it has. Returns how many duties."""
    if not found:
        return 0
    catalogues = {each.catalogue for each in found if each.catalogue}
    departments = departments_for({each.organization for each in found}, catalogues) if catalogues else {}
    items, duties, calendar = items_with_rows(found), [duty_of(each) for each in found], current_calendar()
    for each, duty in zip(found, duties, strict=True):
        duty.deadline = deadline_of(each, duty, departments, on)
        if item := answering(each, duty, items, calendar):
            duty.deadline = brought_row(item.deadline, duty.deadline)
    deadlines = [duty.deadline for duty in duties]
    brought = [row for row in deadlines if row.pk]
    Deadline.objects.bulk_create([row for row in deadlines if not row.pk], batch_size=BATCH)
    Deadline.objects.bulk_update(brought, BROUGHT, batch_size=BATCH)
    Duty.objects.bulk_create(duties, batch_size=BATCH)
    give_urls([duty for duty in duties if duty.kind in (Kind.REPORT, Kind.SUMMARY)])
    counts = Counter(each.organization.code for each in found)
    changes = {"on": on.isoformat(), "duties": len(duties), "organizations": dict(counts)}
    record("duty.opened", duties[0], by=None, now=now, changes=changes)
    settle(withhold_new(duties, on=on, now=now), now=now)
    return len(duties)


def give_urls(duties: list[Duty]) -> None:
    """To those whose address carries the duty's own number."""
    for duty in duties:
        duty.deadline.url = duty.url
    Deadline.objects.bulk_update([duty.deadline for duty in duties], ["url"], batch_size=BATCH)


def items_with_rows(found: list[Missing]) -> dict[tuple, list[Item]]:
    """By what makes them answer the same, items with a row of their own; what was published or registered first before others.
    One query."""
    found = [each for each in found if each.kind == Duty.Kind.PERIOD]
    items = Item.objects.filter(
        organization__in={each.organization_id for each in found},
        entry__code__in={each.entry_code for each in found},
        deadline__kind=Deadline.Kind.ITEM,
        withdrawn_at__isnull=True,
    )
    rows: dict[tuple, list[Item]] = defaultdict(list)
    for item in items.select_related("entry", "deadline").order_by(F("published_inside_at").asc(nulls_last=True), "pk"):
        rows[item.organization_id, item.entry.code, rule_words(item.deadline.rule)].append(item)
    return rows


def rule_words(rule: Mapping) -> str:
    return json.dumps(rule, sort_keys=True)


def answering(each: Missing, duty: Duty, items: dict[tuple, list[Item]], calendar: WorkCalendar) -> Item | None:
    """The item that was registered before the duty was opened, and would have taken it; it takes no other."""
    waiting = items.get((each.organization_id, each.entry_code, rule_words(each.turn.rule)), [])
    for item in waiting:
        days = item.event_on, local_day(item.created_at)
        if item.deadline.due_on == duty.deadline.due_on or any(duty.covers(day, calendar) for day in days):
            waiting.remove(item)
            return item
    return None


def brought_row(row: Deadline, own: Deadline) -> Deadline:
    """The item's row, as the duty's own would be; not saved yet."""
    for name in BROUGHT:
        setattr(row, name, getattr(own, name))
    return row


def deadline_of(each: Missing, duty: Duty, departments: dict[tuple[int, int], int], on: date) -> Deadline:
    turn, line = each.turn, each.line
    responsible = departments.get((each.organization_id, line.pk)) if line else None
    deadline = Deadline(
        kind=each.ledger_kind,
        title=each.title,
        organization=each.organization,
        department_id=each.department_id or responsible,
        url=duty.url,
        start_on=turn.start_on,
        rule=turn.rule,
        opened_on=on,
    )
    return take(deadline, turn.found)


def duty_of(each: Missing) -> Duty:
    """Not saved yet, and without its deadline."""
    turn = each.turn
    return Duty(
        kind=each.kind,
        organization=each.organization,
        entry_id=each.line.pk if each.line else None,
        entry_code=each.entry_code,
        department_id=each.department_id,
        project_id=each.project_id,
        recurrence=turn.recurrence,
        recurrence_label=turn.label[:20],
        period_label=turn.period.label,
        starts_on=turn.period.starts_on,
        ends_on=turn.period.ends_on,
    )
