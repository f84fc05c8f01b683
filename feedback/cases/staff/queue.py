"""The queue of cases at the desk: its views with their counts, filters, search, and rows in words (LK-23, QJ-17, YY-10)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict

from catalog.items.staff.rows import due_words, short_day
from disclosure.deadlines.dates import short
from disclosure.deadlines.workdays import WorkCalendar
from disclosure.organizations.access import Access
from disclosure.organizations.models.directory import Department, Organization
from disclosure.organizations.roles import APPROVE, COLLECT_OPINIONS, DECIDE_BELOW, HANDLE_REQUESTS
from disclosure.web.filters import Field, FilterBar, bar
from disclosure.web.paging import Page, paged
from disclosure.workflow.action import Action
from feedback.cases.models.cases import Case
from feedback.cases.models.replies import Reply
from feedback.cases.procedure import STAFF, cases
from feedback.cases.staff.queue_order import JOINED, TEXTS, current_deadline, place_of, queue_page, runs_due
from feedback.cases.states import Kind, State
from feedback.cases.visibility import HANDLED, cases_for, sent_up

WEEK = timedelta(days=6)
# What may be done with several cases at once.
TOGETHER = ("claim", "assign", "defer")
CAP = 1000  # nobody reads further, and counting further would cost more the more there is
LONGEST = 300
CLOSED_ORDER = ["-closed_at", "-pk"]
KEPT = ("tab", "q", "item")
CURSORS = ("after", "before")


@dataclass(frozen=True)
class Tab:
    """``days``: narrows the next day, from today. ``is_open``: of cases that are not ended. ``without``: actions that
    cannot be taken on what stands there."""

    name: str
    label: str
    condition: Callable[[Access], Q] = lambda access: Q()
    days: Callable[[date], dict] = lambda on: {}
    is_open: bool = True
    empty: str = "这里现在没有来件。"
    permission: str = ""
    without: tuple[str, ...] = ()


def put_aside(access: Access) -> Q:
    return Q(deferred_until_on__gt=access.on)


def mine(access: Access) -> Q:
    return Q(handler=access.user.pk) & (Q(deferred_until_on__isnull=True) | Q(deferred_until_on__lte=access.on))


def waiting(access: Access) -> Q:
    return ~Q(waiting_for="") | Q(state=State.AT_SUPERIOR)


def to_decide(access: Access) -> Q:
    return Q(state=State.AT_SUPERIOR) & sent_up(access)


def to_approve(access: Access) -> Q:
    """An answer is written and another person's word is asked."""
    drafts = Reply.objects.filter(case=OuterRef("pk"), state=Reply.State.DRAFT, approved_by__isnull=True)
    drafts = drafts.exclude(written_by=access.user.pk)
    return Q(Exists(drafts), organization__in=access.organization_ids(APPROVE), kind__in=HANDLED, state=State.ACCEPTED)


TABS = {
    tab.name: tab
    for tab in (
        Tab("mine", "我的", mine, without=("claim",), empty="没有分给您、还没办完的来件。"),
        Tab("approve", "等我批准", to_approve, permission=APPROVE, without=TOGETHER, empty="没有等您批准的答复。"),
        Tab("decide", "等我审定", to_decide, permission=DECIDE_BELOW, without=TOGETHER, empty="下级没有报来要审定的。"),
        Tab("unassigned", "未分办", lambda access: Q(handler__isnull=True, department__isnull=True)),
        Tab("soon", "今天和七天内", days=lambda on: {"range": (on, on + WEEK)}, empty="七天内没有到期的来件。"),
        Tab("late", "已逾期", days=lambda on: {"lt": on}, empty="没有逾期的来件。"),
        Tab("waiting", "等别人", waiting, empty="没有在等补正、等第三方或者等上级的来件。"),
        Tab("deferred", "搁置", put_aside, empty="没有搁下的来件。"),
        Tab("open", "全部未办结"),
        Tab("closed", "已办结", is_open=False, without=TOGETHER, empty="还没有办结的来件。"),
    )
}


def tabs_for(access: Access) -> list[Tab]:
    return [tab for tab in TABS.values() if not tab.permission or access.has_any(tab.permission)]


def of_tab(tab: Tab, access: Access) -> QuerySet[Case]:
    return cases_for(access).filter(tab.condition(access), closed_at__isnull=tab.is_open)


def counts_of(access: Access) -> dict[str, int]:
    """View → how many, up to ``CAP``: one query a view, two where the day narrows it."""
    return {tab.name: count_of(tab, access) for tab in tabs_for(access)}


def count_of(tab: Tab, access: Access) -> int:
    cases, days = of_tab(tab, access), tab.days(access.on)
    runs = runs_due(cases, **days) if days else [cases]
    return min(sum(rows.order_by()[:CAP].count() for rows in runs), CAP)


def count_words(count: int) -> str:
    return f"{count}" if count < CAP else f"{CAP}以上"


def together(tab: Tab, access: Access) -> list[Action]:
    """What the person may do with several of a view: who only handles what was given to them cannot give it on."""
    receives = access.has_any(HANDLE_REQUESTS, COLLECT_OPINIONS)
    actions = [cases.actions[name] for name in TOGETHER if name not in tab.without and tab.is_open]
    return [action for action in actions if receives or (action.who == STAFF and tab.name == "mine")]


# --- what was asked for ---


def tab_asked(parameters: QueryDict, access: Access, counts: dict[str, int] | None = None) -> Tab:
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


def page_of(tab: Tab, cases: QuerySet[Case], parameters: QueryDict, on: date, **size) -> Page:
    cursors = {name: parameters.get(name, "") for name in CURSORS}
    if not tab.is_open:
        return paged(cases.select_related(*JOINED).defer(*TEXTS), order=CLOSED_ORDER, **{"size": 50, **size}, **cursors)
    return queue_page(cases, days=tab.days(on), **cursors, **size)


def without_cursors(parameters: QueryDict) -> str:
    """The view and its conditions as an address, to save or to come back to."""
    kept = parameters.copy()
    for name in CURSORS:
        kept.pop(name, None)
    return kept.urlencode()[:LONGEST]


# --- neighbours of a case ---


def neighbours(case: Case, parameters: QueryDict, access: Access) -> dict:
    """The cases before and after it in the view that one came from."""
    tab = tab_asked(parameters, access)
    cases = narrowed(of_tab(tab, access), parameters, fields_for(access)).exclude(pk=case.pk)
    if not tab.is_open:
        return {}
    place, days = place_of(case), tab.days(access.on)
    after = queue_page(cases, days=days, after=place, size=1).rows
    before = queue_page(cases, days=days, before=place, size=1).rows
    return {"following": next(iter(after), None), "preceding": next(iter(before), None)}


# --- words ---


def rows_of(cases: list[Case], on: date, calendar: WorkCalendar) -> list[dict]:
    return [row_of(case, on, calendar) for case in cases]


def row_of(case: Case, on: date, calendar: WorkCalendar) -> dict:
    deadline = current_deadline(case)
    is_running = case.is_open and deadline is not None and deadline.closed_on is None
    words, state = due_words(deadline.due_on, on, calendar) if is_running else ("", "waiting")
    return {
        "pk": case.pk,
        "number": case.number,
        "kind": case.get_kind_display(),
        "subject": case.subject,
        "received": short(case.received_on, on),
        "words": words,
        "due_state": state,
        "due_on": short_day(deadline.due_on) if is_running else "",
        "is_provisional": is_running and deadline.is_provisional,
        "state": case.state_words(),
        "organization": str(case.organization),
        "handler": " · ".join(str(each) for each in (case.department, case.handler) if each) or "未分办",
    }


def queue_bar(parameters: QueryDict, tab: Tab, fields: list[Field]) -> FilterBar:
    found = bar(fields, parameters, kept=KEPT)
    if not parameters.get("tab"):
        found.hidden.append(("tab", tab.name))
    return found
