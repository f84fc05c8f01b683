"""What is asked of the queue at the desk: a view, filters, words, a page of it (LK-23, QJ-17, YY-10)."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.urls import reverse

from disclosure.organizations.access import Access
from disclosure.organizations.models.directory import Department, Organization
from disclosure.web.filters import Field, FilterBar, bar
from disclosure.web.page_links import Listed, links, listed
from feedback.cases.models.cases import Case
from feedback.cases.staff.queue_order import JOINED, SIZE, TEXTS, place_of, queue_page
from feedback.cases.staff.queue_tabs import Tab, of_tab, tabs_for
from feedback.cases.states import Kind

LONGEST = 300
CLOSED_ORDER = ["-closed_at", "-pk"]
KEPT = ("tab", "q", "item")
CURSORS = ("after", "before")


def tab_asked(parameters: QueryDict, access: Access, counts: Mapping[str, int] | None = None) -> Tab:
    """The named view; without a name the first that has something to do."""
    tabs = {tab.name: tab for tab in tabs_for(access)}
    if named := tabs.get(parameters.get("tab", "")):
        return named
    busy = (name for name in ("mine", "approve", "decide", "unassigned") if (counts or {}).get(name))
    return tabs[next(busy, "open")]


def fields_for(access: Access) -> list[Field]:
    seen = access.organization_ids("handle_requests", "collect_opinions", "approve_items")
    organizations = Organization.objects.filter(pk__in=seen).order_by("path")
    departments = Department.objects.filter(organization__in=seen, is_active=True).order_by("organization", "position")
    codes = tuple((row.code, str(row)) for row in organizations)
    return [
        Field("kind", "种类", tuple(Kind.choices)),
        Field("organization", "组织", codes if len(codes) > 1 else ()),
        Field("department", "科室", tuple((str(row.pk), row.name) for row in departments)),
        Field("channel", "渠道", tuple(Case.Channel.choices)),
    ]


LOOKUPS = {"kind": "kind", "organization": "organization__code", "department": "department", "channel": "channel"}


def narrowed(cases: QuerySet[Case], parameters: QueryDict, fields: list[Field]) -> QuerySet[Case]:
    for each in fields:
        if value := each.chosen(parameters):
            cases = cases.filter(**{LOOKUPS[each.name]: value})
    if item := item_asked(parameters):
        cases = cases.filter(item__index_number=item)
    return cases.filter(searched(words_asked(parameters)))


def words_asked(parameters: QueryDict) -> str:
    return " ".join(parameters.get("q", "").replace("\x00", "").split())[:100]


def item_asked(parameters: QueryDict) -> str:
    return parameters.get("item", "").replace("\x00", "")[:100]


def searched(text: str) -> Q:
    """A number, or words that all stand in the subject."""
    in_subject = Q()
    for word in text.split():
        in_subject &= Q(subject__icontains=word)
    return in_subject | Q(number__iexact=text) if text else Q()


def page_of(tab: Tab, cases: QuerySet[Case], parameters: QueryDict, on: date) -> Listed:
    if not tab.is_open:
        return listed(parameters, cases.select_related(*JOINED).defer(*TEXTS), order=CLOSED_ORDER, size=SIZE)
    after, before = (parameters.get(name, "") for name in CURSORS)
    page = queue_page(cases, days=tab.days(on), after=after, before=before)
    return Listed(page.rows, *links(parameters, page))


def address_of(query: str) -> str:
    """The queue as it was; the query is taken apart and put together, so that it leads nowhere else."""
    return f"{reverse('admin:feedback_case_changelist')}?{QueryDict(query[:LONGEST]).urlencode()}"


def without_cursors(parameters: QueryDict) -> str:
    """The view and its conditions as an address, to save or to come back to."""
    kept = parameters.copy()
    for name in CURSORS:
        kept.pop(name, None)
    return kept.urlencode()[:LONGEST]


def queue_bar(parameters: QueryDict, tab: Tab, fields: list[Field]) -> FilterBar:
    found = bar(fields, parameters, kept=KEPT)
    if not parameters.get("tab"):
        found.hidden.append(("tab", tab.name))
    return found


def neighbours(case: Case, parameters: QueryDict, access: Access) -> tuple[Case | None, Case | None]:
    """The cases before and after it in the view that one came from."""
    tab = tab_asked(parameters, access)
    cases = narrowed(of_tab(tab, access), parameters, fields_for(access)).exclude(pk=case.pk)
    if not tab.is_open:
        return None, None
    place, days = place_of(case), tab.days(access.on)
    before = queue_page(cases, days=days, before=place, size=1).rows
    after = queue_page(cases, days=days, after=place, size=1).rows
    return next(iter(before), None), next(iter(after), None)
