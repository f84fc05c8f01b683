"""An item. What the reader may not see and what does not exist are the same answer, from the same queries."""

from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import reverse

from catalog.items.channels.display import delivery_note, elsewhere
from catalog.items.models import Item
from catalog.items.public import organizations
from catalog.items.public.lists import ItemRow, item_rows, newest, scope_note
from catalog.items.public.page import VersionRow, document, progress_rows, readable_since, shown_until, version_rows
from catalog.items.public.poster import posters
from disclosure.deadlines.dates import full, local_day
from disclosure.deadlines.working_calendar import current_calendar
from disclosure.notices.links import absolute_url
from disclosure.organizations.site import Reading, public_page, reading_of
from disclosure.web.components import Article, description
from disclosure.web.errors.pages import number_of

RELATED_SHOWN = 5
JOINED = ("organization", "entry", "department", "deadline", "published_version")


@public_page
def item(request, pk):
    reading = reading_of(request)
    readable = Item.objects.visible_to(reading.reader, reading.on)
    shown = readable.filter(pk=pk).select_related(*JOINED).first()
    if shown is None:
        return no_longer_shown(request, pk)
    version, again = shown.published_version, readable.linked_to(shown).select_related("published_version")
    calendar = current_calendar()
    page = document(shown, version, version.attachments.order_by("pk"), calendar, reading.on)
    context = {
        "item": shown,
        "description": description(f"{shown.organization.name}公开（{shown.index_number}）：", page.words),
        "article": article_of(shown, version.title),
        "crumbs": organizations.crumbs(shown.organization, version.title),
        "document": page,
        "progress": progress_rows(shown, calendar),
        "versions": versions_for(shown, reading),
        "posters": posters(shown),
        "redisclosures": item_rows(again.order_by("pk"), reading.reader, reading.on),
        "scope_note": scope_note(shown),
        "related": related(shown, reading),
        "elsewhere": elsewhere(shown, reading.on),
        "receipt": delivery_note(shown, reading.reader),
    }
    return TemplateResponse(request, "site/item.html", context)


def article_of(shown: Item, title: str) -> Article | None:
    """Nothing of what society does not read."""
    if shown.published_outside_at is None:
        return None
    column = shown.entry.name if shown.entry else "目录外"
    return Article(
        title, column, shown.organization.name, shown.published_outside_at, absolute_url(shown.get_absolute_url())
    )


def versions_for(shown: Item, reading: Reading) -> list[VersionRow]:
    released = (
        shown.versions.texts().filter(released_at__isnull=False).order_by("-number").prefetch_related("attachments")
    )
    versions, inside_at, outside_at = list(released), shown.published_inside_at, shown.published_outside_at
    if len(versions) < 2 or inside_at is None:
        return []
    inside = Item.objects.visible_inside(reading.reader, reading.on)
    if outside_at and not inside.filter(pk=shown.pk).exists():
        inside_at = outside_at
    since = max(inside_at, shown.history_from_at or inside_at)
    return version_rows(readable_since(versions, since), shown.shown_version, since)


def related(shown: Item, reading: Reading) -> list[ItemRow]:
    """The newest others under the same entry."""
    if shown.entry is None:
        return []
    items = Item.objects.visible_to(reading.reader, reading.on).exclude(pk=shown.pk)
    items = items.filter(organization=shown.organization_id, entry__code=shown.entry.code)
    return newest(items, reading.reader, reading.on, size=RELATED_SHOWN)


def no_longer_shown(request, pk: int):
    """410 for what society once could read and whose display is over, with who showed it from when to when and where it was
    disclosed again, never its title or text; 404 for everything else, withdrawn or hidden included."""
    gone = Item.objects.once_public().filter(pk=pk).select_related("organization").first()
    if gone is None:
        raise Http404
    reading = reading_of(request)
    again = Item.objects.visible_to(reading.reader, reading.on).filter(redisclosure_of=gone).order_by("-pk").first()
    context = {
        **number_of(request),
        "organization": gone.organization,
        "from_on": full(local_day(gone.published_outside_at)),
        "until_on": full(shown_until(gone)),
        "again": again and again.get_absolute_url(),
        "sign_in_url": "" if request.user.is_authenticated else f"{reverse('login')}?next={gone.get_absolute_url()}",
    }
    return TemplateResponse(request, "410.html", context, status=410)
