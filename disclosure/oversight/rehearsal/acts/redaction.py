"""Sensitive data in one word: masked in the text, hidden with the item, or let stand by two people."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError

from catalog.items.actions.table import items
from catalog.items.actions.writing import mask_in_text
from catalog.items.context import ItemContext
from catalog.items.models import Item
from catalog.items.redaction.status import Spot
from catalog.items.redaction.waivers import ask_waiver, decide_waiver
from catalog.items.states import VersionState
from disclosure.organizations.access import access_of
from disclosure.organizations.holders import holders
from disclosure.organizations.roles import CHECK_SECRECY
from disclosure.oversight.rehearsal.stage import NOT_YET, Turn
from disclosure.workflow.kit import Refused

REASON = "按规定办理。"


def spots(item: Item, turn: Turn) -> list[Spot]:
    return ItemContext(Item.objects.get(pk=item.pk), access_of(None, turn.on)).open_spots


def wanted(item: Item, turn: Turn, place: str) -> Sequence[Spot]:
    """``place``: where it stands, or what it looks like; empty: all of them."""
    found = [spot for spot in spots(item, turn) if place in f"{spot.place}{spot.mask}{spot.kind}{spot.label}"]
    if not found:
        raise ValidationError("没有找到这一处。")
    return found


def mask(turn: Turn, *, place: str = "", reason: str = REASON) -> Item:
    """In a draft the suggested mask in the text; what is published is hidden at once."""
    item = turn.subject
    if item.working_version.state == VersionState.DRAFT:
        for spot in wanted(item, turn, place):
            mask_in_text(item, kind=spot.kind, mask=spot.mask, by=turn.staff, now=turn.now)
        return item
    hide = items.actions.get("hide")
    if hide is None:
        raise Refused(NOT_YET)
    return hide(item, reason=reason, by=turn.staff, now=turn.now)


def clear(turn: Turn, *, place: str = "", reason: str = REASON) -> Item:
    """A finding may stand: asked by who writes, agreed by another of the secrecy review."""
    item, checks = turn.subject, holders(CHECK_SECRECY, [turn.organization], turn.on)[turn.organization.pk]
    is_check = turn.staff in checks
    asks = item.working_version.saved_by if is_check else turn.staff
    decides = turn.staff if is_check else next((person for person in checks if person != turn.staff), None)
    if decides is None:
        raise ValidationError("没有另一位保密审查员。")
    for spot in wanted(item, turn, place):
        what = {"kind": spot.kind, "mask": spot.mask, "reason": reason}
        waiver = ask_waiver(item, **what, by=asks, now=turn.now)
        decide_waiver(item, waiver=waiver, agreed=True, by=decides, now=turn.now)
    return item
