"""Points in view with the exchange column, and the page of one (QJ-19, QJ-25)."""

from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from disclosure.organizations.access import access_for
from disclosure.organizations.roles import WATCH
from disclosure.oversight import frame
from disclosure.oversight.frame import explained
from disclosure.oversight.points.models import ContactPoint
from disclosure.oversight.points.rows import badge_of, experiences, point_rows, record_rows
from disclosure.oversight.selection import place_url
from disclosure.oversight.watching import watch_of
from disclosure.web.components import HOME, Fact, Link, given
from disclosure.web.paging import MOST_ROWS


@explained
def points(request, code=""):
    on, watch, access = timezone.localdate(), watch_of(request, code), access_for(request)
    rows = ContactPoint.objects.standing(on).within(watch.scope).select_related("organization", "guided_by")
    context = {
        "organization": watch.organization,
        "rows": point_rows(rows.order_by("organization__path", "kind", "pk")[:MOST_ROWS]),
        "experiences": experiences(watch.scope),
        "most": MOST_ROWS,
        "may_add": access.works_at_desk,
    }
    return frame.page(request, "points", watch, "points", context, "联系点")


@require_safe
def point(request, pk):
    """For who watches over the point or over the superior that guides it; to others it is as if there were none."""
    rows = ContactPoint.objects.filter(state__in=[ContactPoint.State.NAMED, ContactPoint.State.ENDED])
    row, access = rows.select_related("organization", "guided_by").filter(pk=pk).first(), access_for(request)
    if row is None or not (access.can(WATCH, row.organization) or access.can(WATCH, row.guided_by)):
        raise Http404
    on, works_there = timezone.localdate(), {row.organization_id, row.guided_by_id} & access.desk_ids
    context = {
        "point": row,
        "badge": badge_of(row, on),
        "facts": given([
            Fact("由谁指导", f"{row.guided_by.name}，{row.guide}"),
            Fact("时间", row.term_words),
            Fact("符合的标准", "、".join(row.standards)),
            Fact("理由", row.why, is_wide=True),
        ]),
        "records": record_rows(row),
        "staff_url": row.get_staff_url() if works_there else "",
        "crumbs": [HOME, Link("监督", place_url()), Link("联系点", reverse("oversight:points")), Link(str(row.organization))],
    }  # fmt: skip
    return TemplateResponse(request, "oversight/point.html", context)
