"""Which inspections a person sees: those of their own side, with what waits for them first, and those that concern them."""

from django.db.models import Count
from django.urls import reverse

from disclosure.deadlines.calendar.due_calendar import year_in
from disclosure.organizations.access import Access, access_for
from disclosure.organizations.roles import INSPECT
from disclosure.oversight.frame import explained, page
from disclosure.oversight.inspections.actions.table import inspections
from disclosure.oversight.inspections.models import Inspection
from disclosure.oversight.inspections.web.reach import visits_seen
from disclosure.oversight.inspections.web.rows import row_of, visit_row
from disclosure.oversight.watching import Watch, watch_of
from disclosure.web.page_links import listed


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
        "concerned": [visit_row(visit) for visit in visits_seen(access, watch.organization, year)],
    }
    return page(request, "inspections", watch, "inspections", context, "检查")


def plan_url(access: Access, watch: Watch) -> str:
    """Where one is planned; empty for who may not."""
    if watch.organization and not access.organization_ids(INSPECT) & {watch.organization.pk}:
        return ""
    asked = f"?organization={watch.code}" if watch.code else ""
    return f"{reverse('oversight:inspection_plan')}{asked}" if access.has_any(INSPECT) else ""
