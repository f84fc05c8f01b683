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
from disclosure.workflow.kit import Action, Blocker
from disclosure.workflow.offers import Offer, offers
from disclosure.workflow.staff.page import button_styles, stamped

# The fields of the content step; every other field that a blocker names stands in the plan.
CONTENT = {"title": "#id_title", "body": ""}
OF_DRAFTS = {"submit", "drop_draft"}
# Where a field is put right when nothing is written any more.
PANEL_OF = {"display_until": "#display"}


@dataclass(frozen=True)
class Button:
    """``missing``: what stands in the way."""

    offer: Offer
    form: Any
    style: str
    missing: list[Link]

    @property
    def may_return(self) -> bool:
        """It is pressed whatever stands in the way, to return the item."""
        form = self.offer.action.form
        return form is not None and issubclass(form, DecisionForm)

    @property
    def press(self) -> str:
        label = self.offer.action.label
        return f"提交{label}意见" if self.may_return else label


def form_of(action: Action, context: ItemContext, data: Any = None) -> Any:
    """What an approval must record depends on the item's route."""
    more: dict[str, Any] = {}
    if action.form is ApprovalForm:
        more["needed"] = evidence_needed(context.item, context.rules)
    return (action.form or forms.Form)(data, prefix=action.name, **more)


def buttons_of(context: ItemContext, bound: Mapping[str, Any], *, is_writable: bool, is_checking: bool) -> list[Button]:
    """One of them is the main one. A draft is submitted from the last step, where its reader's view is shown, or dropped there."""
    found = offers(items, context)
    shown = [offer for offer in found if offer.action.name not in OF_DRAFTS or is_checking or not is_writable]
    return [
        Button(
            offer,
            stamped(bound.get(offer.action.name) or form_of(offer.action, context), offer.action, context),
            style,
            missing_rows(offer.blockers, context.item.staff_url, is_writable=is_writable),
        )
        for offer, style in zip(shown, button_styles(shown), strict=True)
    ]


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
