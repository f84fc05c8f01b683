"""The full-screen page of an organisation, and what it asks for every minute."""

from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from catalog.items.public.screen import screen_document
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.site import public_page


@public_page
def screen(request, code):
    shown = get_object_or_404(Organization, code=code)
    document = screen_document(shown, timezone.now(), request.build_absolute_uri)
    context = {
        "organization": shown,
        "items": document["items"],
        "items_url": reverse("catalog:screen-items", args=[shown.code]),
    }
    return TemplateResponse(request, "screen/screen.html", context)


@public_page
def screen_json(request, code):
    shown = get_object_or_404(Organization, code=code)
    document = screen_document(shown, timezone.now(), request.build_absolute_uri)
    return JsonResponse(document, json_dumps_params={"ensure_ascii": False})
