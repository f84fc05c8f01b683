"""What a person may do with an object now, as its page shows it."""

from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied

from disclosure.workflow.action import Action
from disclosure.workflow.actors import SENDER, Actor
from disclosure.workflow.context import Context
from disclosure.workflow.refusals import Blocker
from disclosure.workflow.table import Workflow


@dataclass(frozen=True)
class Offer:
    """A button. With blockers it is shown and says why it cannot be pressed."""

    action: Action
    blockers: list[Blocker] = field(default_factory=list)


def offers(workflow: Workflow, context: Context, actor: Actor | None = None) -> list[Offer]:
    """Buttons of the actions that the person's posts carry, or that the ``actor`` takes, and that the state allows; none
    where everything is refused."""
    if is_refused(workflow, context):
        return []
    found = (offer_of(action, context, actor) for action in workflow.actions.values() if action.is_button)
    return [offer for offer in found if offer is not None]


def offered(workflow: Workflow, context: Context, name: str) -> Offer | None:
    """That of the action of this name; none where it is not offered."""
    action = workflow.actions.get(name)
    return None if action is None or is_refused(workflow, context) else offer_of(action, context)


def is_refused(workflow: Workflow, context: Context) -> bool:
    try:
        if workflow.refuses:
            workflow.refuses(context)
    except PermissionDenied:
        return True
    return False


def offer_of(action: Action, context: Context, actor: Actor | None = None) -> Offer | None:
    is_allowed = action.by_sender if actor == SENDER else action.who.allows(context.subject, context.access)
    if not (is_allowed and action.fits(context)):
        return None
    same_person = Blocker("same_person", action.same_person)
    blockers = [same_person] if action.is_taken_by_other(context) else action.found(context, {})
    return Offer(action, blockers) if action.shows_blocked or not blockers else None
