"""What has to be done before an item counts as disclosed, and on which day it was (LK-09, LK-13, LK-16, QJ-07).

Released to the whole scope of its entry; one listed channel inside, and for society one outside, carried out; each named
person told. Where 先党内后党外 is the scope itself the stage inside is enough, and the stage outside has a row of its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from catalog.items.channels.carried_out import Records, confirmed_records, served_on
from catalog.items.models import Item
from catalog.items.stages import SIDES, goes_to_society
from catalog.schemes.choices import Scope
from catalog.schemes.rules import INSIDE, OUTSIDE, SchemeRules
from disclosure.deadlines.dates import local_day


@dataclass(frozen=True)
class Part:
    """``on``: the day it was done; None while it is not."""

    words: str
    on: date | None


def parts_of(item: Item, rules: SchemeRules, records: Records | None = None) -> list[Part]:
    """``records``: what was confirmed of it, where that was read already. Three queries at most."""
    return [*released(item, rules), *carried_out(item, rules, records), *told(item)]


def met_on(parts: list[Part]) -> date | None:
    """The last of their days; None while one is missing."""
    days = [part.on for part in parts if part.on]
    return max(days) if len(days) == len(parts) else None


def still_missing(parts: list[Part]) -> list[str]:
    return [part.words for part in parts if part.on is None]


def released(item: Item, rules: SchemeRules) -> Iterator[Part]:
    if item.is_narrowed and not item.narrowed_on:
        yield Part(f"向目录定的范围（{Scope(item.owed_scope).label}）公开，或者缩小范围获准", None)
        return
    if item.is_narrowed:
        yield Part("缩小范围获准", item.narrowed_on)
    if goes_to_society(item, rules):
        yield Part("向社会公开", local_day(item.published_outside_at))
    else:
        yield Part("党内公开" if item.inside_first else "公开", local_day(item.published_inside_at))


def carried_out(item: Item, rules: SchemeRules, records: Records | None) -> Iterator[Part]:
    """What goes to society at once needs no channel inside."""
    if item.is_told_to_people:
        return
    to_society = goes_to_society(item, rules)
    sides = [INSIDE] if item.inside_first or not to_society else []
    records = confirmed_records(item) if records is None else records
    due_on = item.deadline.due_on if item.deadline else None
    for side in [*sides, OUTSIDE] if to_society else sides:
        names = "、".join(rules.channels_of_side(side, item.scope, item.entry))
        yield Part(f"{SIDES[side]}落实一种形式并核实（{names}）", served_on(item, rules, side, records, due_on))


def told(item: Item) -> Iterator[Part]:
    if item.is_told_to_people:
        days = [delivery.told_day for delivery in item.deliveries.order_by("pk")]
        found = [day for day in days if day]
        yield Part("逐人告知", max(found) if days and len(found) == len(days) else None)
