"""By which actions society reads less than the table says, or otherwise."""

from catalog.items.actions.table import items
from catalog.public.open_data.dump import expire

LESS = (
    "publish_correction", "end_display", "end_display_when_over", "confirm_withdrawal", "hide", "narrow", "take_back_progress",
    "agree_longer_display", "set_display_until",
)  # fmt: skip


def register() -> None:
    """For ``AppConfig.ready``."""
    items.after(*LESS)(expire)
