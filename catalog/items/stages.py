"""The two stages of 先党内后党外: whether one row waits for society, or the stage outside has a row of its own (LK-02, LK-16)."""

from catalog.items.models import Item
from catalog.schemes.choices import Scope
from catalog.schemes.rules import SchemeRules


def goes_to_society(item: Item, rules: SchemeRules) -> bool:
    """Whether the row waits for society: it does, unless a second row is kept for that stage."""
    return item.owed_scope == Scope.SOCIETY and not has_second_stage(item, rules)


def has_second_stage(item: Item, rules: SchemeRules) -> bool:
    return item.scope == Scope.SOCIETY and item.inside_first and rules.second_stage(item.entry) is not None
