"""Withholdings and what is owed: a duty within the days of a withholding is withheld, and owed again when a deferral ends (LK-01, LK-19).

Within the days: due on one of them, or, while its clock is stopped, for a period that shares a day with them. What fell
due before a withholding begins stays late, what falls due after a deferral stays owed by its own day.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q

from catalog.items.models import Item
from catalog.obligations.duties.fulfilling import settle
from catalog.obligations.duties.log import log
from catalog.obligations.duties.made_up import owe_put_off
from catalog.obligations.duties.models import Duty
from catalog.obligations.withholdings.models import Withholding
from disclosure.deadlines.actions import close, reopen, restart
from disclosure.deadlines.models import EXCUSED, Deadline, DeadlineQuerySet
from disclosure.deadlines.reckoning import due_by

JOINED = ("organization", "deadline")
# No document says within how many days a deferred matter is made up for.
PRESET = {"working_days": 5}
PRESET_SOURCE = {"note": "预设：原文没有写暂缓期满后几天内补公开，定为5个工作日，可以改。", "preset": True}


def covers(withholding: Withholding, deadline: Deadline, first: date, last: date) -> bool:
    """Whether what falls due by the deadline, for the days from ``first`` to ``last``, lies within the withholding's days."""
    until = withholding.until_on or date.max
    if deadline.due_on is None:
        return first <= until and last >= withholding.from_on
    return withholding.from_on <= deadline.due_on <= until


def covered_duties(withholding: Withholding) -> list[Duty]:
    """The open duties that the withholding is about, earliest first: of its entry, or of its item's own deadline."""
    rows = Duty.objects.open().filter(organization=withholding.organization_id).select_related(*JOINED)
    if withholding.kind == Withholding.Kind.NARROWING:
        # Owed still: to those who remain.
        return []
    if withholding.item_id:
        duties = rows.filter(deadline__item=withholding.item_id)
    elif withholding.entry_code:
        duties = rows.filter(entry_code=withholding.entry_code)
    else:
        return []
    duties = duties.order_by("ends_on", "pk")
    return [duty for duty in duties if covers(withholding, duty.deadline, duty.starts_on, duty.ends_on)]


def covered_item_deadlines(withholding: Withholding) -> list[Deadline]:
    """Of items, their own rows of the ledger, where they are no duty's. What was withdrawn had been disclosed: it is owed since
    then alone, and not late from before."""
    rows = deadlines_of_items(withholding).open().select_related("organization", "item").order_by("pk")
    return [row for row in rows if row.item.withdrawn_at or covers(withholding, row, row.start_on, row.start_on)]


def deadlines_of_items(withholding: Withholding) -> DeadlineQuerySet:
    """Of its item, or of those under its entry that nobody reads yet or any more."""
    if withholding.kind == Withholding.Kind.NARROWING:
        return Deadline.objects.none()
    rows = Deadline.objects.filter(duty__isnull=True)
    if withholding.item_id:
        return rows.filter(item=withholding.item_id)
    under = {"item__organization": withholding.organization_id, "item__entry__code": withholding.entry_code}
    unread = Q(item__published_inside_at__isnull=True) | Q(item__withdrawn_at__isnull=False)
    return rows.filter(unread, **under)


def withhold_duties(withholding: Withholding, *, on: date, by, now: datetime) -> int:
    """Nothing is owed, for the days of a withholding that has just come into force. Returns how many rows of the ledger."""
    duties, own = covered_duties(withholding), covered_item_deadlines(withholding)
    for duty in duties:
        withhold_duty(duty, withholding, on=on, by=by, now=now)
    for row in own:
        close(row, on=on, by=by, now=now, closed_as=EXCUSED)
        log_of("excused", row, withholding, by=by, now=now)
    return len(duties) + len(own)


def withhold_registered(item: Item, *, on: date, by, now: datetime) -> None:
    """An item that was registered while its entry was exempt or put off has a row that nobody owes meanwhile."""
    row = item.deadline
    if row is None or item.entry is None or getattr(row, "duty", None):
        return
    rows = Withholding.objects.granted_for_entry([item.organization_id], item.entry.code).order_by("-kind", "pk")
    found = next((each for each in rows if covers(each, row, row.start_on, row.start_on)), None)
    if found:
        item.deadline = close(row, on=on, by=by, now=now, closed_as=EXCUSED)
        log_of("excused", row, found, by=by, now=now)


def withhold_duty(duty: Duty, withholding: Withholding, *, on: date, by, now: datetime) -> None:
    duty.withholding = withholding
    duty.save(update_fields=["withholding"])
    duty.deadline = close(duty.deadline, on=on, by=by, now=now, closed_as=EXCUSED)
    log_of("excused", duty, withholding, by=by, now=now)


def withhold_new(duties: list[Duty], *, on: date, now: datetime) -> list[Duty]:
    """Of duties opened just now, those that stay owed; what a withholding in force covers is withheld. One query, and a handful
    for each duty that is withheld. A deferral that is over but not ended yet still covers: the sweep opens its duties again."""
    granted = granted_to(duties)
    owed = []
    for duty in duties:
        rows = granted.get((duty.organization_id, duty.entry_code), ())
        found = next((row for row in rows if covers(row, duty.deadline, duty.starts_on, duty.ends_on)), None)
        if found is None:
            owed.append(duty)
        else:
            # After an outage the day of the run lies behind that on which it would have been withheld.
            began_on = max(duty.starts_on, found.approved_on or duty.starts_on)
            withhold_duty(duty, found, on=min(on, began_on), by=None, now=now)
    return owed


def granted_to(duties: Iterable[Duty]) -> dict[tuple[int, str], list[Withholding]]:
    """(Organisation id, entry code) → the withholdings that count there, exemptions before deferrals. One query."""
    codes: dict[int, set[str]] = {}
    for duty in duties:
        if duty.entry_code:
            codes.setdefault(duty.organization_id, set()).add(duty.entry_code)
    if not codes:
        return {}
    rows = Withholding.objects.filter(state=Withholding.State.IN_FORCE, item__isnull=True, organization__in=codes)
    granted: dict[tuple[int, str], list[Withholding]] = {}
    for row in rows.order_by("-kind", "pk"):
        if row.entry_code in codes[row.organization_id]:
            granted.setdefault((row.organization_id, row.entry_code), []).append(row)
    return granted


def reopen_withheld(withholding: Withholding, *, on: date, by, now: datetime) -> int:
    """A withholding has ended, with ``on`` as its last day: what it withheld is owed again. Returns how many rows of the ledger.

    A deferral only put things off, so all of it is owed; an exemption that ends leaves withheld what fell due while it held.
    """
    duties = owed_again(withholding, on)
    for duty in duties:
        duty.withholding = None
        duty.save(update_fields=["withholding"])
        duty.deadline = open_again(duty.deadline, withholding, on=on, by=by, now=now)
        log_of("reopened", duty, withholding, by=by, now=now)
    own = items_owed_again(withholding, on)
    for row in own:
        open_again(row, withholding, on=on, by=by, now=now)
        log_of("reopened", row, withholding, by=by, now=now)
    settle(duties, now=now)
    count = len(duties) + len(own)
    if count or withholding.item_id or withholding.kind == Withholding.Kind.EXEMPTION:
        return count
    return int(owe_put_off(withholding, PRESET, PRESET_SOURCE, on=on, by=by, now=now) is not None)


def items_owed_again(withholding: Withholding, on: date) -> list[Deadline]:
    rows = deadlines_of_items(withholding).filter(closed_as=EXCUSED).select_related("organization")
    if withholding.kind == Withholding.Kind.EXEMPTION and withholding.item_id is None:
        rows = rows.filter(Q(due_on__gte=on) | Q(due_on__isnull=True))
    return list(rows.order_by("pk"))


def owed_again(withholding: Withholding, on: date) -> list[Duty]:
    rows = Duty.objects.filter(withholding=withholding).for_writing()
    if withholding.kind == Withholding.Kind.EXEMPTION and withholding.item_id is None:
        rows = rows.filter(Q(deadline__due_on__gte=on) | Q(deadline__due_on__isnull=True))
    return list(rows.order_by("ends_on", "pk"))


def open_again(deadline: Deadline, withholding: Withholding, *, on: date, by, now: datetime) -> Deadline:
    """Five working days from the withholding's last day, unless the deadline's own day is later. Its trace says why."""
    words = f"{withholding.get_kind_display()}结束"
    deadline = reopen(deadline, reason=words, by=by, now=now)
    again = due_by(PRESET, on)
    if deadline.due_on is not None and deadline.due_on >= again.due_on:
        return deadline
    # What the reckoning keeps: event and source are those of the new beginning.
    deadline.trace = {**deadline.trace, "event": words, "source": PRESET_SOURCE}
    deadline.save(update_fields=["trace"])
    return restart(deadline, start_on=on, rule=PRESET, reason=f"{words}，重新计时", by=by, now=now)


def log_of(word: str, row: Duty | Deadline, withholding: Withholding, *, by, now: datetime) -> None:
    log(word, row, by=by, now=now, withholding=withholding.pk, kind=withholding.kind)
