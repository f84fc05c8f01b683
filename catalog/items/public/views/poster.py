"""The poster of an item as a PDF, for the same readers as its page."""

from django.template.response import TemplateResponse

from catalog.items.models import Item
from catalog.items.public.poster import SIZES, poster_html
from catalog.items.public.views.item import JOINED, no_longer_shown
from disclosure.deadlines.working_calendar import current_calendar
from disclosure.files.bounded.made import set_once
from disclosure.files.pdf import PrintingUnavailable
from disclosure.files.serving import download
from disclosure.organizations.site import asked, public_page, reading_of


@public_page
def poster(request, pk):
    reading = reading_of(request)
    shown = Item.objects.visible_to(reading.reader, reading.on).filter(pk=pk).select_related(*JOINED).first()
    if shown is None:
        return no_longer_shown(request, pk)
    size = asked(request, "size").lower()
    size = size if size in SIZES else SIZES[0]
    html = poster_html(
        shown,
        shown.published_version.attachments.order_by("pk"),
        current_calendar(),
        reading.on,
        size=size,
        address=request.build_absolute_uri(shown.get_absolute_url()),
    )
    try:
        content = set_once(html)
    except PrintingUnavailable as error:
        return TemplateResponse(request, "print/unavailable.html", {"message": str(error)}, status=503)
    name = f"{shown.index_number}-{size}.pdf"
    return download(content, name, is_inline=True)
