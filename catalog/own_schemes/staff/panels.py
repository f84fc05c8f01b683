"""What higher packages add to the page of a scheme's draft, offered in ``AppConfig.ready``."""

from collections.abc import Callable

from catalog.own_schemes.review import SchemeContext
from disclosure.web.panel import Panel

Maker = Callable[[SchemeContext], Panel | None]
MAKERS: list[Maker] = []


def offer(make: Maker) -> None:
    """Twice changes nothing."""
    if make not in MAKERS:
        MAKERS.append(make)


def panels_of(context: SchemeContext) -> list[Panel]:
    """In the order in which they were offered; what has nothing to show there is left out."""
    return [panel for make in MAKERS if (panel := make(context)) is not None]
