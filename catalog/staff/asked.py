"""What waits for the person's word in a procedure whose staff pages have cards (``has_cards``), oldest first."""

from django.contrib import admin

from disclosure.organizations.access import Access
from disclosure.web.components import TaskCard
from disclosure.workflow.staff.admin import ProcedureAdmin

MOST = 20


def asked_cards(access: Access) -> list[TaskCard]:
    """A query a procedure; none for who has no word in it."""
    desks = [desk for desk in admin.site._registry.values() if isinstance(desk, ProcedureAdmin) and desk.has_cards]
    return [card for desk in desks for card in cards_of(desk, access)]


def cards_of(desk: ProcedureAdmin, access: Access) -> list[TaskCard]:
    waiting = desk.workflow.inbox(access).select_related(*desk.workflow.reads).order_by("pk")[:MOST]
    return [desk.card_of(row) for row in waiting]
