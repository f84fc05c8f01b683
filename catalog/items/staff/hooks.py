"""The panels of an item's workbench and the pages beside it; higher packages add theirs in the same way."""

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
    panels.offer(findings_panel, place=10)
    panels.offer(left_out_panel, place=25)
    panels.offer(channels_panel, place=30)
    panels.offer(display_panel, place=40)
    panels.offer(redisclosure_panel, place=50)
    for make in (register_pages, writing_pages, waiver_pages, channel_pages, display_pages):
        offer_pages(make)
