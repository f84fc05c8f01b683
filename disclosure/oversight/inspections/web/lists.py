"""Which inspections a person sees: those of their own side, with what waits for them first, and those that concern them."""

from dataclasses import dataclass

from django.db.models import Count
from django.urls import reverse

from disclosure.deadlines.calendar.due_calendar import year_in
from disclosure.deadlines.dates import plain
from disclosure.organizations.access import Access, access_for
from disclosure.organizations.roles import INSPECT
from disclosure.oversight.frame import explained, page
from disclosure.oversight.inspections.actions.table import inspections
from disclosure.oversight.inspections.models import Inspection, Visit
from disclosure.oversight.inspections.results import inspected_in
from disclosure.oversight.inspections.web.reach import concerned
from disclosure.oversight.watching import Watch, watch_of
from disclosure.web.components import Badge
from disclosure.web.page_links import listed

State = Inspection.State
BADGES = {
    State.PLANNED: "draft", State.PREPARED: "soon", State.DRAWN: "soon", State.REPORTED: "waiting", State.CONFIRMED: "soon",
    State.ANNOUNCED: "done", State.CLOSED: "done", State.CANCELLED: "excused",
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """``waits``: the person's own word is wanted."""

    title: str
    url: str
    kind: str
    days: str
    whom: str
    badge: Badge
    waits: bool = False


def badge_of(inspection: Inspection) -> Badge:
    return Badge(BADGES[State(inspection.state)], inspection.get_state_display())


def days_of(inspection: Inspection) -> str:
    return f"{plain(inspection.from_on)}至{plain(inspection.until_on)}"


@explained
def inspection_list(request, code=""):
    """Of all in view, or of one organisation: those that it makes or that concern it. A fixed number of statements."""
    watch, access = watch_of(request, code), access_for(request)
    mine = Inspection.objects.to_be_seen_by(access)
    if watch.organization:
        mine = mine.filter(organization=watch.organization)
    found = listed(request.GET, mine.annotate(count=Count("visits")), order=["-pk"], anchor="#ours")
    waiting = set(inspections.inbox(access).values_list("pk", flat=True))
    year = year_in(request.GET.get("year", "")) if watch.organization else None
    context = {
        "year": year,
        "rows": [row_of(row, is_waiting=row.pk in waiting) for row in found.rows],
        "page": found,
        "inspects": access.has_any(INSPECT),
        "plan_url": plan_url(access, watch),
        "concerned": [visit_row(visit) for visit in visits_seen(access, watch, year)],
    }
    return page(request, "inspections", watch, "inspections", context, "检查")


def row_of(row, *, is_waiting: bool) -> Row:
    return Row(
        row.title,
        row.get_absolute_url(),
        row.get_kind_display(),
        days_of(row),
        f"{row.count}个组织",
        badge_of(row),
        is_waiting,
    )


def plan_url(access: Access, watch: Watch) -> str:
    """Where one is planned; empty for who may not."""
    if watch.organization and not access.organization_ids(INSPECT) & {watch.organization.pk}:
        return ""
    asked = f"?organization={watch.code}" if watch.code else ""
    return f"{reverse('oversight:inspection_plan')}{asked}" if access.has_any(INSPECT) else ""


MOST = 50


def visits_seen(access: Access, watch: Watch, year: int | None) -> list[Visit]:
    """The newest that concern organisations in view, whose own inspections they are not; of a ``year`` exactly those that its
    score of the organisation counts."""
    if year and watch.organization:
        rows = inspected_in(year).filter(organization=watch.organization)
    else:
        ours = Inspection.objects.to_be_seen_by(access)
        rows = Visit.objects.known_to_inspected().filter(concerned(access)).exclude(inspection__in=ours)
        if watch.organization:
            rows = rows.filter(organization__path__startswith=watch.organization.path)
    return list(rows.select_related("organization", "inspection__organization").order_by("-inspection", "pk")[:MOST])


def visit_row(visit: Visit) -> Row:
    inspection = visit.inspection
    whom = f"{inspection.organization}检查{visit.organization}"
    badge = badge_of(inspection) if inspection.results_at else Badge("soon", "还没有出结果")
    if inspection.state == State.CANCELLED:
        badge = badge_of(inspection)
    return Row(
        inspection.title, visit.get_absolute_url(), inspection.get_kind_display(), days_of(inspection), whom, badge
    )
