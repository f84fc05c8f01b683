"""Which addresses answer without signing in: exactly these. Everything else is closed by default."""

import pytest
from django.contrib.auth.views import LoginView
from django.urls import URLPattern, get_resolver

PUBLIC = {
    "healthz",
    "metrics",
    "login",
    "first_day:welcome",
    "first_day:start",
    "catalog:home",
    "catalog:organization",
    "catalog:catalogue-file",
    "catalog:scheme",
    "catalog:rules",
    "catalog:entry",
    "catalog:item",
    "catalog:poster",
    "catalog:screen",
    "catalog:screen-items",
    "catalog:attachment",
    "catalog:bulletin",
    "catalog:bulletin-file",
    "catalog:bulletins",
    "deadlines:calendar-feed",
    "catalog:search",
    "catalog:guide",
    "catalog:sitemap",
    "catalog:reading",
    "catalog:gallery",
    "catalog:feed",
    "catalog:api",
    "api:api-root",
    "api:openapi-json",
    "api:items",
    "api:item",
    "api:organizations",
    "catalog:open-data",
    "catalog:open-data-table",
    "catalog:open-data-package",
    "catalog:robots",
    "feedback:ask-request",
    "feedback:ask-opinion",
    "feedback:ask-question",
    "feedback:similar",
    "feedback:receipt",
    "feedback:receipt-forget",
    "feedback:second-topic",
    "feedback:requests",
    "feedback:listed",
    "feedback:track",
    "feedback:waiting",
    "feedback:case",
    "feedback:case-act",
    "feedback:case-shut",
    "feedback:case-letter",
    "feedback:case-file",
    "feedback:consultations",
    "feedback:consultation",
    "feedback:consultation-comment",
    "feedback:consultation-file",
    "feedback:meetings",
    "feedback:meeting",
    "oversight:ballot",
    "oversight:evaluation",
    "oversight:evaluation_recount",
}


def patterns(resolver, place=""):
    for each in resolver.url_patterns:
        if isinstance(each, URLPattern):
            yield place, each
        elif each.app_name != "admin":
            yield from patterns(each, each.namespace or place)


def is_public(callback) -> bool:
    return not getattr(callback, "login_required", True)


def test_the_public_addresses_are_exactly_these():
    found = {f"{place}:{each.name}".lstrip(":") for place, each in patterns(get_resolver()) if is_public(each.callback)}
    assert found == PUBLIC


def test_signing_in_is_open_to_those_who_have_not_signed_in():
    assert LoginView.as_view().login_required is False


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/me/", "/me/notices/", "/accounts/password/", "/admin/"])
def test_closed_pages_lead_to_the_sign_in_page(client, path):
    answer = client.get(path)
    assert answer.status_code == 302
    assert "/login/" in answer["Location"]
