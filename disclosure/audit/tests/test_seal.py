from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from disclosure.audit import guard
from disclosure.audit.models import Event, Seal
from disclosure.audit.seal import seal_day, verify
from disclosure.audit.tests.factories import local, make_event

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]
FRIDAY, SATURDAY, SUNDAY = date(2026, 11, 20), date(2026, 11, 21), date(2026, 11, 22)
MONDAY_MORNING = local(2026, 11, 23, 9)


def tamper(statement: str, *values):
    """What someone with the database's own password could do."""
    guard.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
    guard.install(connection)


def test_all_unsealed_past_days_are_sealed_at_once_and_a_second_run_changes_nothing():
    make_event(local(2026, 11, 20, 0, 30))
    make_event(local(2026, 11, 20, 23, 59))
    last = make_event(local(2026, 11, 22, 8))
    make_event(local(2026, 11, 23, 8))
    seals = seal_day(SUNDAY, now=MONDAY_MORNING)
    assert [(seal.on, seal.event_count) for seal in seals] == [(FRIDAY, 2), (SUNDAY, 1)]
    assert seals[-1].last_event_id == last.pk
    assert seal_day(SUNDAY, now=MONDAY_MORNING) == []
    assert Seal.objects.count() == 2
    assert verify() == []


def test_a_day_is_not_sealed_before_an_hour_after_its_end():
    make_event(local(2026, 11, 20, 12))
    assert seal_day(FRIDAY, now=local(2026, 11, 20, 23)) == []
    assert seal_day(FRIDAY, now=local(2026, 11, 21, 0, 59)) == []
    assert [seal.on for seal in seal_day(SUNDAY, now=local(2026, 11, 21, 1))] == [FRIDAY]


def test_an_event_written_for_a_day_already_sealed_falls_into_the_next_seal():
    make_event(local(2026, 11, 20, 12))
    seal_day(FRIDAY, now=local(2026, 11, 21, 9))
    make_event(local(2026, 11, 19, 12), object_label="补记")
    assert seal_day(FRIDAY, now=local(2026, 11, 21, 9)) == []
    assert [(seal.on, seal.event_count) for seal in seal_day(SUNDAY, now=MONDAY_MORNING)] == [(SATURDAY, 1)]
    assert verify() == []


def test_every_event_stands_under_exactly_one_seal_whatever_the_order_of_their_times():
    for day in (21, 19, 22, 20, 18, 22):
        make_event(local(2026, 11, day, 12))
    seals = seal_day(SUNDAY, now=MONDAY_MORNING)
    assert sum(seal.event_count for seal in seals) == 6
    assert [seal.on for seal in seals] == sorted({seal.on for seal in seals})
    assert verify() == []


def test_each_seal_depends_on_the_one_before_it():
    make_event(local(2026, 11, 20, 12))
    make_event(local(2026, 11, 21, 12))
    first, _second = seal_day(SUNDAY, now=MONDAY_MORNING)
    tamper("UPDATE audit_seal SET digest = %s WHERE id = %s", "f" * 64, first.pk)
    assert [problem.on for problem in verify()] == [FRIDAY, SATURDAY]


def test_a_changed_event_is_found_and_names_its_day():
    event = make_event(local(2026, 11, 20, 12), changes={"state": ["draft", "submitted"]})
    make_event(local(2026, 11, 21, 12))
    seal_day(SUNDAY, now=MONDAY_MORNING)
    tamper("UPDATE audit_event SET actor_name = %s WHERE id = %s", "别人", event.pk)
    (problem,) = verify()
    assert problem.on == FRIDAY
    assert "不一致" in problem.message


def test_a_deleted_event_is_found_by_its_day_and_count():
    make_event(local(2026, 11, 20, 12))
    gone = make_event(local(2026, 11, 20, 13))
    make_event(local(2026, 11, 21, 12))
    seal_day(SUNDAY, now=MONDAY_MORNING)
    tamper("DELETE FROM audit_event WHERE id = %s", gone.pk)
    assert [(problem.on, problem.message) for problem in verify()] == [(FRIDAY, "应有2条，现有1条")]


def test_a_seal_taken_out_of_the_chain_is_found():
    make_event(local(2026, 11, 20, 12))
    make_event(local(2026, 11, 21, 12))
    first, _second = seal_day(SUNDAY, now=MONDAY_MORNING)
    tamper("DELETE FROM audit_seal WHERE id = %s", first.pk)
    assert [problem.on for problem in verify()] == [SATURDAY]


def test_a_missing_trigger_is_a_problem():
    guard.remove(connection)
    assert all("触发器" in problem.message for problem in verify())
    assert len(verify()) == len(guard.names(connection))


def test_the_commands_seal_and_verify_in_plain_words(capsys):
    make_event(local(2026, 11, 20, 12))
    call_command("seal_audit", "--on", "2026-11-20")
    seal = Seal.objects.get()
    assert f"2026-11-20 封存1条 {seal.digest}" in capsys.readouterr().out
    call_command("verify_audit", "--known", seal.digest)
    assert f"核对无误，封存到2026-11-20。请抄存最后的摘要：{seal.digest}" in capsys.readouterr().out


def test_verifying_fails_with_status_one_when_something_was_changed(capsys):
    make_event(local(2026, 11, 20, 12))
    seal_day(FRIDAY, now=MONDAY_MORNING)
    tamper("UPDATE audit_event SET action = %s", "item.withdrawn")
    with pytest.raises(SystemExit) as ended:
        call_command("verify_audit")
    assert ended.value.code == 1
    assert "2026-11-20：内容与封存时不一致" in capsys.readouterr().out


def test_a_history_written_anew_does_not_carry_the_digest_that_was_copied_out(capsys):
    event = make_event(local(2026, 11, 20, 12))
    (known,) = seal_day(FRIDAY, now=MONDAY_MORNING)
    tamper("UPDATE audit_event SET actor_name = %s WHERE id = %s", "别人", event.pk)
    tamper("DELETE FROM audit_seal")
    seal_day(FRIDAY, now=MONDAY_MORNING)
    assert verify() == []
    with pytest.raises(SystemExit):
        call_command("verify_audit", "--known", known.digest)


def test_a_day_that_is_no_date_is_refused():
    with pytest.raises(CommandError):
        call_command("seal_audit", "--on", "昨天")


def test_sealing_costs_the_same_queries_for_one_event_and_for_twenty(django_assert_num_queries):
    make_event(local(2026, 11, 20, 12))
    with django_assert_num_queries(7):
        seal_day(FRIDAY, now=MONDAY_MORNING)
    Event.objects.bulk_create(Event(at=local(2026, 11, 21, 12), action="item.created") for _ in range(20))
    with django_assert_num_queries(7):
        seal_day(SATURDAY, now=MONDAY_MORNING)
