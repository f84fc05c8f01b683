"""A panel of an item's workbench, as its own module makes it and ``panels`` shows it."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Panel:
    """``is_open``: it asks for something now, so it stands unfolded."""

    name: str
    title: str
    template: str
    context: dict = field(default_factory=dict)
    is_open: bool = False
