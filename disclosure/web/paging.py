"""Lists page by key, not by offset, and never count a table to draw themselves."""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Q, QuerySet

PAGE_SIZE = 20
# Of a table that stands beside others on its page and has no pages of its own.
MOST_ROWS = 50


@dataclass(frozen=True)
class Page:
    """Rows of one page; ``older`` and ``newer`` are cursors for the ``after``/``before`` parameters, or empty."""

    rows: list[Any]
    older: str
    newer: str


def value_of(row, field: str):
    for part in field.split("__"):
        row = row[part] if isinstance(row, dict) else getattr(row, part)
    return row


def encode(row, fields: list[str]) -> str:
    values = [value_of(row, field.lstrip("-")) for field in fields]
    text = json.dumps(values, cls=ExactEncoder)
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


class ExactEncoder(DjangoJSONEncoder):
    """Keeps microseconds, which Django's own encoder cuts: a cut stamp would repeat or skip rows."""

    def default(self, value):
        if isinstance(value, datetime | date | Decimal):
            return value.isoformat() if not isinstance(value, Decimal) else str(value)
        return super().default(value)


def decode(cursor: str, fields: list[str]) -> list[Any] | None:
    """Values of a cursor, or None when it is missing or broken (the reader then gets the first page)."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        values = json.loads(base64.urlsafe_b64decode(padded.encode()))
    except (ValueError, RecursionError, binascii.Error, UnicodeError):
        return None
    if not isinstance(values, list) or len(values) != len(fields):
        return None
    return values if all(is_plain(value) for value in values) else None


def is_plain(value) -> bool:
    """A number or a text that every database takes: a cursor comes back from the reader."""
    if isinstance(value, str):
        return "\x00" not in value and value.isprintable()
    return isinstance(value, int | float)


def beyond(fields: list[str], values: list[Any], *, reverse: bool) -> Q:
    """Rows that come after the cursor in the list's order (before it when reversed)."""
    condition, equal = Q(pk__in=[]), Q()
    for field, value in zip(fields, values, strict=True):
        name, descending = field.lstrip("-"), field.startswith("-")
        comparison = "lt" if descending != reverse else "gt"
        condition |= equal & Q(**{f"{name}__{comparison}": value})
        equal &= Q(**{name: value})
    return condition


def flipped(fields: list[str]) -> list[str]:
    return [field[1:] if field.startswith("-") else f"-{field}" for field in fields]


def bounded(queryset: QuerySet, fields: list[str], values, *, reverse: bool):
    try:
        return queryset.filter(beyond(fields, values, reverse=reverse))
    except (ValueError, TypeError, OverflowError, ValidationError):  # a cursor somebody typed: the first page instead
        return queryset


def fetched(ordered: QuerySet, fields: list[str], values, size: int, *, reverse: bool) -> list:
    rows = ordered if values is None else bounded(ordered, fields, values, reverse=reverse)
    try:
        return list(rows[: size + 1])
    except OverflowError:  # a date at the edge of the calendar, in a cursor somebody typed
        return list(ordered[: size + 1])


def paged(queryset: QuerySet, *, order: list[str], after: str = "", before: str = "", size: int = PAGE_SIZE) -> Page:
    """One page in the given order, which must end in a unique field; one query, one row more than shown."""
    reverse = bool(before) and not after
    values = decode(before if reverse else after, order)
    ordered = queryset.order_by(*(flipped(order) if reverse else order))
    found = fetched(ordered, order, values, size, reverse=reverse)
    more, rows = len(found) > size, found[:size]
    if reverse:
        rows.reverse()
    has_newer = more if reverse else values is not None
    has_older = True if reverse and values is not None else more
    return Page(
        rows=rows,
        older=encode(rows[-1], order) if rows and has_older else "",
        newer=encode(rows[0], order) if rows and has_newer else "",
    )
