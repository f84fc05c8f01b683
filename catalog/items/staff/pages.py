"""Pages of one concern each beside an item's workbench: callables that take the admin and return its addresses."""

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern

from catalog.items.channels.staff_pages import channel_pages
from catalog.items.redaction.staff_pages import waiver_pages
from catalog.items.staff.display.pages import display_pages
from catalog.items.staff.display.redisclosure_page import redisclosure_pages
from catalog.items.staff.register_page import register_pages
from catalog.items.staff.writing_pages import writing_pages

Maker = Callable[[Any], list[URLPattern]]
PAGES: list[Maker] = [
    register_pages, writing_pages, waiver_pages, channel_pages, display_pages, redisclosure_pages,
]  # fmt: skip


def offer(make: Maker) -> None:
    """Pages of a higher package, in its ``AppConfig.ready``; twice changes nothing."""
    if make not in PAGES:
        PAGES.append(make)


def pages_of(desk: Any) -> list[URLPattern]:
    return [address for make in PAGES for address in make(desk)]
