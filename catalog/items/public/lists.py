"""Lists of items: one query a page, newest first as this reader learnt of them, paged by key."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch
from django.http import HttpRequest

from catalog.items.models import Item, Version
from catalog.items.search.index import mark_hits, snippet
from catalog.items.visibility import ItemQuerySet
from catalog.schemes.choices import Scope
from disclosure.deadlines import dates
from disclosure.files.rich_text import to_text
from disclosure.web.page_links import Listed, links
from disclosure.web.paging import PAGE_SIZE, Page, paged

SHOWN = ("id", "title", "scope", "published_inside_at", "published_outside_at")
JOINED = {"organization": ("name", "short_name", "code"), "published_version": ("title", "number")}


@dataclass(frozen=True)
class ItemRow:
    """``published_on``: since when this reader could read it; ``pieces`` and ``text``: each piece with whether it is a hit."""

    item: Item
    published_on: date
    on: str
    pieces: list[tuple[str, bool]]
    text: list[tuple[str, bool]]

    @property
    def is_corrected(self) -> bool:
        return self.item.shown_version.number > 1

    @property
    def scope(self) -> str:
        return scope_note(self.item)


def with_row_columns(items: ItemQuerySet, *, with_text: bool = False) -> ItemQuerySet:
    """Only the columns that a row shows; the text stays where it is unless hits in it are to be shown."""
    columns = [f"{relation}__{name}" for relation, names in JOINED.items() for name in names]
    columns += ["published_version__body"] * with_text
    rows = items.select_related(*JOINED).only(*SHOWN, *columns)
    return rows.prefetch_related(Prefetch("versions", Version.objects.progress())) if with_text else rows


def item_page(request: HttpRequest, items: ItemQuerySet, reader, on: date, *, q: str = "") -> Listed:
    """A page of what the request asks for, in words."""
    page = cut(request, items, reader, with_text=bool(q))
    return Listed(item_rows(page.rows, reader, on, q=q), *links(request.GET, page))


def cut(request: HttpRequest, items: ItemQuerySet, reader, *, size: int = PAGE_SIZE, with_text: bool = False) -> Page:
    order = list(items.newest_for(reader).query.order_by)
    cursors = {"after": request.GET.get("after", ""), "before": request.GET.get("before", "")}
    return paged(with_row_columns(items, with_text=with_text), order=order, size=size, **cursors)


def newest(items: ItemQuerySet, reader, on: date, *, size: int) -> list[ItemRow]:
    """The first rows of a list, without a way further."""
    return item_rows(with_row_columns(items).newest_for(reader)[:size], reader, on)


def item_rows(items, reader, on: date, *, q: str = "") -> list[ItemRow]:
    return [item_row(item, reader, on, q) for item in items]


def item_row(item: Item, reader, on: date, q: str = "") -> ItemRow:
    published_on, version = published_day(item, reader), item.shown_version
    pieces = mark_hits(version.title, q) if q else [(version.title, False)]
    text = snippet(text_of(item), q) if q else []
    return ItemRow(item, published_on, dates.short(published_on, on), pieces, text)


def text_of(item: Item) -> str:
    """What a search looks through: the text, and how the matter went on."""
    bodies = [item.shown_version.body, *(row.body for row in item.versions.all())]
    return " ".join(map(to_text, bodies)).replace("\n", " ")


def published_day(item: Item, reader) -> date:
    """The day on which this reader could first read it: society from outside, everyone else from inside."""
    published_at = item.published_inside_at if reader.is_authenticated else item.published_outside_at
    assert published_at is not None
    return dates.local_day(published_at)


def scope_note(item: Item) -> str:
    """Said only of what a passer-by does not see."""
    if item.published_outside_at:
        return ""
    return "先在党内" if item.scope == Scope.SOCIETY else item.get_scope_display()
