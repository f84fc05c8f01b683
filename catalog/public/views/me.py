"""A signed-in person's own page: what waits to be read, what is disclosed to them, where they belong."""

from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from catalog.bulletins.models import Bulletin
from catalog.bulletins.public import rows as bulletins
from catalog.items.models import Item
from catalog.items.public.lists import newest
from catalog.items.public.organizations import link
from disclosure.deadlines import dates
from disclosure.deadlines.calendar.feed import subscribed_on
from disclosure.notices.inbox import unread_count
from disclosure.notices.models import Notice
from disclosure.organizations.access import access_for
from disclosure.organizations.intranet import is_on_intranet
from disclosure.organizations.models.people import Membership, Post
from disclosure.organizations.roles import DESK_PERMISSIONS
from disclosure.organizations.site import kept_by_nobody, reading_of

NOTICES_SHOWN, ITEMS_SHOWN, BULLETINS_SHOWN = 5, 10, 10


@require_safe
@kept_by_nobody
def me(request):
    reading = reading_of(request)
    items = Item.objects.visible_to(reading.reader, reading.on)
    inside = items.filter(published_outside_at__isnull=True) if reading.is_member else items.none()
    told = is_on_intranet(request)
    context = {
        "unread": unread_count(request.user) if told else 0,
        "notices": notice_rows(request.user, reading.on) if told else [],
        "to_confirm": to_confirm(reading) if reading.is_member else [],
        "items": newest(inside, reading.reader, reading.on, size=ITEMS_SHOWN),
        "works_here": told and access_for(request).has_any(*DESK_PERMISSIONS),
        "subscribed_on": subscribed_on(request.user),
        "organizations": organization_rows(request.user, reading.on),
        "crumbs": [{"label": "首页", "url": "/"}, {"label": "我的"}],
    }
    return TemplateResponse(request, "site/me.html", context)


def to_confirm(reading) -> list[dict]:
    """Notices that ask to be confirmed as read and that the person has not confirmed."""
    rows = Bulletin.objects.visible_to(reading.reader, reading.on).unconfirmed_by(reading.reader)
    return bulletins.newest(rows, reading.on, size=BULLETINS_SHOWN)


def notice_rows(person, on) -> list[dict]:
    rows = Notice.objects.of(person).unread().order_by("-pk")[:NOTICES_SHOWN]
    return [
        {"title": row.title, "on": dates.short(timezone.localdate(row.created_at), on), "pk": row.pk, "url": row.url}
        for row in rows
    ]


def organization_rows(person, on) -> list[dict]:
    """Organisations the person belongs to or holds a post in, with what they are there. Two queries."""
    roles: dict = {}
    for rows, word in (
        (Membership.objects.current(on).filter(person=person), Membership.get_kind_display),
        (Post.objects.current(on).filter(person=person), Post.get_role_display),
    ):
        for row in rows.select_related("organization").order_by("organization__path", "pk"):
            roles.setdefault(row.organization, []).append(word(row))
    return [{**link(organization), "roles": "、".join(dict.fromkeys(words))} for organization, words in roles.items()]
