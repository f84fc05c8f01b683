"""Attachments leave only through here: the file of a text the reader may see, else the same 404 as for no file at all."""

from django.http import Http404

from catalog.items.attachments import readable_attachments
from disclosure.files.serving import serve
from disclosure.organizations.site import public_page, reading_of


@public_page
def attachment(request, item_pk, pk):
    reading = reading_of(request)
    found = readable_attachments(reading.reader, reading.on).filter(pk=pk, version__item__pk=item_pk).first()
    if found is None:
        raise Http404
    return serve(request, found)
