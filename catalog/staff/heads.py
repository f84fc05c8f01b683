"""What stands above everything else on the desk's first page. A later app adds its own with ``offer``."""

from collections.abc import Callable

from disclosure.organizations.access import Access
from disclosure.web.panel import Panel

Maker = Callable[[Access], Panel | None]
MAKERS: list[Maker] = []


def offer(make: Maker) -> Maker:
    """Have ``make(access)`` asked whenever the first page is drawn; for an app's ``ready``. Twice changes nothing."""
    if make not in MAKERS:
        MAKERS.append(make)
    return make


def heads_of(access: Access) -> list[Panel]:
    return [panel for make in MAKERS if (panel := make(access)) is not None]
