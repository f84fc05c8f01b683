"""An organisation: its card, those below it, its directory with how far each entry is, and as a file to take away."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from catalog.bulletins.public.rows import newest_of
from catalog.directory import exporting
from catalog.directory.contents import catalogue_for
from catalog.items.models import Item
from catalog.items.public import organizations
from catalog.items.public.lists import newest
from catalog.public.directory import directory_of
from catalog.public.panels import Visit, panels_of
from catalog.schemes.rules import find_scheme
from disclosure.organizations.access import access_for
from disclosure.organizations.card import card_of
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.site import public_page, reading_of
from disclosure.web.components import description
from disclosure.web.page_links import listed

NEWEST_SHOWN = 5
BULLETINS_SHOWN = 5
BELOW_SHOWN = 30
FILE_LABELS = {"docx": "Word", "xlsx": "Excel", "csv": "CSV"}


@public_page
def organization(request, code):
    reading = reading_of(request)
    shown = get_object_or_404(Organization, code=code)
    catalogue, rules = catalogue_for(shown), find_scheme(shown, reading.on)
    items = Item.objects.visible_to(reading.reader, reading.on).filter(organization=shown)
    is_inside = reading.is_member and access_for(request).belongs_or_watches(shown)
    children = Organization.objects.active().filter(depth=shown.depth + 1, path__startswith=shown.path)
    context = {
        "organization": shown,
        "description": description(f"{shown.name}的党务公开目录、最新公开的事项和通报公告，以及监督电话和联系办法。"),
        "crumbs": organizations.crumbs(shown),
        "card": organizations.card_rows(card_of(shown, reading.on), catalogue, rules, reading.on),
        "panels": panels_of(Visit(shown, reading.on, is_inside)),
        "newest": newest(items, reading.reader, reading.on, size=NEWEST_SHOWN),
        "bulletins": newest_of(shown, reading.reader, reading.on, size=BULLETINS_SHOWN),
        "directory": catalogue and directory_of(shown, catalogue, rules, reading, request.GET, knows_late=is_inside),
        "files": FILE_LABELS.items(),
        "more_url": f"{reverse('catalog:search')}?o={shown.code}",
        "feed_url": reverse("catalog:feed", args=[shown.code]),
        "below": listed(request.GET, children, order=["path"], size=BELOW_SHOWN) if shown.numchild else None,
    }
    return TemplateResponse(request, "site/organization.html", context)


@public_page
def catalogue_file(request, code, kind):
    catalogue = catalogue_for(get_object_or_404(Organization, code=code))
    if catalogue is None:
        raise Http404
    return exporting.catalogue_file(catalogue, kind)
