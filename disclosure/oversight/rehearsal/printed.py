"""What is printed of the portal as it stands: the ledger, the states of what was made, its addresses, the notices."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.urls import NoReverseMatch

from catalog.directory.models import Entry
from disclosure.deadlines.dates import local_day
from disclosure.deadlines.models import DONE, Deadline
from disclosure.notices.models import Notice
from disclosure.workflow.table import WORKFLOWS

Row = Mapping[str, Any]
# How a subject of the ledger leads to its entry.
WAYS = ("entry", "item", "case", "withholding")


def ledger(since: datetime, on: date) -> list[Row]:
    """Every row that was opened since, by the day it is due; those of the base are left out."""
    rows = Deadline.objects.filter(opened_on__gte=local_day(since)).select_related("organization")
    codes = entry_codes()
    return [ledger_row(row, codes.get(row.pk), on) for row in rows.order_by("due_on", "pk")]


def ledger_row(row: Deadline, entry: str | None, on: date) -> Row:
    return {
        "organization": row.organization.code,
        "kind": row.kind,
        "entry": entry,
        "title": row.title,
        "start_on": text(row.start_on),
        "due_on": text(row.due_on),
        "provisional": row.is_provisional,
        "closed_on": text(row.closed_on),
        "closed_as": row.closed_as or None,
        "on_time": is_on_time(row, on),
    }


def is_on_time(row: Deadline, on: date) -> bool | None:
    """None while it is open and not over, and for what was excused or ended."""
    if row.closed_on is None:
        return False if row.is_overdue(on) else None
    return not row.was_late() if row.closed_as == DONE else None


def text(on: date | None) -> str | None:
    return on.isoformat() if on else None


def entry_codes() -> dict[int, str]:
    """Row of the ledger → the code of the entry that it is about. One query for each kind of subject."""
    found: dict[int, str] = {}
    for relation in Deadline._meta.related_objects:
        if relation.one_to_one:
            column, model = relation.field.attname, relation.field.model
            rows = model._default_manager.filter(**{f"{column}__isnull": False})
            for subject in rows.select_related(*joined(model)):
                if code := entry_code(subject):
                    found.setdefault(getattr(subject, column), code)
    return found


def joined(model: type[models.Model]) -> list[str]:
    names = {field.name for field in model._meta.fields}
    ways = [way for way in WAYS if way in names]
    return [*ways, *(f"{way}__entry" for way in ways if way in ("item", "case"))]


def entry_code(subject: Any) -> str:
    """Its own, or that of what it belongs to."""
    if code := getattr(subject, "entry_code", ""):
        return code
    for way in WAYS:
        row = getattr(subject, way, None)
        if isinstance(row, Entry):
            return row.code
        if isinstance(row, models.Model):
            return entry_code(row)
    return ""


def states(rows: Mapping[str, models.Model], on: date) -> Mapping[str, str]:
    """Name in the script → state, of what has one."""
    return {name: state for name, row in rows.items() if (state := state_of(row, on))}


def state_of(row: models.Model, on: date) -> str:
    """Empty for what has none, or is gone."""
    try:
        row.refresh_from_db()
    except ObjectDoesNotExist:
        return ""
    if state := getattr(row, "state", ""):
        return state
    state_on = getattr(row, "state_on", None)
    return state_on(on) if state_on else ""


def urls(rows: Mapping[str, models.Model]) -> Mapping[str, str]:
    return {name: url for name, row in rows.items() if (url := url_of(row))}


def url_of(row: Any) -> str:
    for workflow in WORKFLOWS:
        if isinstance(row, workflow.model):
            try:
                return row.get_absolute_url() if hasattr(row, "get_absolute_url") else workflow.url_of(row)
            except (NoReverseMatch, AttributeError):
                return ""
    return ""


def notices(since: datetime) -> list[Row]:
    """In the order in which they were sent; those of the base are left out."""
    rows = Notice.objects.filter(created_at__gte=since).select_related("recipient").order_by("created_at", "pk")
    return [{"on": text(local_day(row.created_at)), "to": row.recipient.username, "title": row.title} for row in rows]
