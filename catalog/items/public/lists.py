"""Lists of items: one query a page, newest first as this reader learnt of them, paged by key."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from catalog.items.models import Item
from catalog.items.search.index import mark_hits, snippet
from catalog.schemes.choices import Scope
from disclosure.deadlines import dates
from disclosure.files.rich_text import to_text
from disclosure.web.page_links import links
from disclosure.web.paging import PAGE_SIZE, Page, paged

SHOWN = ("id", "title", "scope", "published_inside_at", "published_outside_at")
JOINED = {
    "organization": ("name", "short_name", "code"),
    "published_version": ("title", "number"),
}


@dataclass(frozen=True)
class ItemPage:
    rows: list[dict]
    older_url: str
    newer_url: str


def with_row_facts(items: QuerySet[Item], *, with_text: bool = False) -> QuerySet[Item]:
    """Only the columns that a row shows; the text stays where it is unless hits in it are to be shown."""
    columns = [f"{relation}__{name}" for relation, names in JOINED.items() for name in names]
    columns += ["published_version__body"] * with_text
    return items.select_related(*JOINED).only(*SHOWN, *columns)


def item_page(
    request: HttpRequest, items: QuerySet[Item], reader, on: date, *, q: str = "", size=PAGE_SIZE
) -> ItemPage:
    """A page of what the request asks for, in words."""
    page = cut(request, items, reader, size=size, with_text=bool(q))
    return ItemPage(item_rows(page.rows, reader, on, q=q), *links(request.GET, page))


def cut(request: HttpRequest, items: QuerySet[Item], reader, *, size: int = PAGE_SIZE, with_text: bool = False) -> Page:
    order = list(items.newest_for(reader).query.order_by)
    cursors = {"after": request.GET.get("after", ""), "before": request.GET.get("before", "")}
    return paged(with_row_facts(items, with_text=with_text), order=order, size=size, **cursors)


def newest(items: QuerySet[Item], reader, on: date, *, size: int) -> list[dict]:
    """The first rows of a list, without a way further."""
    return item_rows(with_row_facts(items).newest_for(reader)[:size], reader, on)


def item_rows(items, reader, on: date, *, q: str = "") -> list[dict]:
    return [item_row(item, reader, on, q) for item in items]


def item_row(item: Item, reader, on: date, q: str = "") -> dict:
    published_on = published_day(item, reader)
    title = item.published_version.title
    return {
        "url": reverse("catalog:item", args=[item.pk]),
        "title": title,
        "pieces": mark_hits(title, q) if q else [(title, False)],
        "text": snippet(to_text(item.published_version.body).replace("\n", " "), q) if q else [],
        "organization": str(item.organization),
        "organization_url": reverse("catalog:organization", args=[item.organization.code]),
        "on": dates.short(published_on, on),
        "iso": published_on.isoformat(),
        "scope": scope_note(item),
        "is_corrected": item.published_version.number > 1,
    }


def published_day(item: Item, reader) -> date:
    """The day on which this reader could first read it: society from outside, everyone else from inside."""
    return dates.local_day(item.published_inside_at if reader.is_authenticated else item.published_outside_at)


def scope_note(item: Item) -> str:
    """Said only of what a passer-by does not see."""
    if item.published_outside_at:
        return ""
    return "先在党内" if item.scope == Scope.SOCIETY else item.get_scope_display()
