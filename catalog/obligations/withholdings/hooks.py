"""What withholdings add to items: what holds them up, what readers learn of a superior's word, the panel of the workbench."""

from catalog.items.actions.table import items
from catalog.items.public.page import offer_facts
from catalog.items.staff import panels
from catalog.obligations import of_items, of_narrowings
from catalog.obligations.withholdings.actions import withholdings
from catalog.obligations.withholdings.public import opinion_on_item
from catalog.obligations.withholdings.staff.panel import withholding_panel


def register() -> None:
    """For ``AppConfig.ready``."""
    items.after("change_plan")(of_narrowings.end_narrowings)
    items.after("end_narrowing")(of_narrowings.owe_everyone)
    withholdings.after("approve", "answer", "reply", "end", "end_with_plan")(of_narrowings.take_narrowing)
    items.blocks("publish_inside", "publish_outside")(of_items.find_withholding)
    offer_facts(opinion_on_item)
    panels.offer(withholding_panel, place=20)
