"""Which cases an item came of, on the item's workbench: by number to who may see the case, else that there was one."""

from catalog.items.context import ItemContext
from catalog.items.models import Item
from disclosure.web.panel import Panel
from feedback.cases.public.item_words import words_about
from feedback.cases.visibility import cases_for

NAME = "prompted"
TEMPLATE = "admin/feedback/case/_item_panel.html"


def item_panel(item: Item, context: ItemContext) -> Panel | None:
    words = words_about(item)
    if not words:
        return None
    seen = cases_for(context.access).filter(led_to=item).order_by("pk")
    return Panel(NAME, "公开缘由", TEMPLATE, {"words": words, "cases": seen})
