"""A signed-in person's own page: what waits to be read, what is disclosed to them, where they belong."""

from datetime import date

from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from catalog.bulletins.models import Bulletin
from catalog.bulletins.public import rows as bulletins
from catalog.items.models import Item
from catalog.items.public.lists import newest
from disclosure.deadlines import dates
from disclosure.deadlines.calendar.feed import subscribed_on
from disclosure.notices.inbox import unread_count
from disclosure.notices.models import Notice
from disclosure.organizations.access import access_for
from disclosure.organizations.intranet import is_on_intranet
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.models.people import Membership, Post, User
from disclosure.organizations.roles import DESK_PERMISSIONS
from disclosure.organizations.site import kept_by_nobody, reading_of
from disclosure.web.components import Link
from disclosure.web.crumbs import HOME

NOTICES_SHOWN, ITEMS_SHOWN, BULLETINS_SHOWN = 5, 10, 10
PLACE, TREE = ("organization",), ("organization__path", "pk")


@require_safe
@kept_by_nobody
def me(request):
    reading = reading_of(request)
    items = Item.objects.visible_to(reading.reader, reading.on)
    inside = items.filter(published_outside_at__isnull=True) if reading.is_member else items.none()
    to_confirm = Bulletin.objects.visible_to(reading.reader, reading.on).unconfirmed_by(reading.reader)
    told = is_on_intranet(request)
    context = {
        "unread": unread_count(request.user) if told else 0,
        "notices": notice_rows(request.user, reading.on) if told else [],
        "to_confirm": bulletins.newest(to_confirm, reading.on, size=BULLETINS_SHOWN) if reading.is_member else [],
        "items": newest(inside, reading.reader, reading.on, size=ITEMS_SHOWN),
        "works_here": told and access_for(request).has_any(*DESK_PERMISSIONS),
        "subscribed_on": subscribed_on(request.user),
        "organizations": organization_rows(request.user, reading.on),
        "crumbs": [HOME, Link("我的")],
    }
    return TemplateResponse(request, "site/me.html", context)


def notice_rows(person: User, on: date) -> list[tuple[Notice, str]]:
    """With the day each came on."""
    rows = Notice.objects.of(person).unread().order_by("-pk")[:NOTICES_SHOWN]
    return [(row, dates.short(timezone.localdate(row.created_at), on)) for row in rows]


def organization_rows(person: User, on: date) -> list[tuple[Organization, str]]:
    """Organisations the person belongs to or holds a post in, with what they are there. Two queries."""
    words: dict[Organization, list[str]] = {}
    for member in Membership.objects.current(on).filter(person=person).select_related(*PLACE).order_by(*TREE):
        words.setdefault(member.organization, []).append(member.get_kind_display())
    for post in Post.objects.current(on).filter(person=person).select_related(*PLACE).order_by(*TREE):
        words.setdefault(post.organization, []).append(post.get_role_display())
    return [(organization, "、".join(dict.fromkeys(roles))) for organization, roles in words.items()]
