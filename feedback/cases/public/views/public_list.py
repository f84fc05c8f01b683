"""点题与申请: what others asked and what became of it, figures of the year, and the way to ask oneself (JG-11, LK-23)."""

from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

from catalog.public.views.search import organizations_field
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.site import asked, public_page, reading_of
from disclosure.web.filters import bar
from disclosure.web.page_links import links
from disclosure.web.paging import paged
from feedback.cases.figures import figures
from feedback.cases.public.pages import public_list
from feedback.cases.public.pages.figures import figure_rows, refused_rows

HOME = {"label": "首页", "url": "/"}


@public_page
def requests(request):
    reading = reading_of(request)
    code = asked(request, "o")
    chosen = Organization.objects.filter(code=code).first() if code else None
    kind = public_list.KIND.chosen(request.GET)
    cases = narrowed(chosen, kind)
    cursors = {"after": request.GET.get("after", ""), "before": request.GET.get("before", "")}
    page = paged(public_list.with_row_facts(cases), order=public_list.ORDER, **cursors)
    older_url, newer_url = links(request.GET, page)
    found = figures(chosen, reading.on)
    context = {
        "crumbs": [HOME, {"label": "点题与申请"}],
        "organization": chosen,
        "filter": bar([organizations_field(chosen), public_list.KIND], request.GET),
        "rows": public_list.rows(page.rows, reading.reader, reading.on),
        "older_url": older_url,
        "newer_url": newer_url,
        "year": found.year,
        "whose": f"{chosen.name}和下级组织" if chosen else "全部党组织",
        "figures": figure_rows(found),
        "refused": refused_rows(found),
    }
    return TemplateResponse(request, "site/requests/list.html", context)


def narrowed(chosen: Organization | None, kind: str):
    cases = public_list.public_cases()
    if chosen:
        cases = cases.filter(organization__path__startswith=chosen.path)
    return cases.filter(kind=kind) if kind else cases


@public_page
def listed(request, number):
    reading = reading_of(request)
    found = public_list.with_row_facts(public_list.public_cases()).filter(number=number)
    case = get_object_or_404(found)
    [row] = public_list.rows([case], reading.reader, reading.on)
    context = {
        "crumbs": [HOME, {"label": "点题与申请", "url": "/requests/"}, {"label": case.number}],
        "row": row,
        "text": case.listed_text,
        "reply": case.listed_reply if row["state"] == "done" else "",
    }
    return TemplateResponse(request, "site/requests/listed.html", context)
