"""点题与申请: what others asked and what became of it, figures of the year, and the way to ask oneself (JG-11, LK-23)."""

from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

from catalog.public.views.search import organizations_field
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.site import asked, public_page, reading_of
from disclosure.web.components import HOME, Link, description
from disclosure.web.filters import bar
from disclosure.web.page_links import listed as page_of
from feedback.cases.figures import figures
from feedback.cases.public.pages import public_list
from feedback.cases.public.pages.figures import figure_rows
from feedback.cases.public.views.opening import REQUESTS


@public_page
def requests(request):
    reading = reading_of(request)
    code = asked(request, "o")
    chosen = Organization.objects.filter(code=code).first() if code else None
    kind = public_list.KIND.chosen(request.GET)
    page = page_of(request.GET, public_list.with_row_columns(narrowed(chosen, kind)), order=public_list.ORDER)
    found = figures(chosen, reading.on)
    whose = f"{chosen.name}和下级组织" if chosen else "全部党组织"
    context = {
        "description": description(
            f"点题公开、依申请公开、意见和咨询：{whose}收到了什么、怎样答复、几天办完。在这里提，凭查询码查进度。"
        ),
        "crumbs": [HOME, Link(REQUESTS.label)],
        "organization": chosen,
        "filter": bar([organizations_field(chosen), public_list.KIND], request.GET),
        "rows": public_list.rows(page.rows, reading.reader, reading.on),
        "page": page,
        "year": found.year,
        "whose": whose,
        "figures": figure_rows(found),
        "refused": found.refused,
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
    case = get_object_or_404(public_list.with_row_columns(public_list.public_cases()), number=number)
    [row] = public_list.rows([case], reading.reader, reading.on)
    context = {
        "description": description(f"{case.organization}收到的{case.get_kind_display()}：", case.listed_text),
        "crumbs": [HOME, REQUESTS, Link(case.number)],
        "row": row,
    }
    return TemplateResponse(request, "site/requests/listed.html", context)
