"""The two stages of 先党内后党外: whether one row waits for society, or the stage outside has a row of its own (LK-02, LK-16);
and to what an item may be narrowed (PL-02)."""

from catalog.items.models import Item
from catalog.schemes.choices import Scope
from catalog.schemes.rules import INSIDE, OUTSIDE, SchemeRules

SIDES = {INSIDE: "在党内", OUTSIDE: "向社会"}


def goes_to_society(item: Item, rules: SchemeRules) -> bool:
    """Whether the row waits for society: it does, unless a second row is kept for that stage."""
    return item.owed_scope == Scope.SOCIETY and not has_second_stage(item, rules)


def has_second_stage(item: Item, rules: SchemeRules) -> bool:
    return item.scope == Scope.SOCIETY and item.inside_first and rules.second_stage(item.entry) is not None


def sides_of(item: Item) -> list[str]:
    """Which sides it reaches by its plan, each in one form at least (LK-09); named people are told one by one."""
    if item.is_told_to_people:
        return []
    to_society = item.scope == Scope.SOCIETY
    inside = [INSIDE] if item.inside_first or not to_society else []
    return [*inside, OUTSIDE] if to_society else inside


def narrower_scope(item: Item) -> str:
    """To what it may be asked to be narrowed: to what its plan says; one that the Party reads already and society does not yet
    stays inside. Empty where there is nothing to ask."""
    if item.entry is None or item.narrowed_on or item.withdrawn_at:
        return ""
    if item.is_narrowed:
        return item.scope
    is_half_way = item.published_inside_at and not item.published_outside_at and item.scope == Scope.SOCIETY
    return Scope.PARTY if is_half_way and not item.entry.is_scope_pinned else ""
