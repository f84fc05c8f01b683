"""The sheet of one organisation, to be printed and typed in afterwards."""

from django.http import Http404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from disclosure.organizations.access import access_for
from disclosure.oversight.inspections.context import is_drawn
from disclosure.oversight.inspections.web.reach import visit_for
from disclosure.oversight.inspections.web.sampled import rows_of


@require_safe
def sheet(request, inspection: int, pk: int):
    """Titles and points alone, to be printed. 404 for whoever does not inspect, and before the drawing."""
    seen = visit_for(request, inspection, pk)
    if not seen.is_inspecting or not is_drawn(seen.visit):
        raise Http404
    rows = rows_of(seen.visit, access_for(request))
    return TemplateResponse(request, "oversight/inspection_sheet.html", {"visit": seen.visit, "rows": rows})
