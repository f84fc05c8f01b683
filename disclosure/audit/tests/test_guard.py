import pytest
from django.db import IntegrityError, connection, transaction

from disclosure.audit import guard
from disclosure.audit.models import AppendOnlyError, Event, Seal
from disclosure.audit.tests.factories import local, make_event

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]


def make_seal() -> Seal:
    return Seal.objects.create(on=local(2026, 11, 20).date(), last_event_id=1, event_count=1, digest="0" * 64)


def run(statement: str):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_event SET actor_name = '别人'",
        "DELETE FROM audit_event",
        "UPDATE audit_seal SET event_count = 0",
        "DELETE FROM audit_seal",
    ],
)
def test_the_database_refuses_to_change_or_delete_what_happened(statement):
    event, seal = make_event(actor_name="李四"), make_seal()
    with pytest.raises(IntegrityError, match=guard.MESSAGE):
        run(statement)
    assert Event.objects.get().actor_name == event.actor_name == "李四"
    assert Seal.objects.get().event_count == seal.event_count == 1


def test_replacing_a_row_by_its_number_is_refused():
    event = make_event(object_label="原题")
    verb = "INSERT OR REPLACE INTO" if connection.vendor == "sqlite" else "INSERT INTO"
    names = (
        "id, at, actor_name, action, object_type, object_label, organization_code, organization_path, changes, address"
    )
    with pytest.raises(IntegrityError):
        run(f"{verb} audit_event ({names}) VALUES ({event.pk}, '2026-11-20', '', '', '', '改题', '', '', '{{}}', '')")
    assert Event.objects.get().object_label == "原题"


def test_the_models_refuse_before_the_database_has_to():
    event = make_event()
    with pytest.raises(AppendOnlyError):
        event.save()
    with pytest.raises(AppendOnlyError):
        event.delete()
    with pytest.raises(AppendOnlyError):
        Event.objects.update(action="item.withdrawn")
    with pytest.raises(AppendOnlyError):
        Event.objects.all().delete()


def test_a_trigger_that_is_taken_away_is_missed_and_can_be_put_back():
    assert guard.missing(connection) == []
    guard.remove(connection)
    assert guard.missing(connection) == sorted(guard.names(connection))
    guard.install(connection)
    guard.install(connection)
    assert guard.missing(connection) == []


@pytest.mark.django_db(transaction=True)
def test_a_test_with_real_transactions_may_leave_events_behind():
    make_event()
    make_seal()
    assert Event.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_database_is_empty_and_guarded_after_such_a_test():
    assert Event.objects.count() == Seal.objects.count() == 0
    assert guard.missing(connection) == []
