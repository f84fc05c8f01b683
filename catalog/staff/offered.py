"""What waits for a person beside items, as task cards of "今日". A later app adds its own with ``offer``."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.contrib import admin

from catalog.bulletins.staff.cards import task_cards
from catalog.filings.staff.lists import cards_to_sign
from disclosure.deadlines.models import Deadline
from disclosure.organizations.access import Access
from disclosure.web.components import TaskCard
from disclosure.workflow.staff.admin import ProcedureAdmin

Maker = Callable[[Access], Iterable[Any]]
MAKERS: list[Maker] = []
NOTES: list[Callable[[Iterable[Deadline]], Mapping[int, str]]] = []
STANDINGS: list[Callable[[Access], Any]] = []
MOST = 20


def offer(make: Maker) -> Maker:
    """Have ``make(access)`` asked whenever the first page is drawn; for an app's ``ready``. Twice changes nothing."""
    if make not in MAKERS:
        MAKERS.append(make)
    return make


def offer_notes(make: Callable[[Iterable[Deadline]], Mapping[int, str]]) -> Callable:
    """Have ``make(rows)`` asked what is to be said on the cards of deadlines, by their ids."""
    if make not in NOTES:
        NOTES.append(make)
    return make


def notes_on(rows: Iterable[Deadline]) -> Mapping[int, str]:
    return {pk: words for make in NOTES for pk, words in make(rows).items()}


def offer_standing(make: Callable[[Access], Any]) -> Callable[[Access], Any]:
    """Have ``make(access)`` asked how those stand whom the person watches: {sentence, worst}, or None."""
    if make not in STANDINGS:
        STANDINGS.append(make)
    return make


def standing_of(access: Access) -> Any:
    return next(filter(None, (make(access) for make in STANDINGS)), None)


def offered_cards(access: Access) -> list[Any]:
    """Each maker costs a constant number of queries."""
    own = [*asked_cards(access), *cards_to_sign(access), *task_cards(access)]
    return own + [card for make in MAKERS for card in make(access)]


def asked_cards(access: Access) -> list[TaskCard]:
    """What the person can decide now in the procedures that have cards, oldest first. At most a query a procedure."""
    desks = [
        model_admin
        for model_admin in admin.site._registry.values()
        if isinstance(model_admin, ProcedureAdmin) and model_admin.has_cards
    ]
    return [model_admin.card_of(row) for model_admin in desks for row in waiting_at(model_admin, access)]


def waiting_at(model_admin: ProcedureAdmin, access: Access) -> Iterable[Any]:
    return model_admin.workflow.inbox(access).select_related(*model_admin.workflow.reads).order_by("pk")[:MOST]
