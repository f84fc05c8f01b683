"""Telling named people: each is told by a clerk, or says so by pressing a button on the page (QJ-07)."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Q

from catalog.items.channels.actions import RECORDERS, settle_channel
from catalog.items.channels.conditions import UNREAD, UNTOLD
from catalog.items.channels.forms import TOLD_BY, DeliveryForm
from catalog.items.channels.models import ChannelRecord, Delivery
from catalog.items.models import Item
from catalog.schemes.choices import Scope
from disclosure.deadlines.dates import local_day, plain
from disclosure.files.rich_text import one_line
from disclosure.organizations.models.people import User
from disclosure.workflow.kit import Act, Who, Workflow, lock_row

NOTE_LENGTH = 300

deliveries = Workflow(
    Delivery,
    code="delivery",
    reads=("item__organization", "item__entry"),
    lock=lambda delivery: lock_row(Item, delivery.item_id),
    label=lambda delivery: delivery.item.index_number,
    organization_of=lambda delivery: delivery.item.organization,
)


class Named(Who):
    """The person to whom something was disclosed."""

    def allows(self, subject, access):
        return subject.recipient_id == access.user_id and subject.item.scope == Scope.INDIVIDUAL

    def rows(self, access):
        return Q(recipient=access.user_id, item__scope=Scope.INDIVIDUAL)


@deliveries.action("acknowledge", "确认阅读", who=Named(), at=UNREAD, done="已记下您已经阅读。")
def acknowledge(act: Act) -> None:
    """The named person has read the page."""
    act.subject.opened_at = act.now
    act.record_as("item.read_by_recipient", {}, about=act.subject.item)
    settle(act)


@deliveries.action(
    "record", "登记告知情况", who=RECORDERS, at=UNTOLD, form=DeliveryForm, done="已登记告知{found.recipient}。"
)
def record_delivery(
    act: Act, *, channel: str, told_on: date | None, told_by: User | None = None, note: str = ""
) -> None:
    """How and when the person was told; ``told_by``: who told them, if not the clerk."""
    delivery = act.subject
    require_true(delivery, channel, told_on, act.on)
    delivery.channel, delivery.told_on, delivery.told_by = channel, told_on, told_by or act.by
    delivery.note, delivery.recorded_at = one_line(note)[:NOTE_LENGTH], act.now
    act.record_as("item.delivery_recorded", {"channel": channel, "told_on": str(told_on)}, about=delivery.item)
    settle(act, recorded_by=act.by)


def require_true(delivery: Delivery, channel: str, told_on: date | None, today: date) -> None:
    faults = {}
    published_on = local_day(delivery.item.published_inside_at)
    if channel not in TOLD_BY:
        faults["channel"] = "请选择怎样告知的。"
    if told_on is None:
        faults["told_on"] = "请填哪一天告知的。"
    elif told_on > today:
        faults["told_on"] = "这一天还没有到，告知以后再登记。"
    elif published_on and told_on < published_on:
        faults["told_on"] = f"不能早于公开的那一天（{plain(published_on)}）。"
    if faults:
        raise ValidationError(faults)


def settle(act: Act, *, recorded_by: User | None = None) -> None:
    """Once everyone is told, what was owed by hand is done. Where a person's own reading was the last, who told others
    answers for the record."""
    act.save()
    rows = list(act.subject.item.deliveries.select_related("told_by").order_by("pk"))
    days = [day for row in rows if (day := row.told_day)]
    if len(days) < len(rows):
        return
    tellers = [row.told_by for row in rows if row.told_by]
    owed = ChannelRecord.objects.filter(item=act.subject.item, is_by_portal=False)
    for record in owed.filter(recorded_at=None, dropped_at=None).order_by("pk"):
        act.follow(settle_channel, record, days=days, recorded_by=recorded_by or (tellers[-1] if tellers else None))
