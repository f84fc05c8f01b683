"""Search, and the list of what is newest when nothing is asked."""

from datetime import timedelta

from django.template.response import TemplateResponse

from catalog.items.models import Item
from catalog.items.public.lists import item_page
from catalog.items.search.index import search as items_with
from catalog.items.search.index import too_short
from catalog.public.finding.groups import AFTER, BEFORE, Question, found_by
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.site import asked, public_page, reading_of
from disclosure.web.components import description
from disclosure.web.filters import Field, bar

PERIODS = (("7", "最近一周"), ("30", "最近一个月"), ("365", "最近一年"))
# A list of organisations to choose from stays short: the upper two levels, and the one already chosen.
LEVELS, CHOICES = 2, 60


@public_page
def search(request):
    reading = reading_of(request)
    q = asked(request, "q")
    hint = too_short(q) if q else ""
    code = asked(request, "o")
    chosen = Organization.objects.filter(code=code).first() if code else None
    fields = [organizations_field(chosen), Field("days", "公开时间", PERIODS, "不限")]
    items = Item.objects.none() if hint else items_of(q, reading)
    days = fields[1].chosen(request.GET)
    items = narrowed(items, chosen, days, reading)
    question = Question(q, reading, chosen)
    # Further pages and a period are about items alone.
    asks_all = q and not hint and not days and not {"after", "before"} & request.GET.keys()
    context = {
        "q": q,
        "description": description(
            f"{chosen.name if chosen else '各级党组织'}向社会公开的党务，最新的在前，可以按党组织和时间查找。"
        ),
        "hint": hint,
        "organization": chosen,
        "filter": bar(fields, request.GET, kept=("q",)),
        "page": item_page(request, items, reading.reader, reading.on, q=q),
        "before": found_by(BEFORE, question) if asks_all else [],
        "after": found_by(AFTER, question) if asks_all else [],
    }
    return TemplateResponse(request, "site/search.html", context)


def items_of(q: str, reading):
    if q:
        return items_with(q, reading.reader, reading.on)
    return Item.objects.visible_to(reading.reader, reading.on)


def narrowed(items, chosen: Organization | None, days: str, reading):
    if chosen:
        items = items.filter(organization__path__startswith=chosen.path)
    if days:
        stamp = "published_inside_at" if reading.is_member else "published_outside_at"
        items = items.filter(**{f"{stamp}__date__gte": reading.on - timedelta(days=int(days))})
    return items


def organizations_field(chosen: Organization | None) -> Field:
    rows = list(Organization.objects.active().filter(depth__lte=LEVELS)[:CHOICES])
    if chosen and chosen not in rows:
        rows.append(chosen)
    return Field("o", "党组织", tuple((row.code, ("　" * (row.depth - 1)) + str(row)) for row in rows))
