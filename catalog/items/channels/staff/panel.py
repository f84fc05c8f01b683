"""The panels of channels on an item's workbench: what the plan does without; how each was carried out."""

from catalog.items.channels.actions import DESK
from catalog.items.channels.staff.rows import channel_row, deliveries_of, delivery_row, records_of
from catalog.items.channels.suggestions import left_out
from catalog.items.context import ItemContext
from catalog.items.in_time import parts_of, still_missing
from catalog.items.models import Item
from disclosure.deadlines.working_calendar import current_calendar
from disclosure.web.panel import Panel

NAME, TEMPLATE = "channels", "admin/catalog/item/_forms_panel.html"


def left_out_panel(item: Item, context: ItemContext) -> Panel | None:
    """Before publication: which of the listed forms the plan does without, and why, for whoever reviews and approves it."""
    if item.published_inside_at or context.rules is None:
        return None
    names = left_out(context.rules, item)
    if not names:
        return None
    shown = {"names": "、".join(names), "reason": item.channels_reason}
    return Panel("left_out", "没有采用的公开形式", "admin/catalog/item/_left_out_panel.html", shown, is_open=True)


def channels_panel(item: Item, context: ItemContext) -> Panel | None:
    """None before publication: until then the channels are a plan."""
    if item.published_inside_at is None:
        return None
    calendar = current_calendar()
    rows = [channel_row(record, context.access, calendar) for record in records_of(item)]
    if not rows:
        return None
    deliveries = [delivery_row(row, context.access) for row in deliveries_of(item) if DESK.allows(row, context.access)]
    left = sum(row.is_open for row in rows)
    asks = any(row.asks for row in rows) or any(row.form for row in deliveries)
    title = f"公开形式落实：还有 {left} 种没有落实" if left else "公开形式落实"
    missing = still_missing(parts_of(item, context.rules)) if context.rules and item.met_on is None else []
    shown = {"rows": rows, "deliveries": deliveries, "missing": "；".join(missing)}
    return Panel(NAME, title, TEMPLATE, shown, is_open=asks or bool(missing), asks=asks)
