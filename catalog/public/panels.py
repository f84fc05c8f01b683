"""What higher packages add to the public page of an organisation, offered in ``AppConfig.ready``."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from disclosure.organizations.models.directory import Organization
from disclosure.web.panel import Panel


@dataclass(frozen=True)
class Visit:
    """``is_inside``: the reader belongs to the organisation or watches over it."""

    organization: Organization
    on: date
    is_inside: bool


Maker = Callable[[Visit], Panel | None]
MAKERS: list[Maker] = []


def offer(make: Maker) -> None:
    """Twice changes nothing."""
    if make not in MAKERS:
        MAKERS.append(make)


def panels_of(visit: Visit) -> list[Panel]:
    """In the order in which they were offered; what has nothing to show there is left out."""
    return [panel for make in MAKERS if (panel := make(visit)) is not None]
