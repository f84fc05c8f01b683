"""Where an item was disclosed before and again, and the way to disclose it once more (LK-07, PL-05, PL-11, QJ-13)."""

from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from catalog.items.actions.redisclosing import start_redisclosure
from catalog.items.context import ItemContext
from catalog.items.models import Item
from disclosure.deadlines.dates import plain
from disclosure.web.panel import Panel
from disclosure.workflow.offers import offer_of

NAME = "redisclosure"
TEMPLATE = "admin/catalog/item/_redisclosure_panel.html"


def redisclosure_panel(item: Item, context: ItemContext) -> Panel | None:
    rows = near(item, context)
    under_way = any(not row.is_before and row.item.published_inside_at is None for row in rows)
    may_begin = bool(offer_of(start_redisclosure, context)) and not under_way
    if not rows and not may_begin:
        return None
    url = reverse("admin:catalog_item_redisclose", args=[item.pk]) if may_begin else ""
    return Panel(NAME, "再次公开", TEMPLATE, {"rows": rows, "url": url}, is_open=bool(rows))


@dataclass(frozen=True)
class Near:
    """One of two items that follow each other. ``reason``: why it was disclosed again."""

    item: Item
    is_before: bool
    reason: str

    @property
    def on(self) -> str:
        return plain(self.item.event_on)


def near(item: Item, context: ItemContext) -> list[Near]:
    """As far as they are on the person's desk."""
    found = Item.objects.on_desk_of(context.user, context.on).filter(
        Q(pk=item.redisclosure_of_id) | Q(redisclosure_of=item)
    )
    pairs = ((row, item if row.pk == item.redisclosure_of_id else row) for row in found.order_by("pk"))
    return [Near(row, row is not later, later.redisclosure_reason) for row, later in pairs]
