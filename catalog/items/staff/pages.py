"""Pages of one concern each beside an item's workbench: callables that take the admin and return its addresses, offered in
``AppConfig.ready``."""

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern

Maker = Callable[[Any], list[URLPattern]]
PAGES: list[Maker] = []


def offer(make: Maker) -> None:
    """Twice changes nothing."""
    if make not in PAGES:
        PAGES.append(make)


def pages_of(desk: Any) -> list[URLPattern]:
    return [address for make in PAGES for address in make(desk)]
