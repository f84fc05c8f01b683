"""What is cited: the scheme by which an organisation works, and the register of rules to which every citation leads."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone

from catalog.items.public.organizations import crumbs
from catalog.public.rules import rows_on
from catalog.public.scheme import page_of
from catalog.schemes.rules import find_scheme
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.site import public_page, reading_of
from disclosure.web.components import HOME, Link, description


@public_page
def scheme(request, code):
    organization = get_object_or_404(Organization, code=code)
    rules = find_scheme(organization, reading_of(request).on)
    if rules is None:
        raise Http404
    context = {
        "organization": organization,
        "page": page_of(rules),
        "description": description(
            f"{organization.name}的党务公开实施方案：各类时限、检查要点，由谁解释，每条都有原文。"
        ),
        "crumbs": crumbs(organization, "实施方案"),
    }
    return TemplateResponse(request, "site/scheme.html", context)


@public_page
def rules(request):
    context = {
        "rows": rows_on(timezone.localdate()),
        "description": description(
            "不予公开、暂缓公开、锁定范围、移送和算期限所依据的规定：哪一条、什么时候施行、原句、怎样核对的。"
        ),
        "crumbs": [HOME, Link("引用的规定")],
    }
    return TemplateResponse(request, "site/rules.html", context)
