"""What follows an action on an item, a channel or the telling of a person: the row of the ledger goes with it."""

from catalog.items.actions.hiding import close_confirmation
from catalog.items.actions.revising import end_revision_with_item, meet_revision
from catalog.items.actions.settling import owe_again, owe_everyone, owe_hidden, settle_carried_out, settle_published
from catalog.items.actions.table import items
from catalog.items.channels.actions import channels
from catalog.items.channels.deliveries import deliveries


def register() -> None:
    """For ``AppConfig.ready``."""
    items.after("publish_inside", "publish_outside")(settle_published)
    channels.after("confirm", "settle")(settle_carried_out)
    deliveries.after("acknowledge", "record")(settle_carried_out)
    items.after("confirm_withdrawal")(owe_again)
    items.after("confirm_withdrawal")(close_confirmation)
    items.after("hide")(owe_hidden)
    items.after("show_again")(settle_published)
    items.after("show_again")(meet_revision)
    items.after("narrow")(settle_published)
    items.after("end_narrowing")(owe_everyone)
    items.after("confirm_withdrawal")(end_revision_with_item)
