"""From the publication on every planned channel is owed: the portal does its own at once, the others open with a deadline.

Outside channels of an item that goes inside first wait for its publication outside; until then their record has no
deadline. An item for named people always has one record that ends when everyone is told (QJ-07).
"""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from catalog.items.channels.models import ChannelRecord, Delivery
from catalog.items.models import Item
from catalog.schemes.choices import Scope
from catalog.schemes.rules import OUTSIDE, SchemeRules, find_scheme
from disclosure.deadlines.actions import close, open_deadline
from disclosure.deadlines.dates import local_day
from disclosure.deadlines.models import ENDED, Deadline

# No document says within how many days.
PRESET = {"working_days": 5}
PRESET_NOTE = "预设：原文没有写公开以后几天内落实，定为5个工作日。"
# What is owed to named people where no channel by hand was planned.
TELLING = "告知本人"
WITHDRAWN = "公开事项已撤回"
NARROWED = "不向社会公开"


def open_channels(item: Item, *, by, now: datetime) -> None:
    """In the transaction of either publication. Again, it only starts what now may start."""
    rules, channels = find_scheme(item.organization, local_day(now)), dict.fromkeys(item.channels)
    if item.scope == Scope.INDIVIDUAL:
        open_deliveries(item)
        channels |= {} if any(not is_by_portal(rules, channel) for channel in channels) else {TELLING: None}
    records = {record.channel: record for record in item.channel_records.all()}
    for channel in channels:
        record = records.get(channel) or ChannelRecord(
            item=item, channel=channel, is_by_portal=is_by_portal(rules, channel)
        )
        if record.deadline_id is None and record.recorded_at is None and record.dropped_at is None:
            start(record, rules, by=by, now=now)


def start(record: ChannelRecord, rules: SchemeRules | None, *, by, now: datetime) -> None:
    if not waits_for_outside(record.item, rules, record.channel):
        if record.is_by_portal:
            record.recorded_at, record.from_on = now, local_day(now)
        else:
            record.deadline = open_channel_deadline(record, rules, by=by, now=now)
    record.save()


def said_of(channel: str, rules: SchemeRules | None, what: str) -> str:
    """By the scheme; empty where it says nothing of it."""
    row = rules.channel_row(channel) if rules else None
    return (row or {}).get(what) or ""


def is_by_portal(rules: SchemeRules | None, channel: str) -> bool:
    return bool(said_of(channel, rules, "portal"))


def waits_for_outside(item: Item, rules: SchemeRules | None, channel: str) -> bool:
    goes_on = item.scope == Scope.SOCIETY and item.inside_first and item.published_outside_at is None
    return goes_on and is_outside(rules, channel)


def is_outside(rules: SchemeRules | None, channel: str) -> bool:
    """The scheme uses it toward society only."""
    return said_of(channel, rules, "side") == OUTSIDE


def open_channel_deadline(record: ChannelRecord, rules: SchemeRules | None, *, by, now: datetime) -> Deadline:
    """Named after entry and channel, never after what was disclosed."""
    item = record.item
    return open_deadline(
        organization=item.organization,
        department=item.department,
        person=item.created_by,
        kind=Deadline.Kind.FORM,
        title=f"{item.entry_words[:240]}：{record.channel}",
        url=f"{item.staff_url}#channels",
        start_on=local_day(now),
        rule=PRESET,
        event="公开",
        source={"article": said_of(record.channel, rules, "article"), "note": PRESET_NOTE, "preset": True},
        by=by,
        now=now,
    )


def open_deliveries(item: Item) -> None:
    """One for each named person; who has one keeps it."""
    known = set(item.deliveries.values_list("recipient_id", flat=True))
    people = item.recipients.exclude(pk__in=known).order_by("pk")
    Delivery.objects.bulk_create([Delivery(item=item, recipient=person) for person in people])


def end_channels(item: Item, *, by, now: datetime) -> None:
    """What has been withdrawn is no longer carried out anywhere."""
    drop_all(open_records(item), reason=WITHDRAWN, by=by, now=now)


def end_outside_channels(item: Item, *, by, now: datetime) -> None:
    """Those that wait for society, which will not read it."""
    rules = find_scheme(item.organization, local_day(now))
    waiting = [record for record in open_records(item) if waits_for_outside(item, rules, record.channel)]
    drop_all(waiting, reason=NARROWED, by=by, now=now)


def open_records(item: Item) -> QuerySet[ChannelRecord]:
    rows = item.channel_records.filter(recorded_at__isnull=True, dropped_at__isnull=True)
    return rows.select_related("deadline").order_by("pk")


def drop_all(records: Iterable[ChannelRecord], *, reason: str, by, now: datetime) -> None:
    for record in records:
        drop(record, reason=reason, by=by, now=now)
        record.save(update_fields=["dropped_reason", "dropped_at"])


def drop(record: ChannelRecord, *, reason: str, by, now: datetime) -> None:
    """The caller saves it."""
    record.dropped_reason, record.dropped_at = reason, now
    end_deadline(record, closed_as=ENDED, by=by, now=now)


def end_deadline(record: ChannelRecord, *, closed_as: str, by, now: datetime) -> None:
    if record.deadline:
        close(record.deadline, on=local_day(now), closed_as=closed_as, by=by, now=now)
