"""Outside the intranet nobody works at the desk or reads an inbox, and a mistyped network is told at the start."""

from collections.abc import Callable, Iterator

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client, RequestFactory
from django.urls import get_resolver

from disclosure.notices.models import Notice
from disclosure.organizations.intranet import IntranetMiddleware
from disclosure.organizations.tests.factories import make_holder, make_organization, noon

INSIDE, OUTSIDE = "10.1.2.3", "203.0.113.9"
# Pages that ask for signing in and open outside all the same: one's account, and a passer-by's view of one's own pages.
OPEN_OUTSIDE = {"/accounts/logout/", "/accounts/password/", "/me/", "/me/letters/"}


def pages(patterns, start: str = "/") -> Iterator[tuple[str, Callable]]:
    """Each page of the site map: its route and its view."""
    for entry in patterns:
        route = f"{start}{entry.pattern}"
        if hasattr(entry, "url_patterns"):
            yield from pages(entry.url_patterns, route)
        else:
            yield route, entry.callback


@pytest.fixture
def secretary(db, settings):
    settings.INTRANET_NETWORKS = ["10.0.0.0/8"]
    return make_holder(make_organization(), "secretary")


def status(person, path, address) -> int:
    client = Client(REMOTE_ADDR=address)
    client.force_login(person)
    return client.get(path, follow=True).status_code


@pytest.mark.parametrize("path", ["/admin/", "/admin/catalog/item/", "/me/notices/", "/oversight/"])
def test_the_desk_and_the_inbox_open_inside_alone(secretary, path):
    assert status(secretary, path, INSIDE) == 200
    assert status(secretary, path, OUTSIDE) == 403


def test_ones_own_page_names_no_notice_outside(secretary):
    Notice.objects.create(
        recipient=secretary, key="k", title="待公开：机密标题", created_at=noon(secretary.date_joined.date())
    )
    for address, is_shown in ((INSIDE, True), (OUTSIDE, False)):
        client = Client(REMOTE_ADDR=address)
        client.force_login(secretary)
        assert ("机密标题" in client.get("/me/").content.decode()) is is_shown


def test_a_claimed_address_is_not_believed_without_a_trusted_proxy(secretary):
    client = Client(REMOTE_ADDR=OUTSIDE, HTTP_X_FORWARDED_FOR=INSIDE)
    client.force_login(secretary)
    assert client.get("/admin/", follow=True).status_code == 403


def test_every_page_that_asks_for_signing_in_stays_closed_outside(secretary):
    """Read from the site map, so that a page made tomorrow is closed without anybody thinking of it."""
    opened, closed = set(), 0
    request = RequestFactory().get("/", REMOTE_ADDR=OUTSIDE)
    request.user = secretary
    for route, view in pages(get_resolver().url_patterns):
        if not getattr(view, "login_required", True):
            continue
        try:
            IntranetMiddleware(lambda _request: None).process_view(request, view, (), {})
        except PermissionDenied:
            closed += 1
        else:
            opened.add(route)
    assert opened == OPEN_OUTSIDE
    assert closed > 300


def test_who_signs_in_outside_begins_with_their_own_page(secretary):
    secretary.set_password("a-long-enough-one")
    secretary.save()
    client = Client(REMOTE_ADDR=OUTSIDE)
    answer = client.post("/accounts/login/", {"username": secretary.username, "password": "a-long-enough-one"})
    assert answer.url == "/me/"
    assert client.get("/me/").status_code == 200
