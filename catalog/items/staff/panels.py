"""The panels under an item's text on its workbench, one a concern, each made in a module of its own and offered in
``AppConfig.ready``: ``None`` where the item has nothing of the kind; its template gets the panel's ``context`` alone."""

from collections.abc import Callable

from catalog.items.context import ItemContext
from catalog.items.models import Item
from disclosure.web.panel import Panel

Maker = Callable[[Item, ItemContext], Panel | None]
PANELS: dict[Maker, int] = {}


def offer(make: Maker, *, place: int = 90) -> None:
    """Have ``make(item, context)`` asked on every workbench, in the order of the places. Twice changes nothing."""
    PANELS[make] = place


def panels_of(item: Item, context: ItemContext) -> list[Panel]:
    made = (make(item, context) for make in sorted(PANELS, key=lambda make: PANELS[make]))
    return [panel for panel in made if panel is not None]
