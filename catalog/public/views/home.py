"""The front of the portal: home, guide, site map, robots.txt."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from catalog.items.models import Item
from catalog.items.public import organizations
from catalog.items.public.lists import newest
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.site import public_page, reading_of
from disclosure.web.components import HOME, Link
from disclosure.web.page_links import listed

NEWEST_SHOWN = 8
LISTED = 50
REACHABLE = ~Q(supervision_phone="", office_name="", mailbox="")


@public_page
def home(request):
    reading = reading_of(request)
    items = Item.objects.visible_to(reading.reader, reading.on)
    context = {
        "organizations": organizations.tops(),
        "newest": newest(items, reading.reader, reading.on, size=NEWEST_SHOWN),
    }
    return TemplateResponse(request, "site/home.html", context)


@public_page
def guide(request):
    """公开指南: what one finds here, what one may ask for, and whom to call."""
    reachable = Organization.objects.active().filter(REACHABLE)
    context = {
        "page": listed(request.GET, reachable, order=["path"], size=LISTED),
        "crumbs": [HOME, Link("公开指南")],
    }
    return TemplateResponse(request, "site/guide.html", context)


@public_page
def sitemap(request):
    context = {
        "page": listed(request.GET, Organization.objects.active(), order=["path"], size=LISTED),
        "crumbs": [HOME, Link("网站地图")],
    }
    return TemplateResponse(request, "site/sitemap.html", context)


@login_not_required
@require_safe
def robots(request):
    return TemplateResponse(request, "site/robots.txt", content_type="text/plain; charset=utf-8")
