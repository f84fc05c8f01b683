"""Attachments leave only through here: the file of a text the reader may see, else the same 404 as for no file at all."""

from django.http import Http404
from django_sendfile import sendfile

from catalog.attachments import file_of, readable_attachments
from catalog.views.public import public_page, reading_of

# What a browser shows by itself and cannot run.
INLINE = {"application/pdf", "image/png", "image/jpeg", "image/gif", "image/webp"}


@public_page
def attachment(request, item_pk, pk):
    reading = reading_of(request)
    found = readable_attachments(reading.reader, reading.on).filter(pk=pk, version__item__pk=item_pk).first()
    if found is None:
        raise Http404
    is_inline = found.content_type in INLINE
    response = sendfile(
        request,
        file_of(found),
        attachment=not is_inline,
        attachment_filename=found.name,
        mimetype=found.content_type if is_inline else "application/octet-stream",
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response
