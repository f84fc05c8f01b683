"""党员评议: the rounds of what one watches, else of where one belongs."""

from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from disclosure.organizations.access import access_of
from disclosure.organizations.roles import WATCH
from disclosure.organizations.site import reading_of
from disclosure.oversight.evaluation.models import Evaluation
from disclosure.oversight.evaluation.public.pages import table_row
from disclosure.oversight.frame import crumbs, tabs
from disclosure.oversight.watching import watch_of
from disclosure.web.components import HOME, Link
from disclosure.web.page_links import listed

LIST = "党员评议"


@require_safe
def evaluations(request, code=""):
    """Of what one watches, else of where one belongs; those in which one's own word is wanted stand first."""
    reading = reading_of(request)
    access, rows = access_of(reading.reader, reading.on), Evaluation.objects.select_related("organization")
    watch = watch_of(request, code) if code or access.has_any(WATCH) else None
    seen = rows.visible_to(access)
    if watch is not None:
        seen = seen.within(watch.scope) if code else seen
    page = listed(request.GET, seen, order=["-pk"])
    waiting = rows.open_on(reading.on).filter(voters__person=access.user_id, voters__is_handed=False)
    context = {
        "crumbs": [*crumbs(watch), Link(LIST)] if watch else [HOME, Link(LIST)],
        "views": tabs(watch, "evaluations") if watch else [],
        "waiting": waiting.order_by("until_on", "pk"),
        "rows": [table_row(row, reading.on) for row in page.rows],
        "page": page,
    }
    return TemplateResponse(request, "oversight/evaluation/list.html", context)
