"""Attachments leave only through here: the file of a text the reader may see, else the same 404 as for no file at all."""

from datetime import date

from django.db.models import Q, QuerySet
from django.http import Http404

from catalog.items.models import Attachment, Item, Version
from disclosure.files.serving import serve
from disclosure.organizations.site import public_page, reading_of


def readable_attachments(user, on: date) -> QuerySet[Attachment]:
    """Attachments of the published versions of visible items and of their progress, and of every version of items on the
    person's desk."""
    visible = Item.objects.visible_to(user, on)
    progress = Version.objects.progress().filter(item__in=visible.values("pk")).order_by()
    desk = Item.objects.on_desk_of(user, on).values("pk")
    is_read = Q(version__in=visible.values("published_version")) | Q(version__in=progress.values("pk"))
    return Attachment.objects.filter(is_read | Q(version__item__in=desk))


@public_page
def attachment(request, item_pk, pk):
    reading = reading_of(request)
    found = readable_attachments(reading.reader, reading.on).filter(pk=pk, version__item__pk=item_pk).first()
    if found is None:
        raise Http404
    return serve(request, found)
