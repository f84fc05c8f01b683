"""When something may be done with a channel or a delivery. Each part says in its own words why not."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from catalog.items.channels.models import ChannelRecord
from catalog.items.channels.suggestions import sides_without
from catalog.items.stages import SIDES
from catalog.items.states import ItemState
from catalog.schemes.rules import find_scheme
from disclosure.workflow.kit import Blocker, Context, when


def has_vouched(context: Context) -> bool:
    """Who recorded the channel, or told one of the named people."""
    record, user = context.subject, context.access.user_id
    if record.recorded_by_id == user:
        return True
    return record.item.is_told_to_people and record.item.deliveries.filter(told_by=user).exists()


def is_pinned(context: Context) -> bool:
    """The catalogue gives the channels, and nobody changes them (QJ-08)."""
    entry = context.subject.item.entry
    return entry is not None and entry.is_scope_pinned


# What was packed is what was done: nothing is added to it or taken from it (LK-08).
NOT_ARCHIVED = when(
    lambda context: context.subject.item.state != ItemState.ARCHIVED, not_now="这个事项已经归档，什么都不能再改。"
)

# --- of a channel ---

BY_HAND = when(lambda context: not context.subject.is_by_portal, not_now="这种形式由门户完成，不用登记。")
NOT_DROPPED = when(lambda context: context.subject.dropped_at is None, not_now="这种形式已经不再采用。")
PLANNED = NOT_ARCHIVED & BY_HAND & NOT_DROPPED
UNCONFIRMED = PLANNED & when(lambda context: context.subject.confirmed_at is None, not_now="已经核实过，不能再改。")
RECORDABLE = (
    UNCONFIRMED
    & when(
        lambda context: not context.subject.item.is_told_to_people,
        not_now="向个人公开的，请在“告知本人”里逐人登记。",
    )
    & when(
        lambda context: context.subject.deadline_id is not None,
        not_now="这种形式只对社会，等向社会公开以后再登记。",
    )
)
CONFIRMABLE = (
    PLANNED
    & when(lambda context: context.subject.confirmed_at is None, not_now="已经核实过了。")
    & when(lambda context: context.subject.is_done, not_now="还没有登记，不能核实。")
    & when(lambda context: not has_vouched(context), not_now="登记和核实要由两个人办理。")
)
ASKED = when(
    lambda context: context.subject.drop_asked_at is not None and context.subject.dropped_at is None,
    not_now="没有人申请取消这种形式。",
)
DROPPABLE = (
    PLANNED
    & when(lambda context: context.subject.drop_asked_at is None, not_now="已经申请取消，等另一个人决定。")
    & when(lambda context: not context.subject.is_done, not_now="这种形式已经落实，不用取消。")
    & when(lambda context: not is_pinned(context), not_now="这一项的公开形式按有关规定，不得更改。")
)

DROP_DECIDABLE = ASKED & PLANNED


def find_last_channel(context: Context, values: Mapping[str, Any]) -> Iterator[Blocker]:
    """Without it a side to which the item is disclosed would be served by nothing (LK-09)."""
    record = context.subject
    item, rules = record.item, find_scheme(record.item.organization, context.on)
    if rules is None:
        return
    rows = item.channel_records.filter(dropped_at__isnull=True).exclude(pk=record.pk)
    left = list(rows.values_list("channel", flat=True))
    before = {side for side, _serving in sides_without(rules, item, [*left, record.channel])}
    for side, _serving in sides_without(rules, item, left):
        if side not in before:
            yield Blocker("last_channel", f"{SIDES[side]}公开只剩“{record.channel}”这一种形式，不能取消。")


def is_listed(record: ChannelRecord, on: date) -> bool:
    """By the entry, in whatever word the scheme knows it by."""
    entry, rules = record.item.entry, find_scheme(record.item.organization, on)
    name_of = rules.channel_name if rules else str
    return entry is not None and name_of(record.channel) in map(name_of, entry.channels)


# --- of a delivery ---

IN_PUBLIC = NOT_ARCHIVED & when(
    lambda context: not context.subject.item.is_taken_back, not_now="这个事项已经撤回或者隐藏。"
)
UNREAD = IN_PUBLIC & when(lambda context: context.subject.opened_at is None, not_now="您已经确认过了，不用再按。")
UNTOLD = IN_PUBLIC & when(lambda context: context.subject.told_on is None, not_now="这个人的告知情况已经登记过了。")
