"""The front of the portal: home, guide, site map, robots.txt."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from catalog.items.models import Item
from catalog.items.public import organizations
from catalog.items.public.lists import newest
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.site import public_page, reading_of
from disclosure.organizations.start_codes.codes import is_empty
from disclosure.web.components import HOME, Link, description
from disclosure.web.page_links import listed

NEWEST_SHOWN = 8
LISTED = 50
REACHABLE = ~Q(supervision_phone="", office_name="", mailbox="")


@public_page
def home(request):
    reading = reading_of(request)
    items = Item.objects.visible_to(reading.reader, reading.on)
    tops = organizations.tops()
    context = {
        "description": description(
            "按公开目录查看各级党组织的党务：该公开什么、什么时候公开、公开了没有。不用登录就能看，也能点题、申请和提意见。"
        ),
        "organizations": tops,
        "begin_url": reverse("first_day:welcome") if not tops and is_empty() else "",
        "newest": newest(items, reading.reader, reading.on, size=NEWEST_SHOWN),
    }
    return TemplateResponse(request, "site/home.html", context)


@public_page
def guide(request):
    """公开指南: what one finds here, what one may ask for, and whom to call."""
    reachable = Organization.objects.active().filter(REACHABLE)
    context = {
        "description": description(
            "怎样找公开事项，谁能看到什么，怎样点题、申请、提意见和查进度，日期怎么算，以及各党组织的监督电话和联系办法。"
        ),
        "page": listed(request.GET, reachable, order=["path"], size=LISTED),
        "crumbs": [HOME, Link("公开指南")],
    }
    return TemplateResponse(request, "site/guide.html", context)


@public_page
def sitemap(request):
    context = {
        "description": description("全部栏目和各级党组织的页面，从这里一步找到。"),
        "page": listed(request.GET, Organization.objects.active(), order=["path"], size=LISTED),
        "crumbs": [HOME, Link("网站地图")],
    }
    return TemplateResponse(request, "site/sitemap.html", context)


@login_not_required
@require_safe
def robots(request):
    return TemplateResponse(request, "site/robots.txt", content_type="text/plain; charset=utf-8")
