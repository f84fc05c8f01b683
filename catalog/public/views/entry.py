"""An entry of an organisation's directory, what has been disclosed under it, and what became of it (LK-20)."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

from catalog.changes.history import events, history_of
from catalog.directory.models import Entry
from catalog.items.models import Item
from catalog.items.public import organizations
from catalog.items.public.lists import item_page
from catalog.obligations.withholdings.public import OPINION, opinion_on_entry
from catalog.public import entry as pages
from catalog.public.progress import confirmed_words, entry_progress
from catalog.schemes.rules import Limit, SchemeRules
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.site import public_page, reading_of
from disclosure.web.components import description


@public_page
def entry(request, code, entry_code):
    """Also of an entry that was withdrawn or terminated: its code answers for good."""
    reading = reading_of(request)
    organization = get_object_or_404(Organization, code=code)
    if "\x00" in entry_code:
        raise Http404
    known = history_of(organization, entry_code)
    current, changes, line = known.current, known.changes, known.line
    if line is None:
        raise Http404
    items = Item.objects.visible_to(reading.reader, reading.on).filter(organization=organization, entry__code=line.code)
    nexts, excused = entry_progress(organization, line.code, reading, items, is_current=current is not None)
    coming, limit = (nexts.of(line), nexts.limit(line)) if current and not excused else (None, None)
    confirmed = confirmed_words(organization, line, reading) if current and not excused else ""
    context = {
        "organization": organization,
        "line": line,
        "description": description(
            f"{organization.name}公开目录第 {line.code} 项“{line.name}”：公开范围、形式、时限和已经公开的内容。"
        ),
        "crumbs": organizations.crumbs(organization, f"{line.code} {line.name}"),
        "headings": [node.name for node in (line.parent.parent, line.parent) if node and node.level > 0],
        "metadata": pages.metadata(line, line.catalogue, coming, nexts.calendar, confirmed),
        "coming": coming,
        "basis": basis_of(nexts.rules, limit, line) if nexts.rules and limit else None,
        "ended": pages.ended(changes) if current is None else None,
        "excused": excused,
        "opinion_label": OPINION,
        "opinion": opinion_on_entry(organization, line, reading) if current else "",
        "history": events(changes, reading.reader, reading.on) if changes else [],
        "page": item_page(request, items, reading.reader, reading.on),
    }
    return TemplateResponse(request, "site/entry.html", context)


def basis_of(rules: SchemeRules, limit: Limit, line: Entry) -> pages.Basis:
    return pages.Basis(limit, line, rules.scheme.title, rules.data.get("time_limit_principle") or {})
