"""What the sender may do on their case's page: the actions of the table that senders take, each with its form.

Whether it may still be done is decided by the action itself, behind the case's lock.
"""

from datetime import date, datetime
from typing import Any

from django import forms
from django.db import transaction

from disclosure.organizations.access import access_of
from disclosure.workflow.kit import SENDER, Action
from disclosure.workflow.offers import offers
from feedback.cases.actions.complaining import complain
from feedback.cases.actions.judging import judge
from feedback.cases.actions.waiting.completing import complete
from feedback.cases.actions.withdrawing import withdraw
from feedback.cases.context import CaseContext
from feedback.cases.files import keep, looked_through
from feedback.cases.models.cases import Case
from feedback.cases.procedure import cases

OWN = {action.name: action for action in (complete, judge, withdraw, complain)}


def take(action: Action, case: Case, *, now: datetime, **values: Any) -> Any:
    """As the sender. Files are looked through first; then text and files are kept together or not at all."""
    with looked_through(values.pop("files", [])) as files, transaction.atomic():
        found = action(case, by=SENDER, now=now, **values)
        if files:
            keep(found, files, by=None, now=now)
        return found


def offered(case: Case, on: date, failed: str = "", form: forms.Form | None = None) -> list[dict]:
    """What a case's page shows; what failed stands there with what was typed, whether it fits or not."""
    fitting = {offer.action.name for offer in offers(cases, CaseContext(case, access_of(None, on)), SENDER)}
    return [
        row_of(action, case, form if name == failed else None)
        for name, action in OWN.items()
        if name == failed or name in fitting
    ]


def row_of(action: Action, case: Case, form: forms.Form | None) -> dict:
    shown: Any = form or form_of(action)
    is_first = action.style == "main"
    return {
        "name": action.name,
        "title": action.label,
        "press": shown.press,
        "note": shown.note(case),
        "form": shown,
        "has_files": shown.is_multipart(),
        "is_open": form is not None or is_first,
        "is_first": is_first,
    }


def form_of(action: Action, *data) -> forms.Form:
    """Each with names of its own for its fields: several forms stand on one page."""
    form: Any = action.form
    return form(*data, auto_id=f"{action.name}-%s")
