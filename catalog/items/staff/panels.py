"""What stands under an item on its workbench beside its text: one panel a concern, each made in a module of its own.
A later app adds its own with ``offer``.

A panel is ``None`` where the item has nothing of the kind; its template gets the panel's ``context`` alone.
"""

from collections.abc import Callable

from catalog.archive.staff.panel import archive_panel
from catalog.items.channels.panel import channels_panel
from catalog.items.context import ItemContext
from catalog.items.models import Item
from catalog.items.redaction.panel import findings_panel
from catalog.items.staff.display_panel import display_panel
from catalog.items.staff.redisclosure_panel import redisclosure_panel
from catalog.obligations.withholdings.staff.panel import withholding_panel
from disclosure.web.panel import Panel

Maker = Callable[[Item, ItemContext], Panel | None]
PANELS: tuple[Maker, ...] = (
    findings_panel,
    withholding_panel,
    channels_panel,
    display_panel,
    redisclosure_panel,
    archive_panel,
)


OFFERED: list[Maker] = []


def offer(make: Maker) -> None:
    """Have ``make(item, case)`` asked on every workbench, after the catalogue's own; for an app's ``ready``."""
    if make not in OFFERED:
        OFFERED.append(make)


def panels_of(item: Item, case: ItemContext) -> list[Panel]:
    return [panel for make in (*PANELS, *OFFERED) if (panel := make(item, case)) is not None]
