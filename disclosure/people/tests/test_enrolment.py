"""Nobody joins an organisation by its secretary's word alone, and the secretary learns of no account that there is."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from disclosure.audit.models import Event
from disclosure.notices.models import Notice
from disclosure.organizations.models.people import Membership
from disclosure.organizations.tests.factories import (
    client_of,
    make_administrator,
    make_holder,
    make_organization,
    make_person,
)
from disclosure.people.enrolment.actions import ask, confirm, settle
from disclosure.people.models import Enrolment

pytestmark = pytest.mark.django_db
ADD, MINE = "/admin/people/enrolment/add/", "/me/enrolments/"


@pytest.fixture
def branch():
    return make_organization("branch")


@pytest.fixture
def secretary(branch):
    return make_holder(branch, "secretary")


@pytest.fixture
def administrator():
    return make_administrator("system")


def asked(secretary, branch, named="李大明") -> Enrolment:
    given = {"kind": "party", "from_on": timezone.localdate()}
    return ask(branch, named=named, **given, by=secretary, now=timezone.now())


def seen(client, row) -> str:
    """The page without its number, its name and what a form has for itself."""
    words = client.get(row.get_absolute_url()).content.decode().partition("<main")[2]
    for own in (row.named, f"/{row.pk}/"):
        words = words.replace(own, "…")
    return "".join(line for line in words.splitlines() if "csrfmiddlewaretoken" not in line)


def test_the_secretary_is_answered_alike_whether_there_is_an_account_or_not(branch, secretary, administrator):
    make_person("li", full_name="李大明")
    client, pages = client_of(secretary), []
    for named in ("李大明", "王小明"):
        fields = {"named": named, "kind": "party", "from_on": timezone.localdate().isoformat()}
        answer = client.post(ADD, fields, follow=True)
        row = Enrolment.objects.get(named=named)
        assert "已提出。本人或者系统管理员确认以后才算。" in answer.content.decode()
        pages.append(seen(client, row))
    assert pages[0] == pages[1] and "等本人或者系统管理员确认" in pages[0] and "li" not in pages[0].split()
    assert not Membership.objects.filter(person__username="li").exists()
    assert Notice.objects.filter(recipient=administrator).count() == 2
    assert Notice.objects.filter(recipient__username="li").count() == 1
    again = client.post(ADD, {"named": "李大明", "kind": "party", "from_on": timezone.localdate().isoformat()})
    assert "已经提出过，正等确认。" in again.content.decode()


def test_the_person_confirms_or_declines_and_nobody_else_does(branch, secretary):
    person, other = make_person("li", full_name="李大明"), make_person("other")
    row = asked(secretary, branch)
    assert Enrolment.objects.get().person == person and branch.name in client_of(person).get(MINE).content.decode()
    for stranger in (other, secretary):
        page = reverse("people:enrolment-answer", args=[row.pk, "confirm"])
        assert client_of(stranger).post(page).status_code == 404
        with pytest.raises(PermissionDenied):
            confirm(row, by=stranger, now=timezone.now())
    client_of(person).post(reverse("people:enrolment-answer", args=[row.pk, "confirm"]))
    found = Membership.objects.get(person=person)
    assert (found.organization, found.kind) == (branch, "party")
    assert Event.objects.get(action="membership.enrolled").actor_id == person.pk
    assert "没有等您确认的" in client_of(person).get(MINE).content.decode()


def test_the_administrator_says_which_account_it_is_and_nobody_confirms_what_they_asked(
    branch, secretary, administrator
):
    first, second = (make_person(name, full_name="张伟") for name in ("zhangwei", "zhangwei2"))
    row = asked(secretary, branch, "张伟")
    assert row.person is None
    client = client_of(administrator)
    page = row.get_absolute_url()
    assert "没有找到，或者不止一个" in client.get(page).content.decode()
    client.post(reverse("admin:people_enrolment_act", args=[row.pk, "settle"]), {"settle-person": "zhangwei2"})
    row.refresh_from_db()
    assert (row.state, row.person, row.decided_by) == ("confirmed", second, administrator)
    assert not Membership.objects.filter(person=first).exists()

    own = asked(secretary, branch, secretary.username)
    with pytest.raises(PermissionDenied, match="另一个人"):
        confirm(own, by=secretary, now=timezone.now())
    settle(own, person=secretary, by=administrator, now=timezone.now())
    assert Membership.objects.filter(person=secretary).exists()


def test_who_declines_joins_nothing_and_a_request_is_taken_back(branch, secretary):
    person = make_person("li", full_name="李大明")
    row = asked(secretary, branch)
    client_of(person).post(reverse("people:enrolment-answer", args=[row.pk, "decline"]))
    row.refresh_from_db()
    assert row.state == "declined"
    again = asked(secretary, branch)
    client_of(secretary).post(reverse("admin:people_enrolment_act", args=[again.pk, "withdraw"]))
    again.refresh_from_db()
    assert again.state == "withdrawn" and not Membership.objects.filter(person=person).exists()
