import pytest
from django.test import RequestFactory, override_settings

from disclosure.audit.history import events_of
from disclosure.audit.middleware import AuditContextMiddleware, client_address, current_address
from disclosure.audit.models import Event
from disclosure.audit.record import record
from disclosure.audit.tests.factories import local, make_person

NOW = local(2026, 11, 20, 10)


@pytest.mark.django_db
@pytest.mark.each_database
def test_an_event_outlives_the_person_and_the_object_it_names():
    secretary, member = make_person(full_name="陈书记"), make_person(full_name="刘党员")
    number = member.pk
    record("person.created", member, by=secretary, now=NOW, changes={"full_name": ["", "刘党员"]})
    secretary.delete()
    member.delete()
    event = Event.objects.get()
    assert (event.actor_name, event.object_label, event.object_id) == ("陈书记", "刘党员", number)
    assert event.changes == {"full_name": ["", "刘党员"]}
    assert event.at == NOW


@pytest.mark.django_db
@pytest.mark.each_database
def test_what_nobody_did_was_done_by_the_system():
    event = record("person.changed", make_person(), by=None, now=NOW)
    assert (event.actor_id, event.actor_name, event.address) == (None, "系统", "")


@pytest.mark.django_db
@pytest.mark.each_database
def test_the_history_of_an_object_is_its_own_newest_first():
    member, other = make_person(), make_person()
    record("person.created", member, by=None, now=NOW)
    record("person.created", other, by=None, now=NOW)
    record("person.changed", member, by=None, now=NOW)
    assert [event.action for event in events_of(member)] == ["person.changed", "person.created"]
    assert [event.action_label for event in events_of(other)] == ["新建人员"]


def request_from(peer: str, forwarded: str = ""):
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    return RequestFactory().get("/", REMOTE_ADDR=peer, headers=headers)


@pytest.mark.parametrize(
    ("proxy", "peer", "forwarded", "expected"),
    [
        ("", "10.0.0.9", "1.2.3.4", "10.0.0.9"),
        ("10.0.0.1", "10.0.0.9", "1.2.3.4", "10.0.0.9"),
        ("10.0.0.0/24", "10.0.0.9", "6.6.6.6, 1.2.3.4", "1.2.3.4"),
        ("10.0.0.9", "10.0.0.9", "", "10.0.0.9"),
        ("10.0.0.9", "", "1.2.3.4", ""),
    ],
)
def test_a_forwarded_address_is_believed_only_from_the_trusted_proxy(proxy, peer, forwarded, expected):
    with override_settings(TRUSTED_PROXY=proxy):
        assert client_address(request_from(peer, forwarded)) == expected


def test_the_address_is_known_during_the_request_and_forgotten_after_it():
    seen = []
    AuditContextMiddleware(lambda request: seen.append(current_address()))(request_from("10.1.1.1"))
    assert seen == ["10.1.1.1"]
    assert current_address() == ""
