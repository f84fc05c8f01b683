"""An item. What the reader may not see and what does not exist are the same answer, from the same queries."""

from django.http import Http404
from django.template.response import TemplateResponse

from catalog.models import Item
from catalog.pages import organizations
from catalog.pages.item import document, version_rows
from catalog.pages.lists import newest, scope_note
from catalog.views.public import public_page, reading_of
from catalog.vocabulary import Scope
from disclosure.deadlines.working_calendar import current_calendar

RELATED_SHOWN = 5


@public_page
def item(request, pk):
    reading = reading_of(request)
    joined = ("organization", "entry", "department", "deadline", "published_version")
    shown = Item.objects.visible_to(reading.reader, reading.on).filter(pk=pk).select_related(*joined).first()
    if shown is None:
        return no_longer_shown(request, pk)
    version = shown.published_version
    released = shown.versions.filter(released_at__isnull=False).order_by("-number").defer("body")
    context = {
        "item": shown,
        "crumbs": organizations.crumbs(shown.organization, version.title),
        "document": document(shown, version, version.attachments.order_by("pk"), current_calendar(), reading.on),
        "versions": version_rows(list(released), version),
        "scope_note": scope_note(shown),
        "related": related(shown, reading),
    }
    return TemplateResponse(request, "site/item.html", context)


def related(shown: Item, reading) -> list[dict]:
    """The newest others under the same entry."""
    if shown.entry is None:
        return []
    items = Item.objects.visible_to(reading.reader, reading.on).exclude(pk=shown.pk)
    items = items.filter(organization=shown.organization_id, entry__code=shown.entry.code)
    return newest(items, reading.reader, reading.on, size=RELATED_SHOWN)


def no_longer_shown(request, pk: int):
    """410 for what society once could read and whose display is over; 404 for everything else, withdrawn included."""
    was_public = Item.objects.filter(
        pk=pk, scope=Scope.SOCIETY, published_outside_at__isnull=False, withdrawn_at__isnull=True
    )
    if not was_public.exists():
        raise Http404
    return TemplateResponse(request, "410.html", status=410)
