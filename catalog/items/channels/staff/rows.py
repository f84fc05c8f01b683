"""The channels and the named people of an item at its workbench: how far each is, and what may be done with it next."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django import forms
from django.db.models import QuerySet

from catalog.items.channels.actions import DESK, channels
from catalog.items.channels.deliveries import record_delivery
from catalog.items.channels.display import badge_of, delivery_words, metadata_of
from catalog.items.channels.forms import DeliveryForm
from catalog.items.channels.models import ChannelRecord, Delivery, Evidence
from disclosure.deadlines.workdays import WorkCalendar
from disclosure.organizations.access import Access
from disclosure.web.components import Badge, Fact
from disclosure.workflow.kit import Action, Context
from disclosure.workflow.offers import offer_of, offers


@dataclass(frozen=True)
class ChannelRow:
    """``forms``: of the actions that the person may take now, by name."""

    record: ChannelRecord
    badge: Badge
    metadata: list[Fact]
    evidence: list[Evidence]
    forms: Mapping[str, Any]

    @property
    def is_open(self) -> bool:
        return not self.record.is_done and self.record.dropped_at is None

    @property
    def asks(self) -> bool:
        """It is the person's own next step."""
        return bool({"confirm", "confirm_drop"} & set(self.forms)) or (
            "record" in self.forms and not self.record.is_done
        )

    @property
    def is_told_by_person(self) -> bool:
        return self.is_open and self.record.item.is_told_to_people


@dataclass(frozen=True)
class DeliveryRow:
    delivery: Delivery
    badge: Badge
    note: str
    form: DeliveryForm | None


def records_of(item) -> QuerySet[ChannelRecord]:
    """Each with the item as it was read."""
    joined = ("deadline", "carrier", "recorded_by", "confirmed_by", "drop_asked_by")
    return item.channel_records.select_related(*joined).prefetch_related("evidence").order_by("pk")


def channel_row(
    record: ChannelRecord, access: Access, calendar: WorkCalendar, bound: Mapping[str, Any] = MappingProxyType({})
) -> ChannelRow:
    """``bound``: a form that was posted with errors, by the name of its action."""
    actions = [offer.action for offer in offers(channels, Context(record, access))]
    found = {action.name: bound.get(action.name) or form_of(action, record) for action in actions}
    evidence = sorted(record.evidence.all(), key=lambda row: row.pk) if DESK.allows(record, access) else []
    return ChannelRow(record, badge_of(record, access.on, calendar), metadata_of(record), evidence, found)


def form_of(action: Action, record: ChannelRecord, data: Any = None, files: Any = None) -> Any:
    form: Any = action.form
    return form(data, files, record=record) if form else forms.Form(data)


def deliveries_of(item) -> QuerySet[Delivery]:
    """The named people, and how each was told."""
    rows = item.deliveries.all() if item.is_told_to_people else item.deliveries.none()
    return rows.select_related("recipient", "told_by").order_by("recipient__full_name", "pk")


def delivery_row(row: Delivery, access: Access, bound: DeliveryForm | None = None) -> DeliveryRow:
    """``bound``: its form that was posted with errors."""
    is_asked = row.told_day is None and offer_of(record_delivery, Context(row, access))
    badge = Badge("waiting", "还没有告知") if row.told_day is None else Badge("done", "已告知")
    form = (bound or DeliveryForm(delivery=row, on=access.on)) if is_asked else None
    return DeliveryRow(row, badge, delivery_words(row), form)
