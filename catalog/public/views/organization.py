"""An organisation: its card, those below it, its directory with how far each entry is, and the directory as a file."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.http import content_disposition_header

from catalog.bulletins.models import Bulletin
from catalog.bulletins.public import rows as bulletins
from catalog.directory.contents import catalogue_for, entries_of
from catalog.directory.exporting import CONTENT_TYPES, export_catalogue
from catalog.directory.models import Catalogue
from catalog.items.models import Item
from catalog.items.public import organizations
from catalog.items.public.lists import newest
from catalog.obligations.next_due import Nexts, met_by
from catalog.obligations.withholdings.public import shown_of
from catalog.public import directory
from catalog.schemes.rules import NoScheme, SchemeRules, scheme_for
from disclosure.deadlines.working_calendar import current_calendar
from disclosure.organizations.access import access_for
from disclosure.organizations.card import card_of
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.roles import WATCH
from disclosure.organizations.site import Reading, public_page, reading_of
from disclosure.web.filters import bar
from disclosure.web.page_links import links
from disclosure.web.paging import paged

NEWEST_SHOWN = 5
BULLETINS_SHOWN = 5
BELOW_SHOWN = 30
FILE_LABELS = {"docx": "Word", "xlsx": "Excel", "csv": "CSV"}


@public_page
def organization(request, code):
    reading = reading_of(request)
    shown = get_object_or_404(Organization, code=code)
    catalogue, rules = catalogue_for(shown), rules_for(shown, reading.on)
    items = Item.objects.visible_to(reading.reader, reading.on).filter(organization=shown)
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
        "directory": directory_of(request, shown, rules, catalogue, reading) if catalogue else None,
        "more_url": f"/search/?o={shown.code}",
        "feed_url": f"/feeds/{shown.code}.xml",
        **below(request, shown),
    }
    return TemplateResponse(request, "site/organization.html", context)


def below(request, shown: Organization) -> dict:
    """Those right below, paged by key."""
    if not shown.numchild:
        return {"below": [], "older_url": "", "newer_url": ""}
    cursors = {"after": request.GET.get("after", ""), "before": request.GET.get("before", "")}
    children = Organization.objects.active().filter(depth=shown.depth + 1, path__startswith=shown.path)
    page = paged(children, order=["path"], size=BELOW_SHOWN, **cursors)
    older_url, newer_url = links(request.GET, page)
    rows = [organizations.link(row) for row in page.rows]
    return {"below": rows, "older_url": older_url, "newer_url": newer_url}


def directory_of(
    request, shown: Organization, rules: SchemeRules | None, catalogue: Catalogue, reading: Reading
) -> dict:
    knows_late = may_know_late(request, shown, reading)
    tree = entries_of(catalogue)
    items = Item.objects.visible_to(reading.reader, reading.on).filter(organization=shown)
    standing = directory.Standing(
        organization=shown,
        counts=directory.counts_of(shown, reading.reader, reading.on),
        late=directory.late_of(shown, reading.on) if knows_late else {},
        nexts=Nexts(rules, current_calendar(), reading.on, met_by(items, shown, reading.on)),
        on=reading.on,
        excused=shown_of(shown, reading.on),
    )
    fields = directory.fields(tree, knows_late=knows_late)
    wanted = {field.name: field.chosen(request.GET) for field in fields}
    return {
        "title": catalogue.title,
        "categories": directory.rows(tree, standing, wanted),
        "filter": bar(fields, request.GET),
        "files": [{"label": label, "url": f"/o/{shown.code}/catalogue.{kind}"} for kind, label in FILE_LABELS.items()],
    }


def may_know_late(request, shown: Organization, reading: Reading) -> bool:
    """Who belongs to the organisation or watches over it; a passer-by sees what is disclosed and what comes next."""
    if not reading.is_member:
        return False
    access = access_for(request)
    return shown.pk in access.member_organization_ids or access.can(WATCH, shown)


def rules_for(shown: Organization, on) -> SchemeRules | None:
    try:
        return scheme_for(shown, on)
    except NoScheme:
        return None


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
