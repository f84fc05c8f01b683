"""What the archive adds to the packages below it."""

from catalog.archive.appraisal import actions  # noqa: F401  the table, wherever its words are read
from catalog.archive.opening import open_archive_task
from catalog.archive.staff.item_page import archive_pages
from catalog.archive.staff.panel import archive_panel
from catalog.items.actions.table import items
from catalog.items.staff import panels
from catalog.items.staff.frame import offer_pages


def register() -> None:
    """For ``AppConfig.ready``."""
    items.after("end_display", "end_display_when_over", "confirm_withdrawal")(open_archive_task)
    panels.offer(archive_panel, place=60)
    offer_pages(archive_pages)
