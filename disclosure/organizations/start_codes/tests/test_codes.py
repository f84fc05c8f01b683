"""A start code chooses one password, once, in its time; a portal's code makes one administrator and no second."""

from datetime import timedelta
from functools import partial

import pytest
from django.core.exceptions import ValidationError

from disclosure.audit.models import Event
from disclosure.organizations.models.people import User
from disclosure.organizations.start_codes.codes import (
    GOOD_FOR,
    PORTAL_GOOD_FOR,
    begin_portal,
    is_empty,
    issue_portal_code,
    issue_start_code,
    start,
)
from disclosure.organizations.start_codes.models import StartCode
from disclosure.organizations.tests.factories import BEGINNING, make_administrator, make_person, noon
from disclosure.workflow.tests.races import refused_at_once

pytestmark = pytest.mark.django_db
NOW, LATER = noon(BEGINNING), noon(BEGINNING) + timedelta(minutes=5)
PASSWORD = "Long-march-1934"
FIRST = {"username": "guard", "full_name": "安全", "password": PASSWORD}


def refused(words: str):
    return pytest.raises(ValidationError, match=words)


def test_a_code_chooses_the_password_once_however_it_is_typed():
    person, keeper = make_person("wang"), make_administrator("system")
    code = issue_start_code(person, by=keeper, now=NOW)
    with refused("密码"):
        start(code, password="12345678", now=LATER)
    assert start(f" {code.lower().replace('-', ' ')}", password=PASSWORD, now=LATER) == person
    assert User.objects.get(pk=person.pk).check_password(PASSWORD)
    with refused("已经用过"):
        start(code, password="Another-march-1935", now=LATER)
    with refused("已经有密码"):
        issue_start_code(User.objects.get(pk=person.pk), by=keeper, now=LATER)
    events = Event.objects.filter(object_id=person.pk, action__in=["person.start_code_issued", "person.started"])
    assert [event.action_label for event in events.order_by("pk")] == ["发开始码", "用开始码设了密码"]
    kept = str([*events.values(), *StartCode.objects.values()])
    assert code not in kept
    assert code.replace("-", "") not in kept


def test_a_code_is_worth_nothing_once_replaced_or_late_or_when_the_account_is_closed():
    person = make_person("wang")
    older, newer = (issue_start_code(person, by=None, now=NOW) for _ in range(2))
    with refused("不对"):
        start(older, password=PASSWORD, now=LATER)
    with refused("过期"):
        start(newer, password=PASSWORD, now=NOW + GOOD_FOR)
    User.objects.filter(pk=person.pk).update(is_active=False)
    with refused("停用"):
        start(newer, password=PASSWORD, now=LATER)
    assert not User.objects.get(pk=person.pk).has_usable_password()
    person.refresh_from_db()
    with refused("停用"):
        issue_start_code(person, by=None, now=LATER)


def test_administrators_get_their_codes_from_the_security_administrator_and_all_others_from_the_system_administrator():
    person, auditor = make_person("wang"), make_administrator("audit")
    guard, system = make_administrator("security"), make_administrator("system")
    for receiver, giver, other in ((person, system, guard), (auditor, guard, system)):
        for nobody in (other, receiver):
            with refused("由.*管理员发"):
                issue_start_code(receiver, by=nobody, now=NOW)
        assert issue_start_code(receiver, by=giver, now=NOW)


def test_the_code_of_an_empty_portal_makes_the_security_administrator_and_nobody_after():
    late = issue_portal_code(now=NOW)
    with refused("过期"):
        begin_portal(late, **FIRST, now=NOW + PORTAL_GOOD_FOR)
    code = issue_portal_code(now=NOW)
    with refused("不对"):
        begin_portal(late, **FIRST, now=LATER)
    with refused("不对"):
        start(code, password=PASSWORD, now=LATER)
    make_person("taken")
    for wrong in ({"username": "taken"}, {"password": "12345678"}, {"full_name": ""}):
        with pytest.raises(ValidationError):
            begin_portal(code, **{**FIRST, **wrong}, now=LATER)
    assert is_empty()
    guard = begin_portal(code, **FIRST, now=LATER)
    assert (guard.administrator, guard.is_staff, guard.is_superuser) == ("security", True, False)
    with refused("已经用过"):
        begin_portal(code, **{**FIRST, "username": "second"}, now=LATER)
    with refused("已经有管理员"):
        issue_portal_code(now=LATER)


def test_a_person_s_code_never_makes_an_administrator():
    code = issue_start_code(make_person("wang"), by=None, now=NOW)
    with refused("不对"):
        begin_portal(code, **FIRST, now=LATER)
    assert is_empty()


def test_an_administrator_made_by_command_meanwhile_ends_the_welcome():
    code = issue_portal_code(now=NOW)
    make_administrator("system")
    with refused("已经有管理员"):
        begin_portal(code, **FIRST, now=LATER)
    assert not User.objects.filter(username="guard").exists()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_browsers_with_the_same_code_one_wins():
    code = issue_portal_code(now=NOW)
    people = [{**FIRST, "username": name} for name in ("one", "two")]
    calls = [partial(begin_portal, code, **person, now=LATER) for person in people]
    assert refused_at_once(*calls) == [False, True]
    assert User.objects.exclude(administrator="").count() == 1
