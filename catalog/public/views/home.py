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
from disclosure.web.page_links import links
from disclosure.web.paging import Page, paged

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
    page = page_of(request, Organization.objects.active().filter(REACHABLE))
    older_url, newer_url = links(request.GET, page)
    context = {
        "contacts": organizations.contact_rows(page.rows),
        "older_url": older_url,
        "newer_url": newer_url,
        "crumbs": [{"label": "首页", "url": "/"}, {"label": "公开指南"}],
    }
    return TemplateResponse(request, "site/guide.html", context)


@public_page
def sitemap(request):
    page = page_of(request, Organization.objects.active())
    older_url, newer_url = links(request.GET, page)
    context = {
        "organizations": [{**organizations.link(row), "depth": row.depth} for row in page.rows],
        "older_url": older_url,
        "newer_url": newer_url,
        "crumbs": [{"label": "首页", "url": "/"}, {"label": "网站地图"}],
    }
    return TemplateResponse(request, "site/sitemap.html", context)


def page_of(request, organizations) -> Page:
    cursors = {"after": request.GET.get("after", ""), "before": request.GET.get("before", "")}
    return paged(organizations, order=["path"], size=LISTED, **cursors)


@login_not_required
@require_safe
def robots(request):
    return TemplateResponse(request, "site/robots.txt", content_type="text/plain; charset=utf-8")
