"""Every reminder exactly once, whatever the scheduler does."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.core import mail
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from disclosure.deadlines import actions, reminders
from disclosure.deadlines.models import Deadline, Reminder
from disclosure.deadlines.reminders import remind
from disclosure.deadlines.tests.factories import make_deadline, make_rows
from disclosure.notices.digest import mail_digests
from disclosure.notices.models import Notice
from disclosure.organizations.tests.factories import make_holder, make_organization, make_person, noon

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]
DUE_ON = date(2026, 9, 14)
TUESDAY = date(2026, 9, 15)


@pytest.fixture
def branch():
    committee = make_organization("committee")
    make_holder(committee, "supervisor", "superior")
    organization = make_organization("branch", committee)
    make_holder(organization, "clerk", "owner")
    make_holder(organization, "secretary", "head")
    return organization


def told():
    rows = Reminder.objects.order_by("deadline_id", "step", "recipient_id")
    return list(rows.values_list("deadline_id", "step", "recipient__username"))


def test_three_days_without_a_scheduler_and_then_two_runs_make_every_reminder_once(branch):
    make_deadline(branch)
    make_deadline(branch, title="1-2 支部工作计划")
    for on in (date(2026, 9, 14), date(2026, 9, 15), date(2026, 9, 16), date(2026, 9, 17)):
        remind(on=on, now=noon(on))
    without_outage = told()
    Reminder.objects.all().delete()
    Notice.objects.all().delete()

    for on in (date(2026, 9, 14), date(2026, 9, 17), date(2026, 9, 17)):
        remind(on=on, now=noon(on))
    assert told() == without_outage
    assert len(told()) == len(set(told()))
    assert Notice.objects.count() == len(told())


def test_a_second_run_makes_nothing_and_says_so(branch):
    make_deadline(branch)
    assert remind(on=DUE_ON, now=noon(DUE_ON)) > 0
    assert remind(on=DUE_ON, now=noon(DUE_ON)) == 0


def test_a_deadline_opened_late_is_reminded_of_its_last_step_only(branch):
    make_deadline(branch, opened_on=date(2026, 9, 18))
    remind(on=date(2026, 9, 18), now=noon(date(2026, 9, 18)))
    assert {step for _deadline, step, _person in told()} == {"late_3"}
    remind(on=date(2026, 9, 22), now=noon(date(2026, 9, 22)))
    assert {step for _deadline, step, _person in told()} == {"late_3", "late_7"}
    titles = dict(Notice.objects.filter(key__endswith="late_7").values_list("recipient__username", "title"))
    assert titles["owner"].startswith("逾期7个工作日：") and titles["superior"] == f"{branch}{titles['owner']}"


def test_a_deadline_closed_before_a_step_is_left_alone(branch):
    deadline = make_deadline(branch)
    remind(on=date(2026, 9, 9), now=noon(date(2026, 9, 9)))
    actions.close(deadline, on=date(2026, 9, 10), now=noon(date(2026, 9, 10)))
    remind(on=TUESDAY, now=noon(TUESDAY))
    assert {step for _deadline, step, _person in told()} == {"before_3"}


def test_a_moved_deadline_is_reminded_of_its_new_date_without_making_up_for_passed_steps(branch):
    deadline = make_deadline(branch)
    remind(on=DUE_ON, now=noon(DUE_ON))
    leader = make_person("leader")
    actions.extend(deadline, by_rule={"working_days": 1}, reason="补材料", by=leader, now=noon(DUE_ON))
    Notice.objects.all().delete()
    remind(on=DUE_ON, now=noon(DUE_ON))
    assert set(Notice.objects.values_list("key", flat=True)) == {f"reminder:{deadline.pk}:2026-09-15:before_1"}
    remind(on=TUESDAY, now=noon(TUESDAY))
    assert Notice.objects.filter(key=f"reminder:{deadline.pk}:2026-09-15:due").exists()


def test_a_day_off_brings_no_step_that_counts_working_days(branch):
    make_deadline(branch)
    remind(on=date(2026, 9, 11), now=noon(date(2026, 9, 11)))
    before = told()
    remind(on=date(2026, 9, 13), now=noon(date(2026, 9, 13)))
    assert told() == before


def test_a_person_gets_one_mail_a_day_however_much_falls_due(branch):
    owner = make_person("mailed", email="owner@example.org")
    for number in range(5):
        make_deadline(branch, person=owner, title=f"1-{number} 工作计划")
    for _ in range(2):
        remind(on=DUE_ON, now=noon(DUE_ON))
        mail_digests(now=noon(DUE_ON))
    assert [message.to for message in mail.outbox] == [["owner@example.org"]]
    assert "1-4 工作计划" in mail.outbox[0].body


def queries_of_a_run(on):
    with CaptureQueriesContext(connection) as captured:
        remind(on=on, now=noon(on))
    return len(captured)


def test_a_batch_costs_the_same_queries_for_one_row_and_for_twenty(branch):
    make_rows(branch, 1, due_on=DUE_ON)
    one = queries_of_a_run(DUE_ON)
    make_rows(branch, 20, due_on=DUE_ON)
    assert queries_of_a_run(DUE_ON) == one


def test_a_bad_batch_is_logged_and_the_others_go_on(branch, monkeypatch, caplog):
    monkeypatch.setattr(reminders, "BATCH", 1)
    bad, good = make_deadline(branch), make_deadline(branch)
    Deadline.objects.filter(pk=bad.pk).update(url="/" * 300, title="坏" * 300)
    real = reminders.message_of

    def message_of(reminder, *, is_owner):
        if reminder.deadline_id == bad.pk:
            raise ValueError("a row that cannot be told")
        return real(reminder, is_owner=is_owner)

    monkeypatch.setattr(reminders, "message_of", message_of)
    remind(on=DUE_ON, now=noon(DUE_ON))
    assert {deadline for deadline, _step, _person in told()} == {good.pk}
    assert f"deadlines {bad.pk} to {bad.pk} could not be made" in caplog.text


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgres
def test_two_sweeps_at_once_tell_nobody_twice(branch):
    for _ in range(10):
        make_deadline(branch)

    def run(_number):
        try:
            return remind(on=TUESDAY, now=noon(TUESDAY))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(run, range(4)))
    remind(on=TUESDAY, now=noon(TUESDAY))
    # The clerk and the secretary draft: both hear before_3, before_1, due and late_1, once for each row.
    assert len(told()) == len(set(told())) == 10 * 4 * 2
    assert Notice.objects.count() == len(told())


def plan_of(rows):
    """How the database would find the rows; nothing else is left to the planner than the index."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
    return rows.explain()


@pytest.mark.clause("LK-05")
def test_what_is_late_is_found_by_an_index_that_holds_open_rows_only(branch):
    make_rows(branch, 3, due_on=DUE_ON)
    make_rows(branch, 200, due_on=DUE_ON, closed_on=DUE_ON)
    plan = plan_of(Deadline.objects.overdue(TUESDAY).order_by("due_on", "pk")[:20])
    assert "deadline_open_by_due" in plan
    assert "deadline_open" in plan_of(Deadline.objects.due_between(DUE_ON, TUESDAY).order_by("due_on", "pk"))
    assert "deadline_open" in plan_of(Deadline.objects.touching(DUE_ON, DUE_ON))
