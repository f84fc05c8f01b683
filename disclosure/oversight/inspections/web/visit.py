"""The page of one inspected organisation: how the lot was drawn, what was drawn, its marks, what was found. For both sides, the
inspected as far as it may know."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from disclosure.files.serving import download, serve
from disclosure.organizations.access import access_for
from disclosure.oversight.inspections.context import Inspects, is_drawn
from disclosure.oversight.inspections.models import Photograph
from disclosure.oversight.inspections.web.frame import inspection_page
from disclosure.oversight.inspections.web.reach import Seen, visit_for
from disclosure.oversight.inspections.web.sampled import rows_of
from disclosure.oversight.inspections.web.visit_page import VisitPage


@require_safe
def visit(request, inspection: int, pk: int):
    return show(request, visit_for(request, inspection, pk))


def page_of(request, seen: Seen, bound: Mapping[str, Any]) -> VisitPage:
    access, row = access_for(request), seen.visit.inspection
    is_inspector = seen.is_inspecting and Inspects().allows(row, access)
    rows = rows_of(seen.visit, access, bound.get("marks", {})) if is_drawn(seen.visit) else []
    findings = (
        seen.visit.findings.select_related("sampled", "found_by", "order")
        .prefetch_related("photographs")
        .order_by("pk")
    )
    return VisitPage(seen, is_inspector, rows, list(findings) if seen.shows_results else [], bound)


def show(request, seen: Seen, bound: Mapping[str, Any] | None = None):
    found = page_of(request, seen, bound or {})
    return inspection_page(request, "inspection_visit", {"page": found}, str(seen.visit.organization))


@require_safe
def list_file(request, inspection: int, pk: int) -> HttpResponse:
    """The very bytes whose digest was published."""
    seen = visit_for(request, inspection, pk)
    if not hasattr(seen.visit, "frozen"):
        raise Http404
    return download(seen.visit.frozen.lines.encode(), f"名单-{seen.visit.organization.code}.txt")


@require_safe
def photograph(request, inspection: int, pk: int, photograph: int):
    seen = visit_for(request, inspection, pk)
    if not seen.shows_results:
        raise Http404
    return serve(request, get_object_or_404(Photograph, finding__visit=seen.visit, pk=photograph))
