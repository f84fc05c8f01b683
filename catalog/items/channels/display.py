"""Where else an item was disclosed, for those who may read it: channel, days, place; never who came or what proves it."""

from dataclasses import dataclass
from datetime import date

from catalog.items.channels.models import ChannelRecord
from catalog.items.models import Item
from catalog.items.states import ItemState
from disclosure.deadlines.dates import moment, short


@dataclass(frozen=True)
class Place:
    """Where it was, and from when to when."""

    channel: str
    days: str
    place: str


@dataclass(frozen=True)
class Receipt:
    """``is_open``: the person may still say that they read it. ``words``: that they did."""

    is_open: bool
    words: str


def elsewhere(item: Item, on: date) -> list[Place]:
    """Oldest first. How named people were told is between them and the desk."""
    if item.is_told_to_people:
        return []
    records = ChannelRecord.objects.filter(item=item, is_by_portal=False, recorded_at__isnull=False)
    records = records.filter(dropped_at__isnull=True).select_related("carrier").order_by("from_on", "pk")
    return [Place(row.channel, day_words(row, on), place_words(row)) for row in records]


def day_words(record: ChannelRecord, today: date) -> str:
    """10月9日, 10月9日至10月24日"""
    first = short(record.from_on, today) if record.from_on else ""
    if record.until_on and record.until_on != record.from_on:
        return f"{first}至{short(record.until_on, today)}"
    return first


def place_words(record: ChannelRecord) -> str:
    """一楼公开栏（大门左侧）"""
    if record.carrier is None:
        return record.place
    where = record.place or record.carrier.place
    return f"{record.carrier.name}（{where}）" if where else record.carrier.name


def delivery_note(item: Item, reader) -> Receipt | None:
    """For a named person alone; None for everyone else."""
    if not item.is_told_to_people or not reader.is_authenticated:
        return None
    delivery = item.deliveries.filter(recipient=reader).first()
    if delivery is None:
        return None
    words = f"您已于{moment(delivery.opened_at)}确认阅读。" if delivery.opened_at else ""
    return Receipt(delivery.opened_at is None and item.state != ItemState.ARCHIVED, words)
