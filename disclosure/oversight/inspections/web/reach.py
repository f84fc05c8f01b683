"""Who may open what: inspectors there or above; the inspected side what it was told of; nobody else learns that it is there."""

from dataclasses import dataclass

from django.db.models import Q
from django.http import Http404

from disclosure.organizations.access import Access, access_for
from disclosure.organizations.models.directory import Organization, under
from disclosure.organizations.roles import WATCH
from disclosure.oversight.inspections.context import InspectionContext
from disclosure.oversight.inspections.models import Inspection, Visit
from disclosure.web.paging import MOST_ROWS

READS = ("organization", "led_by", "reported_by", "confirmed_by")


@dataclass(frozen=True)
class Seen:
    """``is_inspecting``: it stands on the inspecting side; else it sees what the inspected organisation may know."""

    visit: Visit
    is_inspecting: bool

    @property
    def shows_results(self) -> bool:
        return self.is_inspecting or self.visit.inspection.results_at is not None


def inspection_for(request, pk: int) -> InspectionContext:
    """404 for whoever stands not on the inspecting side, or works in what is inspected."""
    access = access_for(request)
    rows = Inspection.objects.to_be_seen_by(access).select_related(*READS)
    inspection = rows.filter(pk=pk).first()
    if inspection is None:
        raise Http404
    context = InspectionContext(inspection, access)
    if context.works_inside:
        raise Http404
    return context


def visit_for(request, inspection: int, pk: int) -> Seen:
    access = access_for(request)
    rows = Visit.objects.select_related("organization", "inspection__organization", "frozen__drawing")
    visit = rows.filter(inspection=inspection, pk=pk).first()
    if visit is None:
        raise Http404
    try:
        inspection_for(request, inspection)
    except Http404:
        if not Visit.objects.known_to_inspected().filter(concerned(access), pk=pk).exists():
            raise
        return Seen(visit, is_inspecting=False)
    return Seen(visit, is_inspecting=True)


def concerned(access: Access) -> Q:
    """Visits of organisations whose pages of oversight the person reads."""
    return under(access.prefixes(WATCH), "organization__path")


def visits_seen(access: Access, organization: Organization | None, year: int | None) -> list[Visit]:
    """The newest that concern organisations in view, whose own inspections they are not; of a ``year`` exactly those that its
    score of the organisation counts."""
    if year and organization:
        rows = Visit.objects.confirmed_in(year).filter(organization=organization)
    else:
        ours = Inspection.objects.to_be_seen_by(access)
        rows = Visit.objects.known_to_inspected().filter(concerned(access)).exclude(inspection__in=ours)
        if organization:
            rows = rows.filter(organization__path__startswith=organization.path)
    return list(
        rows.select_related("organization", "inspection__organization").order_by("-inspection", "pk")[:MOST_ROWS]
    )
