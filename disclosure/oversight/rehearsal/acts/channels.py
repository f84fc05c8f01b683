"""Which channels fit a scope; a channel beside the portal is carried out: recorded by one person and confirmed by another."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from catalog.directory.models import Entry
from catalog.items.channels.actions import add_evidence, confirm_channel, record_channel
from catalog.items.channels.deliveries import record_delivery
from catalog.items.channels.models import ChannelRecord
from catalog.items.channels.suggestions import fits
from catalog.items.models import Item
from catalog.schemes.rules import scheme_for
from disclosure.organizations.holders import holders
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.models.people import User
from disclosure.organizations.roles import APPROVE, PUBLISH, REVIEW
from disclosure.oversight.rehearsal.stage import Turn

PLACE, PEOPLE, TOLD_BY = "会议室", 20, "面谈"


def fitting(
    organization: Organization, channels: Iterable[str], entry: Entry | None, scope: str, on: date
) -> list[str]:
    """Of the channels those that the scope allows."""
    rules = scheme_for(organization, on)
    return [channel for channel in channels if fits(rules, channel, entry, scope)]


def carry_out(
    turn: Turn,
    *,
    form: str = "",
    place: str = PLACE,
    on_day: date | None = None,
    evidence: str = "",
    confirmed: bool = True,
    confirmed_by: User | None = None,
) -> Item:
    """``form``: empty for all that wait. ``evidence``: the words of a file that proves it. ``confirmed: false`` leaves it
    unconfirmed."""
    item, on = turn.subject, on_day or turn.on
    if item.is_told_to_people:
        return tell(turn, item, on)
    for record in waiting(item, form):
        given: dict[str, Any] = {"from_on": on, "place": place, "attendance": PEOPLE}
        record = record_channel(record, by=turn.staff, now=turn.now, **given)
        if evidence:
            file = SimpleUploadedFile("佐证材料.txt", evidence.encode())
            add_evidence(record, upload=file, by=turn.staff, now=turn.now)
        if confirmed:
            confirm_channel(record, by=confirmed_by or another(turn), now=turn.now)
    return item


def waiting(item: Item, form: str) -> list[ChannelRecord]:
    rows = item.channel_records.order_by("pk")
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


def tell(turn: Turn, item: Item, on: date) -> Item:
    """Everyone it is for."""
    for delivery in item.deliveries.filter(told_on=None).order_by("pk"):
        record_delivery(delivery, channel=TOLD_BY, told_on=on, by=turn.staff, now=turn.now)
    return item
