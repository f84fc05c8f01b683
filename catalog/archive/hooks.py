"""What the archive adds to the packages below it."""

from catalog.archive.opening import open_task_of
from catalog.archive.staff.item_page import archive_pages
from catalog.archive.staff.panel import archive_panel
from catalog.items.actions.table import items
from catalog.items.staff import pages, panels


def register() -> None:
    """For ``AppConfig.ready``."""
    items.after("end_display", "end_display_when_over", "confirm_withdrawal")(open_task_of)
    panels.offer(archive_panel, place=60)
    pages.offer(archive_pages)
