"""How the demonstration carries disclosures out beside the portal: boards and screens, channels recorded, people notified."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from catalog.items.channels.actions import add_evidence, confirm_channel, record_channel
from catalog.items.channels.deliveries import record_delivery
from catalog.items.channels.kinds import BOARD, MEDIUM, MEETING, PAPER, asked_of
from catalog.items.channels.models import Carrier, ChannelRecord
from catalog.items.models import Item
from catalog.schemes.choices import Scope
from disclosure.deadlines.dates import local_day
from disclosure.oversight.demo import files
from disclosure.oversight.demo.scene import Scene


def fill_carriers(scene: Scene) -> None:
    for row in scene.story("carriers"):
        details = {name: row[name] for name in ("kind", "place", "keeper")}
        Carrier.objects.get_or_create(organization=scene.organization, name=row["name"], defaults=details)


def carry_out(item: Item, story: Mapping, scene: Scene, *, now: datetime) -> None:
    """Record what was carried out on the day of ``now``, and confirm it by another, but for what the story leaves open:
    ``open_channels`` nobody has recorded yet, ``unconfirmed_channels`` nobody has confirmed."""
    if item.scope == Scope.INDIVIDUAL:
        deliver_to_people(item, story, scene, now=now)
        return
    rows = item.channel_records.filter(recorded_at=None, dropped_at=None, deadline__isnull=False)
    for record in rows.exclude(channel__in=story.get("open_channels", [])).order_by("pk"):
        details = details_of(record, local_day(now))
        record = record_channel(record, by=scene.cast["clerk"], now=now, **details)
        for name in story.get("evidence", {}).get(record.channel, []):
            add_evidence(record, upload=evidence(name, record), by=scene.cast["clerk"], now=now)
        if record.channel not in story.get("unconfirmed_channels", []):
            confirm_channel(record, by=scene.cast["secretary"], now=now + timedelta(minutes=50))


def details_of(record: ChannelRecord, on: date) -> Mapping:
    """What the form asks its clerk for."""
    asked = asked_of(record.channel)
    if asked is MEETING:
        return {"from_on": on, "place": "三楼会议室", "attendance": 28, "expected": 31}
    if asked is PAPER:
        number = f"{record.channel}〔{on.year}〕{on.month}期"
        return {"from_on": on, "place": "各党小组、各科室", "document_number": number}
    if asked is MEDIUM:
        return {"from_on": on, "place": "本地日报政务版"}
    carriers = Carrier.objects.filter(organization=record.item.organization_id, kind__in=asked.carriers)
    carrier = carriers.order_by("pk").first()
    until_on = on + timedelta(days=10) if asked is BOARD else None
    return {"from_on": on, "until_on": until_on, "carrier": carrier, "place": "" if carrier else "办公楼一楼大厅"}


def evidence(name: str, record: ChannelRecord):
    lines = [f"公开形式：{record.channel}", f"日期：{record.from_on}", "到会人员签名见原件，原件由办公室保管。"]
    return files.upload(name, "落实情况记录", lines)


def deliver_to_people(item: Item, story: Mapping, scene: Scene, *, now: datetime) -> None:
    """Those whom the story names, by the channel it says."""
    for identity, channel in story.get("delivered", {}).items():
        delivery = item.deliveries.get(recipient=scene.cast[identity])
        record_delivery(delivery, channel=channel, told_on=local_day(now), by=scene.cast["clerk"], now=now)
