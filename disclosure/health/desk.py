"""What the system administrator sees of the portal's health on the desk's first page."""

from dataclasses import dataclass
from datetime import datetime

from disclosure.health.parts import Result, examine
from disclosure.organizations.models.people import User


@dataclass(frozen=True)
class Health:
    ill: list[Result]
    well: list[Result]


def health_for(person, *, now: datetime) -> Health | None:
    """None for whoever does not look after the machine."""
    if getattr(person, "administrator", "") != User.Administrator.SYSTEM:
        return None
    results = examine(now)
    return Health([each for each in results if not each.is_well], [each for each in results if each.is_well])
