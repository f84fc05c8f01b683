"""What stands above everything else on the desk's first page. A later app adds its own with ``offer``."""

from collections.abc import Callable

from django.utils import timezone

from disclosure.health.desk import health_for
from disclosure.organizations.access import Access
from disclosure.web.panel import Panel

Maker = Callable[[Access], Panel | None]


def health_head(access: Access) -> Panel | None:
    """For who looks after the machine."""
    health = health_for(access.user, now=timezone.now())
    if health is None:
        return None
    return Panel("health", "门户的运行", "admin/_health.html", {"ill": health.ill, "well": health.well})


MAKERS: list[Maker] = [health_head]


def offer(make: Maker) -> Maker:
    """Have ``make(access)`` asked whenever the first page is drawn; for an app's ``ready``. Twice changes nothing."""
    if make not in MAKERS:
        MAKERS.append(make)
    return make


def heads_of(access: Access) -> list[Panel]:
    return [panel for make in MAKERS if (panel := make(access)) is not None]
