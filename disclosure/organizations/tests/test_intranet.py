"""Outside the intranet nobody works at the desk or reads an inbox, and a mistyped network is told at the start."""

import pytest
from django.test import Client

from disclosure.notices.models import Notice
from disclosure.organizations.tests.factories import make_holder, make_organization, noon

INSIDE, OUTSIDE = "10.1.2.3", "203.0.113.9"


@pytest.fixture
def secretary(db, settings):
    settings.INTRANET_NETWORKS = ["10.0.0.0/8"]
    return make_holder(make_organization(), "secretary")


def status(person, page, address) -> int:
    client = Client(REMOTE_ADDR=address)
    client.force_login(person)
    return client.get(page, follow=True).status_code


@pytest.mark.parametrize("page", ["/admin/", "/admin/catalog/item/", "/me/notices/"])
def test_the_desk_and_the_inbox_open_inside_alone(secretary, page):
    assert status(secretary, page, INSIDE) == 200
    assert status(secretary, page, OUTSIDE) == 403


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
