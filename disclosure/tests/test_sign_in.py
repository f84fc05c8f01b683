"""Who came and went is on record."""

import pytest
from django.test import Client

from disclosure.audit.models import Event
from disclosure.organizations.tests.factories import make_organization, make_person, make_post

pytestmark = pytest.mark.django_db
PASSWORD = "a-long-enough-secret"


@pytest.fixture
def member():
    person = make_person("member")
    person.set_password(PASSWORD)
    person.save()
    return person


def actions() -> list[str]:
    return list(Event.objects.filter(action__startswith="person.sign").order_by("pk").values_list("action", flat=True))


def sign_in(client, password=PASSWORD, username="member"):
    return client.post("/accounts/login/", {"username": username, "password": password})


def test_signing_in_and_out_is_recorded_with_the_address_it_came_from(member):
    client = Client(REMOTE_ADDR="10.1.2.3")
    assert sign_in(client).status_code == 302
    client.post("/accounts/logout/")
    assert actions() == ["person.signed_in", "person.signed_out"]
    assert set(Event.objects.filter(action="person.signed_in").values_list("address", flat=True)) == {"10.1.2.3"}


@pytest.mark.parametrize(("role", "place"), [("clerk", "/admin/"), ("supervisor", "/oversight/"), (None, "/me/")])
def test_everyone_lands_where_their_work_is(member, role, place):
    if role:
        make_post(member, make_organization(), role)
    assert sign_in(Client()).url == place


def test_a_wrong_password_is_recorded_and_an_unknown_name_looks_the_same(member):
    wrong, unknown = sign_in(Client(), "wrong"), sign_in(Client(), "wrong", "nobody")
    assert wrong.status_code == unknown.status_code == 200
    assert actions() == ["person.sign_in_failed"]


def test_the_desk_has_no_second_door():
    answer = Client().get("/admin/login/?next=/admin/catalog/item/")
    assert answer.status_code == 302
    assert answer.url.startswith("/accounts/login/?next=/admin/catalog/item/")


def test_a_member_without_a_post_reads_so_instead_of_going_in_circles(member):
    client = Client()
    client.force_login(member)
    answer = client.get("/admin/", follow=True)
    assert answer.status_code == 403


def test_who_works_at_the_desk_begins_with_today_and_a_member_with_their_own_page(member):
    assert sign_in(Client()).url == "/me/"
    member.is_staff = True
    member.save()
    assert sign_in(Client()).url == "/admin/"
