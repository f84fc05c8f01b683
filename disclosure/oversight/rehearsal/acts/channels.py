"""A channel beside the portal is carried out: recorded by one person and confirmed by another."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError

from catalog.items.channels.actions import add_evidence, confirm_channel, record_channel
from catalog.items.channels.deliveries import record_delivery
from catalog.items.channels.kinds import BOARD, MEDIUM, MEETING, PAPER, asked_of
from catalog.items.channels.models import Carrier, ChannelRecord
from catalog.items.models import Item
from disclosure.organizations.holders import holders
from disclosure.organizations.models.people import User
from disclosure.organizations.roles import APPROVE, PUBLISH, REVIEW
from disclosure.oversight.rehearsal.stage import Turn
from disclosure.oversight.rehearsal.uploads import WRITERS
from disclosure.oversight.rehearsal.values import uploaded

TOLD_BY, PROOF = "面谈", "佐证材料"
CONFIRMED_AFTER, ON_BOARD = timedelta(minutes=50), timedelta(days=10)


def carry_out(
    turn: Turn,
    *,
    form: str = "",
    place: str = "",
    on_day: date | None = None,
    evidence: Any = "",
    confirmed: bool = True,
    confirmed_by: User | None = None,
    but: list[str] | None = None,
    told: list[User] | None = None,
) -> Item:
    """``form``: empty for all that wait, except ``but``. ``evidence``: a file that proves it, or its words. ``confirmed: false``
    leaves it unconfirmed. ``told``: who was told, of those whom it is for; everyone where nobody is named."""
    item, on = turn.subject, on_day or turn.on
    if item.is_told_to_people:
        return tell(turn, item, on, told, form or TOLD_BY)
    for record in waiting(item, form, but or ()):
        given = {**details_of(record, on), **({"place": place} if place else {})}
        record = record_channel(record, by=turn.staff, now=turn.now, **given)
        if evidence:
            file = uploaded(turn, proof(evidence, record), PROOF)
            add_evidence(record, upload=file, by=turn.staff, now=turn.now)
        if confirmed:
            confirm_channel(record, by=confirmed_by or another(turn), now=turn.now + CONFIRMED_AFTER)
    return item


def details_of(record: ChannelRecord, on: date) -> Mapping[str, Any]:
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
    until_on = on + ON_BOARD if asked is BOARD else None
    return {"from_on": on, "until_on": until_on, "carrier": carrier, "place": "" if carrier else "办公楼一楼大厅"}


def proof(written: Any, record: ChannelRecord) -> Any:
    """A bare name is that of a record of what was done."""
    if not isinstance(written, str) or Path(written).suffix not in WRITERS:
        return written
    lines = [f"公开形式：{record.channel}", f"日期：{record.from_on}", "到会人员签名见原件，原件由办公室保管。"]
    return {"name": written, "title": "落实情况记录", "lines": lines}


def waiting(item: Item, form: str, but: Collection[str] = ()) -> list[ChannelRecord]:
    rows = item.channel_records.exclude(channel__in=but).order_by("pk")
    if form:
        found = list(rows.filter(channel=form))
    else:
        found = list(rows.filter(recorded_at=None, dropped_at=None, deadline__isnull=False))
    if not found:
        raise ValidationError(f"没有等着落实的公开形式“{form}”。" if form else "没有等着落实的公开形式。")
    return found


def another(turn: Turn) -> User:
    """Who publishes, approves or reviews, but for who recorded it."""
    for permission in (PUBLISH, APPROVE, REVIEW):
        for person in holders(permission, [turn.organization], turn.on)[turn.organization.pk]:
            if person != turn.staff:
                return person
    raise ValidationError("没有另一个人可以核实。")


def tell(turn: Turn, item: Item, on: date, told: list[User] | None, channel: str) -> Item:
    rows = item.deliveries.filter(told_on=None, **({"recipient__in": told} if told else {}))
    for delivery in rows.order_by("pk"):
        record_delivery(delivery, channel=channel, told_on=on, by=turn.staff, now=turn.now)
    return item
