"""What the sender may do on their case's page: the actions of the table that senders take, each with its form.

Whether it may still be done is decided by the action itself, behind the case's lock.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.conf import settings
from django.db import transaction

from disclosure.files.inspection import Allowance
from disclosure.organizations.access import access_of
from disclosure.workflow.kit import SENDER, Action
from disclosure.workflow.offers import offers
from feedback.cases.actions.complaining import complain
from feedback.cases.actions.judging import judge
from feedback.cases.actions.waiting.completing import complete
from feedback.cases.actions.withdrawing import withdraw
from feedback.cases.files import keep, looked_through
from feedback.cases.models.cases import Case
from feedback.cases.procedure import cases

# For all the files of one press.
SECONDS = 8
OWN = {action.name: action for action in (complete, judge, withdraw, complain)}


def take(action: Action, case: Case, *, now: datetime, **values: Any) -> Any:
    """As the sender. Files are scanned first; then text and files are kept together or not at all. What takes long, or comes
    while others are looked at, is refused in words: it holds up a page that everyone uses."""
    allowance = Allowance(SECONDS, patience=settings.TURN_SECONDS / 4)
    with looked_through(values.pop("files", []), allowance) as files, transaction.atomic():
        found = action(case, by=SENDER, now=now, **values)
        if files:
            keep(found, files, by=None, now=now)
        return found


@dataclass(frozen=True)
class Offered:
    """An action as the page shows it; ``is_open``: not folded away; ``is_first``: what the page asks for now."""

    action: Action
    note: str
    form: Any
    is_open: bool
    is_first: bool


def offered(case: Case, on: date, failed: str = "", form: forms.Form | None = None) -> list[Offered]:
    """The actions that fit, and the one that failed, with what was typed, whether it fits or not."""
    fitting = {offer.action.name for offer in offers(cases, cases.context(case, access_of(None, on)), SENDER)}
    found = []
    for name, action in OWN.items():
        if name in fitting or name == failed:
            shown: Any = form if name == failed else form_of(action)
            is_first = action.style == "main"
            found.append(Offered(action, shown.note(case), shown, is_first or name == failed, is_first))
    return found


def gives_receipt(found: Iterable[Offered]) -> bool:
    """Whether another case may come of it."""
    return any(each.action is complain for each in found)


def form_of(action: Action, *data) -> forms.Form:
    """With ids of its own for its fields: there are several forms on one page."""
    form: Any = action.form
    return form(*data, auto_id=f"{action.name}-%s")
