"""The first administrators come from the command line, each with one role."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from disclosure.audit.models import Event
from disclosure.organizations import actions
from disclosure.organizations.models.people import User
from disclosure.organizations.tests.factories import BEGINNING, make_administrator, make_person, noon

pytestmark = pytest.mark.django_db
KINDS = ["system", "security", "audit"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_command_creates_an_administrator_who_may_enter_the_desk(kind, monkeypatch, client):
    monkeypatch.setenv("ADMINISTRATOR_PASSWORD", "Long-march-1934")
    call_command("create_administrator", "first", kind=kind, verbosity=0)
    administrator = User.objects.get(username="first")
    assert (administrator.administrator, administrator.is_staff, administrator.is_superuser) == (kind, True, False)
    assert administrator.check_password("Long-march-1934")


@pytest.mark.parametrize(("username", "password"), [("first", "12345"), ("taken", "Long-march-1934")])
def test_the_command_refuses_a_weak_password_or_a_taken_name(username, password, monkeypatch):
    make_person("taken")
    monkeypatch.setenv("ADMINISTRATOR_PASSWORD", password)
    with pytest.raises(CommandError):
        call_command("create_administrator", username, kind="system")
    assert User.objects.exclude(administrator="").count() == 0


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("other", KINDS)
def test_one_person_is_never_two_administrators(kind, other):
    administrator = make_administrator(kind)
    if kind == other:
        actions.make_administrator(administrator, other, by=None, now=noon(BEGINNING))
    else:
        with pytest.raises(ValidationError, match="不能由同一人担任"):
            actions.make_administrator(administrator, other, by=None, now=noon(BEGINNING))
    administrator.refresh_from_db()
    assert administrator.administrator == kind
    assert Event.objects.filter(action="person.administrator_changed").count() == 1


def test_who_is_dismissed_leaves_the_desk_and_may_take_the_other_role():
    administrator = make_administrator("system")
    guard = make_administrator("security")
    actions.make_administrator(administrator, "", by=guard, now=noon(BEGINNING))
    administrator.refresh_from_db()
    assert not administrator.is_staff
    actions.make_administrator(administrator, "audit", by=guard, now=noon(BEGINNING))
    assert User.objects.get(pk=administrator.pk).administrator == "audit"


def test_a_security_administrator_cannot_dismiss_themselves():
    guard = make_administrator("security")
    with pytest.raises(ValidationError, match="不能改自己"):
        actions.make_administrator(guard, "", by=guard, now=noon(BEGINNING))
