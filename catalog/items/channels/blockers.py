"""What stands in the way of recording a channel or a delivery: of several reasons the first is said."""

from collections.abc import Callable, Mapping
from typing import Any

from catalog.items.models import Item
from catalog.items.states import ItemState
from catalog.schemes.choices import Scope
from disclosure.workflow.kit import Blocker, Context

Reason = tuple[str, str, Callable[[Context], object]]


def first_of(*reasons: Reason) -> Callable[[Any, Mapping[str, Any]], list[Blocker]]:
    def find(context: Context, values: Mapping[str, Any]) -> list[Blocker]:
        found = next(((code, words) for code, words, holds in reasons if holds(context)), None)
        return [Blocker(*found)] if found else []

    return find


def item_of(context: Context) -> Item:
    return context.subject.item


def is_pinned(context: Context) -> bool:
    """The catalogue gives the channels, and nobody changes them (QJ-08)."""
    entry = item_of(context).entry
    return entry is not None and entry.is_scope_pinned


def has_vouched(context: Context) -> bool:
    """Who recorded the channel, or told one of the named people."""
    record, user = context.subject, context.user
    if record.recorded_by_id == user.pk:
        return True
    return record.item.scope == Scope.INDIVIDUAL and record.item.deliveries.filter(told_by=user).exists()


# What was packed is what was done: nothing is added to it or taken from it (LK-08).
ARCHIVED: Reason = (
    "archived", "这个事项已经归档，什么都不能再改。",
    lambda context: item_of(context).state == ItemState.ARCHIVED,
)  # fmt: skip
OVER: tuple[Reason, ...] = (
    ARCHIVED,
    ("by_portal", "这种形式由门户完成，不用登记。", lambda context: context.subject.is_by_portal),
    ("dropped", "这种形式已经不再采用。", lambda context: context.subject.dropped_at),
)
CONFIRMED: Reason = ("confirmed", "已经核实过，不能再改。", lambda context: context.subject.confirmed_at)

find_kept = first_of(*OVER, CONFIRMED)
find_unrecordable = first_of(
    *OVER,
    CONFIRMED,
    (
        "individual", "向个人公开的，请在“告知本人”里逐人登记。",
        lambda context: item_of(context).scope == Scope.INDIVIDUAL,
    ),
    ("not_outside", "这种形式只对社会，等向社会公开以后再登记。", lambda context: context.subject.deadline_id is None),
)  # fmt: skip
find_unconfirmable = first_of(
    *OVER,
    ("confirmed", "已经核实过了。", lambda context: context.subject.confirmed_at),
    ("not_recorded", "还没有登记，不能核实。", lambda context: not context.subject.is_done),
    ("same_person", "登记和核实要由两个人办理。", has_vouched),
)
find_undroppable = first_of(
    *OVER,
    ("recorded", "这种形式已经落实，不用取消。", lambda context: context.subject.is_done),
    ("pinned", "这一项的公开形式按有关规定，不得更改。", is_pinned),
)

WITHDRAWN: Reason = ("withdrawn", "这个事项已经撤回。", lambda context: item_of(context).withdrawn_at)
find_read = first_of(
    ARCHIVED, WITHDRAWN, ("read", "您已经确认过了，不用再按。", lambda context: context.subject.opened_at)
)
find_told = first_of(
    ARCHIVED, WITHDRAWN, ("told", "这个人的告知情况已经登记过了。", lambda context: context.subject.told_on)
)
