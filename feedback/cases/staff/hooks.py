"""What cases add to the staff pages of the packages below them."""

from catalog.items.staff import panels
from catalog.staff import offered
from feedback.cases.staff.cards import case_cards
from feedback.cases.staff.panels.item import item_panel


def register() -> None:
    """For ``AppConfig.ready``."""
    offered.offer(case_cards)
    panels.offer(item_panel)
