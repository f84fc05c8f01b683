"""How duties are met: an item takes one when it is registered, meets it when it is published, gives it back when withdrawn.

A published item is a full disclosure (更换, 更新, 公开): it meets the earliest open duty whose period contains its event's
day or the day of publication, and the adjustment (微调) of such a period with it. A published correction meets the
adjustment alone (LK-14). A milestone of a project, or its summary, is met by the item that took it (LK-15); a department's quota by
what it hands in within the month (PL-16). A duty met late is closed on the day of publication: that it was late stays visible.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef

from catalog.filings.models import Filing
from catalog.items.models import Item
from catalog.obligations.duties.log import log
from catalog.obligations.duties.models import OF_A_PROJECT, Duty, item_of
from catalog.obligations.duties.quotas import reported_within, required
from disclosure.deadlines.actions import close, reopen
from disclosure.deadlines.dates import local_day
from disclosure.deadlines.models import Deadline
from disclosure.deadlines.working_calendar import current_calendar

WITHDRAWN = "公开事项已撤回，仍应公开"
# Longer than any run of days off before a period begins.
DAYS_OFF = timedelta(days=15)


def duties_for(item: Item, days: Iterable[date]) -> list[Duty]:
    """Of the item's entry, whatever the version of its catalogue, open or met, for periods that contain any of the days.

    Behind a lock, earliest first.
    """
    if item.entry is None:
        return []
    rows = Duty.objects.filter(kind=Duty.Kind.PERIOD, organization_id=item.organization_id, entry_code=item.entry.code)
    rows = rows.covering(days, current_calendar())
    return list(rows.for_writing().select_related("deadline__item").order_by("ends_on", "pk"))


def take(item: Item, duties: Iterable[Duty], *, url: str, by) -> Deadline | None:
    """The row of the earliest duty that no other item answers, from now on the item's; a full one before an adjustment.

    None when all are met or taken: what is registered beyond them is owed by no day of its own.
    """
    free = [duty for duty in duties if duty.is_open and item_of(duty) in (None, item)]
    duty = min(free, key=lambda each: (each.is_adjustment, each.ends_on, each.pk), default=None)
    if duty is None:
        return None
    return take_row(duty, url=url, by=by)


def take_row(duty: Duty, *, url: str, by) -> Deadline:
    deadline = duty.deadline
    deadline.url, deadline.person = url, by
    deadline.save(update_fields=["url", "person"])
    return deadline


def give_back(item: Item) -> None:
    """The item no longer answers its duty; the caller saves the item."""
    deadline, item.deadline = item.deadline, None
    duty = deadline.duty
    Deadline.objects.filter(pk=deadline.pk).update(url=duty.url, person=None)
    Item.objects.filter(pk=item.pk).update(deadline=None)


def is_of_duty(deadline: Deadline | None) -> bool:
    return deadline is not None and deadline.kind == Deadline.Kind.DUTY


def fulfil(item: Item, *, on: date, by, now: datetime, is_correction: bool = False) -> None:
    """In the transaction of what completed it. ``on``: the day by which all was done."""
    duties = duties_for(item, [on] if is_correction else [item.event_on, on])
    for duty in met(duties, item.deadline_id, is_correction=is_correction):
        meet(duty, item, on=on, by=by, now=now)
    if not is_correction:
        for duty in [*taken_of_project(item), *put_off_before(item)]:
            meet_by_item(duty, item, on=on, by=by, now=now)


def taken_of_project(item: Item) -> list[Duty]:
    """The milestone or summary that the item took."""
    if not is_of_duty(item.deadline):
        return []
    return list(Duty.objects.open().filter(deadline=item.deadline_id, kind__in=OF_A_PROJECT).for_writing())


def put_off_before(item: Item) -> list[Duty]:
    """What a deferral of the entry had put off: the next item of the entry makes up for it."""
    return list(Duty.objects.put_off_for(item).for_writing())


def count_report(item: Item, *, on: date, by, now: datetime) -> None:
    """The item was handed in: its department's quota of the month may be full with it."""
    if item.department_id is None:
        return
    rows = Duty.objects.open().filter(kind=Duty.Kind.QUOTA, department=item.department_id)
    rows = rows.filter(starts_on__lte=on, ends_on__gte=on)
    settle_quotas(list(rows.for_writing().order_by("pk")), by=by, now=now)


def met(duties: Iterable[Duty], own: int | None, *, is_correction: bool = False) -> list[Duty]:
    """Which of them one publication meets: the one whose row the item has before all others, then the earliest."""
    open_ones = [duty for duty in duties if duty.is_open]
    full = [duty for duty in open_ones if not duty.is_adjustment]
    adjustments = [duty for duty in open_ones if duty.is_adjustment]
    wanted = [adjustments] if is_correction else [full, adjustments]
    return [min(group, key=lambda each: (each.deadline_id != own, each.ends_on, each.pk)) for group in wanted if group]


def meet(duty: Duty, item: Item, *, on: date, by, now: datetime) -> None:
    """Who publishes first has met it: a draft that had taken the duty goes on without."""
    other = item_of(duty)
    if other is not None and other.pk != item.pk:
        Item.objects.filter(pk=other.pk).update(deadline=None)
        other = None
    if other is None and item.deadline_id is None:
        item.deadline = duty.deadline
        Item.objects.filter(pk=item.pk).update(deadline=duty.deadline)
    meet_by_item(duty, item, on=on, by=by, now=now)


def meet_by_item(duty: Duty, item: Item, *, on: date, by, now: datetime) -> None:
    duty.fulfilled_by = item
    mark_met(duty, on=on, by=by, now=now, item=item.index_number)


def mark_met(duty: Duty, *, on: date, by, now: datetime, **what: Any) -> None:
    duty.fulfilled_on = on
    duty.save(update_fields=["fulfilled_by", "filing", "fulfilled_on"])
    close(duty.deadline, on=on, by=by, now=now)
    log("fulfilled", duty, by=by, now=now, **what, on=on.isoformat())


@transaction.atomic
def meet_by_filing(duty: Duty, filing: Filing, *, on: date, by, now: datetime) -> Duty:
    """A report that is owed is met by its filing (YY-12)."""
    duty = Duty.objects.for_writing().get(pk=duty.pk)
    if not duty.is_open:
        raise ValidationError("这项任务已经办结，没有再改。")
    duty.filing = filing
    mark_met(duty, on=on, by=by, now=now, filing=filing.pk)
    return duty


def reopen_duties(item: Item, *, by, now: datetime, gives_back: bool = True) -> None:
    """A withdrawn item met nothing: its duties are owed again by the same days, unless another item met them meanwhile. That it
    was reported to the office stays true. ``gives_back``: it does not answer them any more; one that is hidden may be shown
    again."""
    rows = Duty.objects.filter(fulfilled_by=item).exclude(kind=Duty.Kind.QUOTA)
    duties = list(rows.for_writing().order_by("pk"))
    for duty in duties:
        duty.fulfilled_by = duty.fulfilled_on = None
        duty.save(update_fields=["fulfilled_by", "fulfilled_on"])
        duty.deadline = reopen(duty.deadline, reason=WITHDRAWN, by=by, now=now)
        log("reopened", duty, by=by, now=now, item=item.index_number)
    if gives_back and is_of_duty(item.deadline):
        give_back(item)
    settle(duties, now=now, without=item)


def settle(duties: Iterable[Duty], *, now: datetime, without: Item | None = None) -> None:
    """Duties that were opened, or owed again, after something under their entry had been published in their period, or
    reported by their department.

    A query for each kind, and a handful for each duty that is met.
    """
    duties = [duty for duty in duties if duty.is_open]
    settle_quotas([duty for duty in duties if duty.kind == Duty.Kind.QUOTA], by=None, now=now)
    owed: dict[tuple[int, str], list[Duty]] = defaultdict(list)
    for duty in duties:
        if duty.kind == Duty.Kind.PERIOD:
            owed[duty.organization_id, duty.entry_code].append(duty)
    if not owed:
        return
    calendar = current_calendar()
    for item in published_for(owed, without):
        on = item.met_on
        days = item.event_on, on
        group = owed.get((item.organization_id, item.entry.code), ())
        covering = [duty for duty in group if any(duty.covers(day, calendar) for day in days)]
        for duty in met(covering, item.deadline_id):
            meet(duty, item, on=on, by=None, now=now)


def published_for(owed: dict[tuple[int, str], list[Duty]], without: Item | None) -> Iterable[Item]:
    """Items disclosed as they should be that meet no duty yet, the first first."""
    first = min(duty.starts_on for group in owed.values() for duty in group) - DAYS_OFF
    rows = Item.objects.filter(
        organization__in={organization for organization, _code in owed},
        entry__code__in={code for _organization, code in owed},
        met_on__gte=first,
    ).exclude(Exists(Duty.objects.filter(kind=Duty.Kind.PERIOD, fulfilled_by=OuterRef("pk"))))
    if without is not None:
        rows = rows.exclude(pk=without.pk)
    return rows.select_related("entry").order_by("met_on", "published_inside_at", "pk")


def settle_quotas(duties: list[Duty], *, by, now: datetime) -> None:
    """One query for what the departments have reported, and a handful for each quota that is full already."""
    if not duties:
        return
    first, last = min(duty.starts_on for duty in duties), max(duty.ends_on for duty in duties)
    items = Item.objects.filter(department__in={duty.department_id for duty in duties})
    of: dict[int, list[Item]] = defaultdict(list)
    for item in reported_within(items, first, last):
        of[item.department_id].append(item)
    for duty in duties:
        days = [(item, local_day(item.reported_at)) for item in of[duty.department_id]]
        found = [(item, on) for item, on in days if duty.starts_on <= on <= duty.ends_on]
        if found and len(found) >= (needed := required(duty.organization, duty.recurrence_label, duty.ends_on)):
            item, on = found[needed - 1]
            meet_by_item(duty, item, on=on, by=by, now=now)
