"""Its panel on an item's workbench, and the page beside it."""

from catalog.items.progress.staff import progress_pages, progress_panel
from catalog.items.staff import panels
from catalog.items.staff.frame import offer_pages


def register() -> None:
    """For ``AppConfig.ready``."""
    panels.offer(progress_panel, place=28)
    offer_pages(progress_pages)
