"""Attachments leave only through here: the file of a text the reader may see, else the same 404 as for no file at all."""

from datetime import date

from django.db.models import Q, QuerySet
from django.http import Http404

from catalog.items.models import Attachment, Item
from disclosure.files.serving import serve
from disclosure.organizations.site import public_page, reading_of


def readable_attachments(user, on: date) -> QuerySet[Attachment]:
    """Attachments of the published versions of visible items, and of every version of items on the person's desk."""
    published = Item.objects.visible_to(user, on).values("published_version")
    desk = Item.objects.on_desk_of(user, on).values("pk")
    return Attachment.objects.filter(Q(version__in=published) | Q(version__item__in=desk))


@public_page
def attachment(request, item_pk, pk):
    reading = reading_of(request)
    found = readable_attachments(reading.reader, reading.on).filter(pk=pk, version__item__pk=item_pk).first()
    if found is None:
        raise Http404
    return serve(request, found)
