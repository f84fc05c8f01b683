"""The month's circular; what follows are the steps of the notice it is."""

from datetime import date

from catalog.bulletins.models import Bulletin
from disclosure.oversight.circulars.actions import draft_circular as draft
from disclosure.oversight.rehearsal.stage import Turn


def draft_circular(turn: Turn, *, month: date) -> Bulletin:
    """``month``: any of its days."""
    return draft(turn.organization, month.replace(day=1), by=turn.staff, now=turn.now).bulletin
