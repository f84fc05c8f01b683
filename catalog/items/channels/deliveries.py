"""Telling named people: each is told by a clerk, or says so by pressing a button on the page (QJ-07)."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from catalog.items.actions.guard import NotAllowed, audit
from catalog.items.channels.models import ChannelRecord, Delivery
from catalog.items.channels.recording import RECORDERS, finish, refuse_archived
from catalog.items.models import Item
from catalog.schemes.choices import Scope
from disclosure.deadlines.dates import local_day
from disclosure.files.rich_text import one_line
from disclosure.organizations.access import access_of
from disclosure.organizations.models.people import User

TOLD_BY = ("面谈", "公文", "书信", "电子邮件")
NOTE_LENGTH = 300


@transaction.atomic
def acknowledge(item: Item, *, by, now: datetime) -> Delivery:
    """The named person has read the page. Raises ``NotAllowed`` for anyone else, ``ValidationError`` the second time."""
    item = locked(item)
    delivery = Delivery.objects.filter(item=item, recipient=by).first()
    if delivery is None or item.scope != Scope.INDIVIDUAL:
        raise NotAllowed("这个事项没有要告知您的内容。")
    refuse_archived(item)
    if item.withdrawn_at:
        raise ValidationError("这个事项已经撤回。")
    if delivery.opened_at:
        raise ValidationError("您已经确认过了，不用再按。")
    delivery.opened_at = now
    delivery.save(update_fields=["opened_at"])
    audit("item.read_by_recipient", item, by=by, now=now)
    settle(item, by=by, now=now)
    return delivery


@transaction.atomic
def record_delivery(
    delivery: Delivery,
    *,
    channel: str,
    told_on: date | None,
    by,
    now: datetime,
    told_by: User | None = None,
    note: str = "",
) -> Delivery:
    """The clerk records how and when a person was told; ``told_by``: who told them, if not the clerk."""
    item = locked(delivery.item)
    delivery = Delivery.objects.get(pk=delivery.pk)
    access = access_of(by, local_day(now))
    if not any(access.can(permission, item.organization) for permission in RECORDERS):
        raise NotAllowed("您没有登记告知情况的权限。")
    refuse_archived(item)
    if item.withdrawn_at:
        raise ValidationError("这个事项已经撤回。")
    if delivery.told_on:
        raise ValidationError("这个人的告知情况已经登记过了。")
    check(item, channel, told_on, local_day(now))
    delivery.channel, delivery.told_on, delivery.told_by = channel, told_on, told_by or by
    delivery.note, delivery.recorded_at = one_line(note)[:NOTE_LENGTH], now
    delivery.save()
    audit("item.delivery_recorded", item, by=by, now=now, channel=channel, told_on=str(told_on))
    settle(item, recorded_by=by, by=by, now=now)
    return delivery


def locked(item: Item) -> Item:
    Item.objects.select_for_update().only("pk").get(pk=item.pk)
    return Item.objects.select_related("organization", "entry").get(pk=item.pk)


def check(item: Item, channel: str, told_on: date | None, today: date) -> None:
    faults = {}
    published_on = local_day(item.published_inside_at)
    if channel not in TOLD_BY:
        faults["channel"] = "请选择怎样告知的。"
    if told_on is None:
        faults["told_on"] = "请填哪一天告知的。"
    elif told_on > today:
        faults["told_on"] = "这一天还没有到，告知以后再登记。"
    elif told_on < published_on:
        faults["told_on"] = f"不能早于公开的那一天（{published_on.year}年{published_on.month}月{published_on.day}日）。"
    if faults:
        raise ValidationError(faults)


def is_told(delivery: Delivery) -> bool:
    return bool(delivery.opened_at or delivery.told_on)


def told_day(delivery: Delivery) -> date:
    return min(filter(None, [delivery.told_on, delivery.opened_at and local_day(delivery.opened_at)]))


def settle(item: Item, *, by, now: datetime, recorded_by: User | None = None) -> None:
    """Once everyone is told, what was owed by hand is done. Where a person's own reading was the last, who told others
    answers for the record."""
    deliveries = list(item.deliveries.select_related("told_by").order_by("pk"))
    if not all(map(is_told, deliveries)):
        return
    days = [told_day(delivery) for delivery in deliveries]
    tellers = [delivery.told_by for delivery in deliveries if delivery.told_by_id]
    rows = ChannelRecord.objects.filter(
        item=item, is_by_portal=False, recorded_at__isnull=True, dropped_at__isnull=True
    )
    for record in rows.select_related("deadline", "item__organization").order_by("pk"):
        record.recorded_by, record.recorded_at = recorded_by or (tellers[-1] if tellers else None), now
        record.from_on, record.until_on = min(days), max(days)
        record.attendance = record.expected = len(deliveries)
        finish(record, "item.channel_carried_out", by=by, now=now)
