"""Which addresses answer without signing in: exactly these. Everything else is closed by default."""

import pytest
from django.contrib.auth.views import LoginView
from django.urls import URLPattern, get_resolver

PUBLIC = {
    "healthz",
    "login",
    "home",
    "organization",
    "catalogue-file",
    "entry",
    "item",
    "poster",
    "screen",
    "screen-items",
    "attachment",
    "bulletin",
    "bulletin-file",
    "bulletins",
    "calendar-feed",
    "search",
    "guide",
    "sitemap",
    "reading",
    "gallery",
    "feed",
    "api-items",
    "api-organizations",
    "robots",
    "ask-request",
    "ask-opinion",
    "ask-question",
    "similar",
    "receipt",
    "receipt-forget",
    "second-topic",
    "requests",
    "listed",
    "track",
    "case",
    "case-act",
    "case-shut",
    "case-letter",
    "case-file",
    "consultations",
    "consultation",
    "consultation-comment",
    "consultation-file",
    "meetings",
    "meeting",
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
