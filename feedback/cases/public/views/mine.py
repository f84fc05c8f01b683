"""我的来件: what a signed-in person sent, with where each stands. Outside the intranet one reads as a passer-by."""

from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from disclosure.deadlines.working_calendar import current_calendar
from disclosure.organizations.site import reading_of
from disclosure.web.page_links import links
from disclosure.web.paging import paged
from feedback.cases.models.cases import Case
from feedback.cases.public.pages.mine import ORDER, rows, with_row_facts

CRUMBS = [{"label": "首页", "url": "/"}, {"label": "我的", "url": "/me/"}, {"label": "我的来件"}]


@require_safe
@never_cache
def my_cases(request):
    reading = reading_of(request)
    sent = Case.objects.filter(sender__person=request.user) if reading.is_member else Case.objects.none()
    cursors = {"after": request.GET.get("after", ""), "before": request.GET.get("before", "")}
    page = paged(with_row_facts(sent), order=ORDER, **cursors)
    older_url, newer_url = links(request.GET, page)
    context = {
        "crumbs": CRUMBS,
        "rows": rows(page.rows, reading.on, current_calendar()),
        "older_url": older_url,
        "newer_url": newer_url,
    }
    return TemplateResponse(request, "site/requests/mine.html", context)
