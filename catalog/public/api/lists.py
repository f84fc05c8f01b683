"""Rows of the interface, of what one reader may read."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from catalog.items.models import Item
from catalog.items.public.lists import published_day
from catalog.items.public.page import correction_words, lateness
from catalog.items.visibility import ItemQuerySet
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.site import Reading
from disclosure.web.paging import paged

SIZE = 50
Row = Mapping[str, Any]
SHOWN = (
    "title", "index_number", "scope", "channels", "event_on", "met_on", "display_until", "published_inside_at",
    "published_outside_at",
)  # fmt: skip
JOINED = {
    "organization": ("code",),
    "published_version": ("title", "number"),
    "entry": ("code",),
    "deadline": ("due_on", "closed_on", "closed_as", "is_provisional"),
}
# As its page says by a badge.
ON_TIME = {"done": True, "late": False}


def item_page(request: HttpRequest, reading: Reading, organization: str) -> Row:
    """``organization``: with those below it; empty for all. One query for the page, one for the organisation's place."""
    found = Item.objects.visible_to(reading.reader, reading.on)
    if organization:
        found = found.filter(organization__path__startswith=path_of(organization))
    order = list(found.newest_for(reading.reader).query.order_by)
    page = paged(with_columns(found), order=order, size=SIZE, after=request.GET.get("after", ""))
    rows = [item_row(request, item, reading) for item in page.rows]
    return {"items": rows, "after": page.older, "on": reading.on}


def with_columns(items: ItemQuerySet) -> ItemQuerySet:
    """All but the text."""
    columns = [f"{relation}__{name}" for relation, names in JOINED.items() for name in names]
    return items.with_last_progress().select_related(*JOINED).only(*SHOWN, *columns)


def path_of(code: str) -> str:
    """Tree path of the organisation; one that no path begins with when there is none."""
    return Organization.objects.filter(code=code).values_list("path", flat=True).first() or "-"


def facts_of(item: Item, on: date) -> Row:
    """Those that the table of open data has too."""
    version, deadline = item.shown_version, item.deadline
    return {
        "id": item.pk,
        "index_number": item.index_number,
        "title": version.title,
        "version": version.number,
        "organization": item.organization.code,
        "entry": item.entry.code if item.entry else None,
        "event_on": item.event_on,
        "due_on": deadline.due_on if deadline else None,
        "done_on": item.met_on,
        "on_time": ON_TIME.get(lateness(deadline, on)[0]),
        "display_until": item.display_until if item.published_outside_at else None,
    }


def item_row(request: HttpRequest, item: Any, reading: Reading) -> Row:
    """Of an ``Item`` that knows ``last_progress_on``."""
    return {
        **facts_of(item, reading.on),
        "url": request.build_absolute_uri(item.get_absolute_url()),
        "scope": item.scope,
        "forms": item.channels,
        "is_provisional": bool(item.deadline and item.deadline.is_provisional),
        "published_on": published_day(item, reading.reader),
        "progress_on": item.last_progress_on,
    }


def item_full(request: HttpRequest, item: Any, reading: Reading) -> Row:
    version = item.shown_version
    files = [
        {
            "name": file.name,
            "size": file.size,
            "sha256": file.sha256,
            "url": request.build_absolute_uri(reverse("catalog:attachment", args=[item.pk, file.pk])),
        }
        for file in version.attachments.order_by("pk")
    ]
    row = item_row(request, item, reading)
    return {**row, "body": version.body, "correction": correction_words(version), "files": files}


def organization_page(request: HttpRequest, reading: Reading) -> Row:
    page = paged(Organization.objects.active(), order=["path"], size=SIZE, after=request.GET.get("after", ""))
    rows = [
        {
            "code": row.code,
            "name": row.name,
            "kind": row.kind,
            "depth": row.depth,
            "url": request.build_absolute_uri(row.get_absolute_url()),
            "supervision_phone": row.supervision_phone,
        }
        for row in page.rows
    ]
    return {"organizations": rows, "after": page.older, "on": reading.on}
