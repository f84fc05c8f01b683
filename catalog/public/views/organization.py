"""An organisation: its card, those below it, its directory with how far each entry is, and the directory as a file."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import content_disposition_header

from catalog.bulletins.models import Bulletin
from catalog.bulletins.public import rows as bulletins
from catalog.directory.contents import catalogue_for
from catalog.directory.exporting import CONTENT_TYPES, export_catalogue
from catalog.items.models import Item
from catalog.items.public import organizations
from catalog.items.public.lists import newest
from catalog.public.directory import directory_of
from catalog.schemes.rules import find_scheme
from disclosure.organizations.access import access_for
from disclosure.organizations.card import card_of
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.roles import WATCH
from disclosure.organizations.site import Reading, public_page, reading_of
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
    knows_late = catalogue is not None and may_know_late(request, shown, reading)
    children = Organization.objects.active().filter(depth=shown.depth + 1, path__startswith=shown.path)
    context = {
        "organization": shown,
        "crumbs": organizations.crumbs(shown),
        "card": organizations.card_rows(card_of(shown, reading.on), catalogue, rules, reading.on),
        "newest": newest(items, reading.reader, reading.on, size=NEWEST_SHOWN),
        "bulletins": bulletins.newest(
            Bulletin.objects.visible_to(reading.reader, reading.on).filter(organization=shown),
            reading.on,
            size=BULLETINS_SHOWN,
        ),
        "directory": catalogue and directory_of(shown, catalogue, rules, reading, request.GET, knows_late=knows_late),
        "files": FILE_LABELS.items(),
        "more_url": f"{reverse('catalog:search')}?o={shown.code}",
        "feed_url": reverse("catalog:feed", args=[shown.code]),
        "below": listed(request.GET, children, order=["path"], size=BELOW_SHOWN) if shown.numchild else None,
    }
    return TemplateResponse(request, "site/organization.html", context)


def may_know_late(request, shown: Organization, reading: Reading) -> bool:
    """Who belongs to the organisation or watches over it."""
    if not reading.is_member:
        return False
    access = access_for(request)
    return shown.pk in access.member_organization_ids or access.can(WATCH, shown)


@public_page
def catalogue_file(request, code, kind):
    shown = get_object_or_404(Organization, code=code)
    catalogue = catalogue_for(shown)
    if catalogue is None or kind not in CONTENT_TYPES:
        raise Http404
    content = export_catalogue(catalogue, kind, for_excel=kind == "csv")
    name = f"{catalogue.title}（第{catalogue.version}版）.{kind}"
    headers = {"Content-Disposition": content_disposition_header(True, name)}
    return HttpResponse(content, content_type=CONTENT_TYPES[kind], headers=headers)
