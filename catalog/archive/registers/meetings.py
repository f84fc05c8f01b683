"""会议记录簿: the meetings at which items were disclosed, one row a meeting."""

from collections import defaultdict
from datetime import date

from django.db.models import Q

from catalog.archive.registers.items import desk_items
from catalog.archive.registers.register import Column, Register
from catalog.items.channels.models import ChannelRecord

COLUMNS = (
    Column("序号", 5),
    Column("日期", 12),
    Column("会议", 14),
    Column("地点", 18),
    Column("应到", 7),
    Column("实到", 7),
    Column("公开的事项", 40, is_left=True),
    Column("登记人", 10),
    Column("核实人", 10),
    Column("说明", 20, is_left=True),
)


def meetings_register(organization, year: int, *, by, on: date) -> Register:
    meetings: dict[tuple, list[ChannelRecord]] = defaultdict(list)
    for record in records_of(organization, year, by=by, on=on):
        meetings[meeting_of(record)].append(record)
    rows = [row_of(number, records) for number, records in enumerate(meetings.values(), start=1)]
    return Register("党务公开会议记录簿", organization.name, f"{year}年", COLUMNS, rows)


def records_of(organization, year: int, *, by, on: date):
    """Forms whose name says that people met: 会议, 民主生活会, 座谈会, 听证会."""
    is_meeting = Q(channel__contains="会议") | Q(channel__endswith="会")
    held = ChannelRecord.objects.filter(is_meeting, recorded_at__isnull=False, from_on__year=year)
    held = held.filter(item__in=desk_items(organization, by, on).values("pk"))
    return held.select_related("item", "carrier", "recorded_by", "confirmed_by").order_by("from_on", "pk")


def place_of(record: ChannelRecord) -> str:
    return record.place or (record.carrier.name if record.carrier else "")


def meeting_of(record: ChannelRecord) -> tuple:
    """Several items disclosed at one meeting are one meeting: same day, form, place and attendance."""
    return record.from_on, record.channel, place_of(record), record.expected, record.attendance


def row_of(number: int, records: list[ChannelRecord]) -> list:
    first = records[0]
    return [
        number,
        first.from_on.isoformat(),
        first.channel,
        place_of(first),
        first.expected,
        first.attendance,
        "\n".join(f"{record.item.index_number} {record.item.title}" for record in records),
        people(record.recorded_by for record in records),
        people(record.confirmed_by for record in records),
        "\n".join(dict.fromkeys(record.note for record in records if record.note)),
    ]


def people(found) -> str:
    return "、".join(dict.fromkeys(str(person) for person in found if person))
