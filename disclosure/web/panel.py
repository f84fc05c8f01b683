"""A panel of an item's workbench, as its own module makes it and ``panels`` shows it."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Panel:
    """``is_open``: it stands unfolded. ``asks``: it is the person's own next step, so it is named beside the buttons."""

    name: str
    title: str
    template: str
    context: dict = field(default_factory=dict)
    is_open: bool = False
    asks: bool = False
