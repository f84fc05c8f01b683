"""What waits for a person beside items, as task cards of "今日". A later app adds its own with ``offer``."""

from collections.abc import Callable, Iterable
from typing import Any

from catalog.bulletins.staff.cards import told_cards
from catalog.filings.staff.lists import cards, to_sign
from catalog.staff.asked import asked_cards
from disclosure.organizations.access import Access

Maker = Callable[[Access], Iterable[Any]]
MAKERS: list[Maker] = []


def offer(make: Maker) -> Maker:
    """Have ``make(access)`` asked whenever the first page is drawn; for an app's ``ready``. Twice changes nothing."""
    if make not in MAKERS:
        MAKERS.append(make)
    return make


def offered_cards(access: Access) -> list[Any]:
    """Each maker costs a constant number of queries."""
    own = [*asked_cards(access), *cards(to_sign(access)), *told_cards(access)]
    return own + [card for make in MAKERS for card in make(access)]
