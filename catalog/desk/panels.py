"""What stands under an item on its workbench beside its text: one panel a concern, each made in a module of its own.

A panel is ``None`` where the item has nothing of the kind; its template gets the panel's ``context`` alone.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from catalog.case import Case
from catalog.models import Item


@dataclass(frozen=True)
class Panel:
    """``is_open``: it asks for something now, so it stands unfolded."""

    name: str
    title: str
    template: str
    context: dict = field(default_factory=dict)
    is_open: bool = False


PANELS: tuple[Callable[[Item, Case], Panel | None], ...] = ()


def panels_of(item: Item, case: Case) -> list[Panel]:
    return [panel for make in PANELS if (panel := make(item, case)) is not None]
