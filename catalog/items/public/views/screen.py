"""The full-screen page of an organisation for the 电子屏, and what it asks for every minute (PL-14)."""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from catalog.items.models import Item
from catalog.items.public.lists import published_day
from disclosure.deadlines import dates
from disclosure.files.qr_codes import qr_code
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.site import public_page

MOST = 30


def screen_items(organization: Organization, on: date) -> list[Item]:
    """On display to society that day, newest first: the same whoever is signed in at the screen."""
    nobody = AnonymousUser()
    items = Item.objects.visible_to(nobody, on).filter(organization=organization).newest_for(nobody)
    return list(items.select_related("published_version")[:MOST])


@public_page
def screen(request, code):
    shown = get_object_or_404(Organization, code=code)
    context = {
        "organization": shown,
        "items": screen_items(shown, timezone.localdate()),
        "items_url": reverse("catalog:screen-items", args=[shown.code]),
    }
    return TemplateResponse(request, "screen/screen.html", context)


@public_page
def screen_json(request, code):
    shown = get_object_or_404(Organization, code=code)
    now = timezone.now()
    rows = [
        {
            "id": item.pk,
            "version": item.shown_version.number,
            "title": item.shown_version.title,
            "body": item.shown_version.body,
            "published": dates.plain(published_day(item, AnonymousUser())),
            # Lets a screen without a network take the item down by its own clock.
            "display_until": item.display_until and item.display_until.isoformat(),
            "until": dates.plain(item.display_until) if item.display_until else "",
            "correction": bool(item.shown_version.correction_note),
            "code": qr_code(request.build_absolute_uri(item.get_absolute_url())),
        }
        for item in screen_items(shown, dates.local_day(now))
    ]
    named = {"organization": shown.name, "phone": shown.supervision_phone, "now": now.isoformat()}
    return JsonResponse({**named, "items": rows}, json_dumps_params={"ensure_ascii": False})
