"""The panels of an item's workbench and the pages beside it; higher packages add theirs in the same way."""

from catalog.items.actions.hiding import close_confirmation
from catalog.items.actions.revising import end_revision_with_item
from catalog.items.actions.settling import owe_again, owe_everyone, owe_hidden, settle_carried_out, settle_published
from catalog.items.actions.table import items
from catalog.items.channels.actions import channels
from catalog.items.channels.deliveries import deliveries
from catalog.items.channels.staff.pages import channel_pages
from catalog.items.channels.staff.panel import channels_panel, left_out_panel
from catalog.items.redaction.panel import findings_panel
from catalog.items.redaction.staff_pages import waiver_pages
from catalog.items.staff import panels
from catalog.items.staff.display.pages import display_pages
from catalog.items.staff.display.panel import display_panel, redisclosure_panel
from catalog.items.staff.frame import offer_pages
from catalog.items.staff.register_page import register_pages
from catalog.items.staff.writing_pages import writing_pages


def register() -> None:
    """For ``AppConfig.ready``."""
    items.after("publish_inside", "publish_outside")(settle_published)
    channels.after("confirm", "settle")(settle_carried_out)
    deliveries.after("acknowledge", "record")(settle_carried_out)
    items.after("confirm_withdrawal")(owe_again)
    items.after("confirm_withdrawal")(close_confirmation)
    items.after("hide")(owe_hidden)
    items.after("show_again")(settle_published)
    items.after("narrow")(settle_published)
    items.after("end_narrowing")(owe_everyone)
    items.after("confirm_withdrawal")(end_revision_with_item)
    panels.offer(findings_panel, place=10)
    panels.offer(left_out_panel, place=25)
    panels.offer(channels_panel, place=30)
    panels.offer(display_panel, place=40)
    panels.offer(redisclosure_panel, place=50)
    for make in (register_pages, writing_pages, waiver_pages, channel_pages, display_pages):
        offer_pages(make)
