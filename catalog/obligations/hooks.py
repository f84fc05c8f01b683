"""What obligations add to the packages below them."""

from catalog.filings.actions import filings
from catalog.items.actions.settling import when_met
from catalog.items.actions.table import items
from catalog.items.staff import register_form
from catalog.obligations import of_items
from catalog.obligations.confirmations import of_items as confirmed
from catalog.obligations.projects.page import waiting_milestones
from catalog.obligations.reports.year_report import meet_report, owe_dropped


def register() -> None:
    """For ``AppConfig.ready``."""
    items.after("register_item")(of_items.owe_registered)
    items.after("change_plan")(of_items.owe_changed)
    items.after("submit")(of_items.count_reported)
    items.after("register_item")(confirmed.answer_by_item)
    items.after("change_plan")(confirmed.answer_by_changed_item)
    when_met(of_items.fulfil_duties)
    items.after("publish_correction")(of_items.fulfil_adjustment)
    items.after("confirm_withdrawal")(of_items.owe_again)
    items.after("hide")(of_items.owe_hidden)
    items.after("show_again")(of_items.fulfil_shown)
    register_form.offer(waiting_milestones)
    filings.after("send")(meet_report)
    filings.after("drop")(owe_dropped)
