"""Whose asking led to an item, as its page says it: "根据党员群众意见再次公开". A later app tells it, with ``offer`` (LK-07).

Words alone: neither who asked nor under which number.
"""

from collections.abc import Callable

from catalog.items.models import Item

Teller = Callable[[Item], list[str]]
TELLERS: list[Teller] = []


def offer(tell: Teller) -> Teller:
    """Have ``tell(item)`` asked on every item's page; for an app's ``ready``. Offering it twice changes nothing."""
    if tell not in TELLERS:
        TELLERS.append(tell)
    return tell


def prompted_by(item: Item) -> list[str]:
    return [words for tell in TELLERS for words in tell(item)]
