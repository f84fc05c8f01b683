"""Which day a side was served in a listed channel: by the portal itself, or as a second person has confirmed (LK-09, LK-10).

A channel recorded after the item was due counts by its own earlier day only where evidence was kept with it (补登).
"""

from collections.abc import Sequence
from datetime import date

from catalog.items.channels.models import ChannelRecord
from catalog.items.models import Item
from catalog.schemes.rules import OUTSIDE, SchemeRules
from disclosure.deadlines.dates import local_day

Records = Sequence[ChannelRecord]


def confirmed_records(item: Item) -> Records:
    """Two queries, with what was kept to prove them."""
    rows = item.channel_records.filter(confirmed_at__isnull=False, dropped_at__isnull=True, is_by_portal=False)
    return list(rows.prefetch_related("evidence"))


def served_on(item: Item, rules: SchemeRules, side: str, records: Records, due_on: date | None) -> date | None:
    """The first day on which one of the channels that may serve the side did; None while none has."""
    channels = rules.channels_of_side(side, item.scope, item.entry)
    days = [counted_day(row, due_on) for row in records if rules.channel_name(row.channel) in channels]
    stage = item.published_outside_at if side == OUTSIDE else item.published_inside_at
    if stage and rules.has_portal(channels):
        days.append(local_day(stage))
    return min(filter(None, days), default=None)


def counted_day(record: ChannelRecord, due_on: date | None) -> date | None:
    recorded_on = local_day(record.recorded_at)
    return recorded_on if is_made_up(record, due_on) and not record.evidence.all() else record.from_on


def is_made_up(record: ChannelRecord, due_on: date | None) -> bool:
    """Recorded too late, with a day that would have been in time."""
    recorded_on = local_day(record.recorded_at)
    return bool(due_on and record.from_on and recorded_on and record.from_on <= due_on < recorded_on)
