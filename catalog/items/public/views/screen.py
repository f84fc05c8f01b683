"""The full-screen page of an organisation, and what it asks for every minute."""

from dataclasses import asdict

from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from catalog.items.public.screen import screen_item, screen_items
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.site import public_page


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
    items = screen_items(shown, timezone.localdate(now))
    document = {
        "organization": shown.name,
        "phone": shown.supervision_phone,
        "now": now.isoformat(),
        "items": [asdict(screen_item(item, request.build_absolute_uri(item.get_absolute_url()))) for item in items],
    }
    return JsonResponse(document, json_dumps_params={"ensure_ascii": False})
