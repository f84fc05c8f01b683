"""A signed-in person's own page: what waits to be read, what is disclosed to them, where they belong."""

from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from catalog.bulletins.public.rows import newest_unconfirmed
from catalog.items.models import Item
from catalog.items.public.lists import newest
from disclosure.deadlines import dates
from disclosure.deadlines.calendar.feed import subscribed_on
from disclosure.notices.inbox import newest_unread, unread_count
from disclosure.organizations.access import access_for
from disclosure.organizations.belonging import places_of
from disclosure.organizations.site import kept_by_nobody, open_outside, reading_of
from disclosure.web.components import HOME, Link

NOTICES_SHOWN, ITEMS_SHOWN, BULLETINS_SHOWN = 5, 10, 10


@open_outside
@require_safe
@kept_by_nobody
def me(request):
    reading = reading_of(request)
    items = Item.objects.visible_to(reading.reader, reading.on)
    inside = items.filter(published_outside_at__isnull=True) if reading.is_member else items.none()
    notices = newest_unread(request.user, NOTICES_SHOWN) if reading.is_member else []
    context = {
        "unread": unread_count(request.user) if reading.is_member else 0,
        "notices": [(row, dates.short(dates.local_day(row.created_at), reading.on)) for row in notices],
        "to_confirm": newest_unconfirmed(reading.reader, reading.on, size=BULLETINS_SHOWN) if reading.is_member else [],
        "items": newest(inside, reading.reader, reading.on, size=ITEMS_SHOWN),
        "works_here": reading.is_member and access_for(request).works_at_desk,
        "subscribed_on": subscribed_on(request.user),
        "organizations": places_of(request.user, reading.on),
        "crumbs": [HOME, Link("我的")],
    }
    return TemplateResponse(request, "site/me.html", context)
