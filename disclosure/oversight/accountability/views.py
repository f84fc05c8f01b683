"""What those concerned read of a record: the secretary of the organisation, the person named; where the scheme lets them."""

from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from disclosure.organizations.access import access_for
from disclosure.oversight.accountability.models import Measure
from disclosure.oversight.accountability.page import badge_of, facts
from disclosure.web.components import MINE, Cell, Link
from disclosure.web.page_links import listed

LIST = "处理和表扬的记录"


@require_safe
@never_cache
def measures(request):
    rows = Measure.objects.shown_to(access_for(request)).select_related("concerned")
    page = listed(request.GET, rows, order=["-pk"])
    context = {"rows": [row_of(row) for row in page.rows], "page": page, "crumbs": [MINE, Link(LIST)]}
    return TemplateResponse(request, "oversight/accountability/list.html", context)


def row_of(measure: Measure) -> list[Cell]:
    return [
        Cell("记录", "title", str(measure), measure.get_absolute_url()),
        Cell("涉及的党组织", text=str(measure.concerned)),
        Cell("怎样处理", text=measure.step),
        Cell("决定的日期", "tight", measure.decided_on.isoformat()),
    ]


@require_safe
@never_cache
def measure(request, pk):
    """One that is not for the reader and one that was never there: the same 404."""
    rows = Measure.objects.shown_to(access_for(request)).select_related("concerned")
    shown = get_object_or_404(rows, pk=pk)
    crumbs = [MINE, Link(LIST, reverse("oversight:measures")), Link(str(shown))]
    context = {"measure": shown, "badge": badge_of(shown), "facts": facts(shown), "crumbs": crumbs}
    return TemplateResponse(request, "oversight/accountability/one.html", context)
