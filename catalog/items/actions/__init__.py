"""Everything that happens to an item, from its registration to the archive. Each call locks, checks, writes and records."""

from catalog.items.actions.attaching import add_attachment, remove_attachment
from catalog.items.actions.checking import approve, check_secrecy, return_item, review, submit
from catalog.items.actions.correcting import drop_correction, publish_correction, start_correction
from catalog.items.actions.guard import REFUSALS, NotAllowed, ReasonMissing
from catalog.items.actions.publishing import (
    end_display,
    end_display_when_over,
    end_due_displays,
    publish_inside,
    publish_outside,
    set_display_until,
)
from catalog.items.actions.redisclosing import start_redisclosure
from catalog.items.actions.registering import register_item
from catalog.items.actions.releasing import release_due, set_outside_after
from catalog.items.actions.steps import ActionOffer, available_actions
from catalog.items.actions.withdrawing import ask_withdrawal, confirm_withdrawal, refuse_withdrawal
from catalog.items.actions.writing import EditConflict, change_plan, save_text
from catalog.items.blockers import publication_blockers, submission_blockers
from catalog.items.redaction.masking import mask_in_text
from catalog.items.redaction.waivers import ask_waiver, decide_waiver
from catalog.items.routes import facts_needed
from catalog.items.states import IllegalMove
from disclosure.workflow.refusals import Blocked, Blocker

__all__ = [
    "REFUSALS",
    "ActionOffer",
    "Blocked",
    "Blocker",
    "EditConflict",
    "IllegalMove",
    "NotAllowed",
    "ReasonMissing",
    "add_attachment",
    "approve",
    "ask_waiver",
    "ask_withdrawal",
    "available_actions",
    "change_plan",
    "check_secrecy",
    "confirm_withdrawal",
    "decide_waiver",
    "drop_correction",
    "end_display",
    "end_display_when_over",
    "facts_needed",
    "end_due_displays",
    "mask_in_text",
    "publication_blockers",
    "publish_correction",
    "publish_inside",
    "publish_outside",
    "refuse_withdrawal",
    "register_item",
    "release_due",
    "remove_attachment",
    "return_item",
    "review",
    "save_text",
    "set_display_until",
    "set_outside_after",
    "start_correction",
    "start_redisclosure",
    "submission_blockers",
    "submit",
]
