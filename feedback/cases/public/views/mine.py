"""我的来件: what a signed-in person sent, with where each stands. Outside the intranet one reads as a passer-by."""

from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from disclosure.deadlines.working_calendar import current_calendar
from disclosure.organizations.site import reading_of
from disclosure.web.components import HOME, MINE, Link
from disclosure.web.page_links import listed
from feedback.cases.models.cases import Case
from feedback.cases.public.pages.mine import ORDER, rows, with_row_facts


@require_safe
@never_cache
def my_cases(request):
    reading = reading_of(request)
    sent = Case.objects.filter(sender__person=request.user) if reading.is_member else Case.objects.none()
    page = listed(request.GET, with_row_facts(sent), order=ORDER)
    context = {
        "crumbs": [HOME, MINE, Link("我的来件")],
        "rows": rows(page.rows, reading.on, current_calendar()),
        "page": page,
    }
    return TemplateResponse(request, "site/requests/mine.html", context)
