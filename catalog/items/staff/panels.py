"""What stands under an item on its workbench beside its text: one panel a concern, each made in a module of its own.
A higher package adds its own with ``offer``.

A panel is ``None`` where the item has nothing of the kind; its template gets the panel's ``context`` alone.
"""

from collections.abc import Callable

from catalog.items.channels.panel import channels_panel
from catalog.items.context import ItemContext
from catalog.items.models import Item
from catalog.items.redaction.panel import findings_panel
from catalog.items.staff.display.panel import display_panel
from catalog.items.staff.display.redisclosure_panel import redisclosure_panel
from disclosure.web.panel import Panel

Maker = Callable[[Item, ItemContext], Panel | None]
# Each with its place: there is room between them.
PANELS: dict[Maker, int] = {findings_panel: 10, channels_panel: 30, display_panel: 40, redisclosure_panel: 50}


def offer(make: Maker, *, place: int = 90) -> None:
    """Have ``make(item, context)`` asked on every workbench; for an app's ``ready``. Twice changes nothing."""
    PANELS[make] = place


def panels_of(item: Item, context: ItemContext) -> list[Panel]:
    made = (make(item, context) for make in sorted(PANELS, key=lambda make: PANELS[make]))
    return [panel for panel in made if panel is not None]
