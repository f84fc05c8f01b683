"""Where an item was disclosed before and again, and the way to disclose it once more (LK-07, PL-05, PL-11, QJ-13)."""

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
    rows = rows_of(item, context)
    under_way = any(row["is_under_way"] for row in rows)
    may_begin = bool(offer_of(start_redisclosure, context)) and not under_way
    if not rows and not may_begin:
        return None
    url = reverse("admin:catalog_item_redisclose", args=[item.pk]) if may_begin else ""
    return Panel(NAME, "再次公开", TEMPLATE, {"rows": rows, "url": url}, is_open=bool(rows))


def rows_of(item: Item, context: ItemContext) -> list[dict]:
    """As far as they are on the person's desk."""
    near = Item.objects.on_desk_of(context.user, context.on).filter(
        Q(pk=item.redisclosure_of_id) | Q(redisclosure_of=item)
    )
    return [row_of(row, item) for row in near.order_by("pk")]


def row_of(row: Item, item: Item) -> dict:
    is_before = row.pk == item.redisclosure_of_id
    return {
        "label": "原来公开的" if is_before else "再次公开的",
        "title": row.title,
        "url": row.staff_url,
        "on": plain(row.event_on),
        "word": row.get_state_display(),
        "reason": item.redisclosure_reason if is_before else row.redisclosure_reason,
        "is_under_way": not is_before and row.published_inside_at is None,
    }
