"""What was put off of an entry that waits for an event: when the deferral ends it is owed, whether or not the event was registered
(LK-19). Nothing recurs there that would be owed again, so it gets a row of its own, met by the next item of the entry."""

from datetime import date, datetime

from catalog.directory.contents import entry_for
from catalog.directory.models import Entry
from catalog.items.models import Item
from catalog.obligations.duties.log import log
from catalog.obligations.duties.models import Duty, item_of
from catalog.obligations.duties.owed import entry_name, waits_for_event
from catalog.obligations.withholdings.models import Withholding
from catalog.schemes.rules import Row, find_scheme
from disclosure.deadlines.actions import open_deadline
from disclosure.deadlines.models import Deadline

MADE_UP = "暂缓期满，应补公开"


def owe_put_off(withholding: Withholding, rule: Row, source: Row, *, on: date, by, now: datetime) -> Duty | None:
    """``on``: the last day of the deferral. None where the entry recurs, or is in no catalogue any more."""
    line = event_driven(withholding, on)
    if line is None:
        return None
    duty = Duty(
        kind=Duty.Kind.MADE_UP,
        organization=withholding.organization,
        entry=line,
        entry_code=line.code,
        recurrence=f"deferral-{withholding.pk}",
        recurrence_label="补公开",
        period_label="暂缓期满",
        starts_on=min(withholding.from_on, on),
        ends_on=on,
    )
    duty.deadline = open_deadline(
        organization=withholding.organization,
        kind=Deadline.Kind.DUTY,
        title=f"{entry_name(line)}（{MADE_UP}）",
        start_on=on,
        rule=rule,
        event="暂缓公开结束",
        source=source,
        url=duty.url,
        by=by,
        now=now,
    )
    duty.save()
    log("opened", duty, by=by, now=now, withholding=withholding.pk)
    return duty


def event_driven(withholding: Withholding, on: date) -> Entry | None:
    """Its entry as it stands today, where it waits for an event."""
    line, rules = entry_for(withholding.organization, withholding.entry_code), find_scheme(withholding.organization, on)
    return line if line and rules and waits_for_event(line, rules) else None


def put_off(item: Item) -> Duty | None:
    """What the item makes up for: its event lies within what was put off, and no other item answers that."""
    rows = Duty.objects.put_off_for(item).filter(ends_on__gte=item.event_on).for_writing()
    rows = rows.select_related("deadline__item")
    return next((duty for duty in rows if item_of(duty) in (None, item)), None)
