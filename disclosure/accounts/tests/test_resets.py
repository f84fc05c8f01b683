"""A password that is reset: nobody ever knows it, and where the account holds a post no administrator resets it alone."""

import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from disclosure.accounts.actions import agree, ask, decline, withdraw
from disclosure.accounts.models import PasswordReset
from disclosure.audit.models import Event
from disclosure.notices.models import Notice
from disclosure.organizations.models.people import User
from disclosure.organizations.start_codes.codes import start
from disclosure.organizations.tests.factories import (
    client_of,
    make_administrator,
    make_holder,
    make_organization,
    make_person,
)

pytestmark = [pytest.mark.django_db, pytest.mark.portable]
OLD, NEW = "Long-march-1934", "Zunyi-meeting-1935"
REASON = {"reason": "本人忘记密码，当面核对过身份"}


@pytest.fixture
def system():
    return make_administrator("system")


@pytest.fixture
def guard():
    return make_administrator("security")


@pytest.fixture
def secretary():
    return with_password(make_holder(make_organization(), "secretary"))


def with_password(person: User) -> User:
    person.set_password(OLD)
    person.save()
    return person


def asked(person, by) -> tuple[PasswordReset, str]:
    return ask(person, by=by, now=timezone.now(), **REASON)


def test_a_plain_account_gets_a_code_at_once_and_its_owner_and_the_guards_are_told(system, guard):
    person = with_password(make_person("wang"))
    session = client_of(person)
    assert session.get("/me/").status_code == 200
    row, code = asked(person, system)
    assert row.state == "given" and row.decided_by is None
    assert not User.objects.get(pk=person.pk).check_password(OLD)
    assert session.get("/me/").status_code == 302
    assert {each.recipient for each in Notice.objects.all()} == {person, guard}
    assert start(code, password=NEW, now=timezone.now()).check_password(NEW)
    with pytest.raises(ValidationError, match="已经用过"):
        start(code, password=NEW, now=timezone.now())
    assert code not in str(list(Event.objects.values())) + str(list(Notice.objects.values()))


def test_of_a_holder_of_a_post_two_administrators_give_a_half_each(system, guard, secretary):
    row, first = asked(secretary, system)
    assert row.state == "asked"
    assert User.objects.get(pk=secretary.pk).check_password(OLD)
    second = agree(row, by=guard, now=timezone.now())
    assert not User.objects.get(pk=secretary.pk).has_usable_password()
    for half in (first, second, second + first):
        with pytest.raises(ValidationError, match="开始码不对"):
            start(half, password=NEW, now=timezone.now())
    assert start(f" {first.lower()} {second}", password=NEW, now=timezone.now()).check_password(NEW)
    assert Notice.objects.filter(recipient=secretary).count() == 2
    said = list(
        Event.objects.filter(action__startswith="password_reset").order_by("pk").values_list("action", flat=True)
    )
    assert said == ["password_reset.asked", "password_reset.agreed"]


def test_nobody_asks_and_agrees_or_resets_their_own(system, guard, secretary):
    row, _half = asked(secretary, system)
    for person in (system, make_administrator("audit"), secretary, with_another_system_administrator()):
        with pytest.raises(PermissionDenied):
            agree(row, by=person, now=timezone.now())
    for person, by in [(system, system), (guard, guard), (secretary, guard), (guard, system), (secretary, secretary)]:
        with pytest.raises(PermissionDenied):
            asked(person, by)


def with_another_system_administrator() -> User:
    other = make_person("other")
    User.objects.filter(pk=other.pk).update(administrator="system")
    return User.objects.get(pk=other.pk)


def test_an_administrators_is_asked_by_the_guard_and_agreed_by_the_system_administrator(system, guard):
    row, first = asked(with_password(make_administrator("audit")), guard)
    second = agree(row, by=system, now=timezone.now())
    assert start(first + second, password=NEW, now=timezone.now()).administrator == "audit"


def test_one_at_a_time_declined_with_a_reason_or_withdrawn(system, guard, secretary):
    row, _half = asked(secretary, system)
    with pytest.raises(ValidationError, match="正等另一位"):
        asked(secretary, system)
    with pytest.raises(ValidationError, match="请写明为什么不同意"):
        decline(row, reason=" ", by=guard, now=timezone.now())
    decline(row, reason="本人没有要求", by=guard, now=timezone.now())
    again, _half = asked(secretary, system)
    withdraw(again, by=system, now=timezone.now())
    assert User.objects.get(pk=secretary.pk).check_password(OLD)
    for each in (row, again):
        with pytest.raises(ValidationError):
            agree(each, by=guard, now=timezone.now())


def test_it_walks_through_the_pages_and_a_code_stands_in_the_answer_alone(system, guard, secretary):
    desk, other = client_of(system), client_of(guard)
    page = desk.get(f"/admin/organizations/user/{secretary.pk}/change/").content.decode()
    address = f"/admin/accounts/passwordreset/of/{secretary.pk}/"
    assert f'href="{address}"' in page
    first = shown(desk.post(address, REASON))
    row = PasswordReset.objects.get()
    today = other.get("/admin/").content.decode()
    assert "重设" in today and "None" not in today
    assert "同意，显示后一半" in other.get(row.get_absolute_url()).content.decode()
    assert "同意，显示后一半" not in desk.get(row.get_absolute_url()).content.decode()
    second = shown(other.post(f"/admin/accounts/passwordreset/{row.pk}/do/agree/"))
    again = other.post(f"/admin/accounts/passwordreset/{row.pk}/do/agree/", follow=True).content.decode()
    assert second not in again and first not in desk.get(row.get_absolute_url()).content.decode()
    assert start(first + second, password=NEW, now=timezone.now()) == secretary


def shown(answer) -> str:
    return re.findall(r"[0-9A-Z]{4}-[0-9A-Z]{4}", answer.content.decode())[0]
