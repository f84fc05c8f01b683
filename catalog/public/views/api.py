"""A small read-only JSON interface: the same door, the same pages by key as the site."""

from django.http import JsonResponse
from django.utils import timezone

from catalog.items.models import Item
from catalog.items.public.lists import cut, published_day
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.site import asked, public_page, reading_of
from disclosure.web.paging import paged

SIZE = 50


@public_page
def items(request):
    """``?organization=CODE`` takes in those below it; ``after`` is the cursor of the page before."""
    reading = reading_of(request)
    found = Item.objects.visible_to(reading.reader, reading.on)
    if code := asked(request, "organization"):
        found = found.filter(organization__path__startswith=path_of(code))
    page = cut(request, found.with_last_progress(), reading.reader, size=SIZE)
    rows = [
        {
            "id": item.pk,
            "url": request.build_absolute_uri(item.get_absolute_url()),
            "title": item.published_version.title,
            "version": item.published_version.number,
            "organization": item.organization.code,
            "scope": item.scope,
            "progress_on": item.last_progress_on and item.last_progress_on.isoformat(),
            "published_on": published_day(item, reading.reader).isoformat(),
        }
        for item in page.rows
    ]
    return answer("items", rows, page.older)


def path_of(code: str) -> str:
    """Tree path of the organisation; one that no path begins with when there is none."""
    return Organization.objects.filter(code=code).values_list("path", flat=True).first() or "-"


@public_page
def organizations(request):
    page = paged(Organization.objects.active(), order=["path"], size=SIZE, after=request.GET.get("after", ""))
    rows = [
        {
            "code": row.code,
            "name": row.name,
            "kind": row.kind,
            "depth": row.depth,
            "url": request.build_absolute_uri(row.get_absolute_url()),
            "supervision_phone": row.supervision_phone,
        }
        for row in page.rows
    ]
    return answer("organizations", rows, page.older)


def answer(name: str, rows: list[dict], after: str) -> JsonResponse:
    document = {name: rows, "after": after, "on": timezone.localdate().isoformat()}
    return JsonResponse(document, json_dumps_params={"ensure_ascii": False})
