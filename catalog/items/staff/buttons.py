"""The buttons of an item's workbench: the actions that are offered, as forms, with what still stands in the way."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from catalog.items.actions.table import items
from catalog.items.blockers import find_submission
from catalog.items.context import ItemContext
from catalog.items.decision_forms import ApprovalForm, DecisionForm
from catalog.items.models import Item
from catalog.items.routes import evidence_needed
from disclosure.web.components import Link
from disclosure.workflow.offers import Offer, offers
from disclosure.workflow.refusals import Blocker
from disclosure.workflow.staff.page import button_styles, stamped

# The fields of the content step; every other field that a blocker names stands in the plan.
CONTENT = {"title": "#id_title", "body": ""}
# Where a field is put right when nothing is written any more.
PANEL_OF = {"display_until": "#display"}


@dataclass(frozen=True)
class Button:
    """``press``: its words; ``may_return``: it is pressed whatever stands in the way, to return the item."""

    offer: Offer
    form: Any
    press: str
    style: str
    missing: list[Link]
    may_return: bool


def form_of(offer: Offer, context: ItemContext, data: Any = None) -> Any:
    """What an approval must record depends on the item's route."""
    more: dict[str, Any] = {"needed": evidence_needed(context.item)} if offer.action.form is ApprovalForm else {}
    return (offer.action.form or forms.Form)(data, prefix=offer.action.name, **more)


def buttons_of(context: ItemContext, bound: Mapping[str, Any], *, is_writable: bool, is_checking: bool) -> list[Button]:
    """One of them is the main one. A draft is handed in from the last step, with its reader's view in sight."""
    found = offers(items, context)
    shown = [offer for offer in found if offer.action.name != "submit" or is_checking or not is_writable]
    return [
        Button(
            offer,
            stamped(bound.get(offer.action.name) or form_of(offer, context), offer.action, context),
            press_words(offer),
            style,
            missing_rows(offer.blockers, context.item.staff_url, is_writable=is_writable),
            is_verdict(offer),
        )
        for offer, style in zip(shown, button_styles(shown), strict=True)
    ]


def press_words(offer: Offer) -> str:
    return f"提交{offer.action.label}意见" if is_verdict(offer) else offer.action.label


def is_verdict(offer: Offer) -> bool:
    return offer.action.form is not None and issubclass(offer.action.form, DecisionForm)


def following(context: ItemContext) -> Item | None:
    """The next item that waits for the person."""
    rows = items.inbox(context.access).exclude(pk=context.item.pk).select_related("working_version")
    return rows.order_by("deadline__due_on", "pk").first()


def missing_of(context: ItemContext, *, is_writable: bool) -> list[Link]:
    """What a draft in the person's hands lacks before it may be handed in."""
    found = find_submission(context, {}) if is_writable else ()
    return missing_rows(found, context.item.staff_url, is_writable=is_writable)


def missing_rows(blockers: Iterable[Blocker], base: str, *, is_writable: bool) -> list[Link]:
    return [Link(row.message, place_of(row.link, base, is_writable=is_writable)) for row in blockers]


def place_of(link: str, base: str, *, is_writable: bool) -> str:
    """Where the person puts right what blocks: a page, a panel, a field of the draft; empty where it is not theirs."""
    if not link or link.startswith(("/", "#")):
        return link
    if not is_writable:
        return PANEL_OF.get(link, "")
    return f"{base}?step=content{CONTENT[link]}" if link in CONTENT else f"{base}?step=plan#id_{link}"
