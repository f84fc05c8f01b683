"""A channel or a delivery in words: for readers channel, days and place, never who came or what proves it; for the desk how
far it is, what was recorded, who stands by it."""

from dataclasses import dataclass
from datetime import date

from catalog.items.channels.kinds import asked_of
from catalog.items.channels.models import ChannelRecord, Delivery
from catalog.items.models import Item
from catalog.items.staff.rows import due_words
from catalog.items.states import ItemState
from disclosure.deadlines.dates import moment, plain, short
from disclosure.deadlines.workdays import WorkCalendar
from disclosure.web.components import Badge, Fact, given

# --- for readers ---


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


# --- for the desk ---


def badge_of(record: ChannelRecord, on: date, calendar: WorkCalendar) -> Badge:
    if record.dropped_at:
        return Badge("excused", "不再采用")
    if record.drop_asked_at:
        return Badge("waiting", "申请取消，等另一个人决定")
    if record.is_by_portal and record.is_done:
        return Badge("done", "已由门户完成")
    if record.confirmed_at:
        return Badge("done", "已核实")
    if record.is_done:
        return Badge("waiting", "已登记，待核实")
    if record.deadline is None:
        return Badge("waiting", "向社会公开以后落实")
    words, state = due_words(record.deadline.due_on, on, calendar)
    return Badge(state, f"待落实，{words}")


def metadata_of(record: ChannelRecord) -> list[Fact]:
    """In the words in which it was asked."""
    if record.dropped_at:
        return [Fact("原因", record.dropped_reason)]
    if record.drop_asked_at:
        return [Fact("为什么取消", record.dropped_reason), Fact("申请", str(record.drop_asked_by))]
    if record.is_by_portal or record.recorded_at is None:
        return []
    asked = asked_of(record.channel).fields
    rows = [Fact(label, value_of(record, name)) for name, label in asked.items() if name != "carrier"]
    rows.append(Fact("登记", f"{record.recorded_by or '本人确认'}　{moment(record.recorded_at)}"))
    if record.confirmed_at:
        rows.append(Fact("核实", f"{record.confirmed_by}　{moment(record.confirmed_at)}"))
    return given(rows)


def value_of(record: ChannelRecord, name: str) -> str:
    if name == "place":
        return place_words(record)
    value = getattr(record, name)
    if value is None:
        return ""
    return plain(value) if name.endswith("_on") else str(value)


def delivery_words(row: Delivery) -> str:
    clerk = f"{plain(row.told_on)} {row.told_by} {row.channel}" if row.told_on else ""
    opened = f"{moment(row.opened_at)} 本人确认已读" if row.opened_at else ""
    return "；".join(filter(None, [clerk, opened, row.note]))
