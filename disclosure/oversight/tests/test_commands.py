"""``sweep`` and ``overdue``: what they print and what they refuse."""

import csv
import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from disclosure.deadlines.models import Deadline, Reminder
from disclosure.deadlines.tests.factories import make_deadline, make_rows
from disclosure.organizations.tests.factories import make_department, make_holder, make_organization, noon
from disclosure.oversight import sweeping
from disclosure.oversight.tasks import sweep

pytestmark = pytest.mark.django_db
ON = date(2026, 9, 15)


def run(*arguments):
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def tree():
    committee = make_organization("committee")
    branch, other = make_organization("branch", committee), make_organization("other")
    make_deadline(branch, department=make_department(branch), url="/i/1/")
    make_rows(committee, 1, due_on=date(2026, 9, 1), title="2-1 年度报告", kind="report")
    make_rows(other, 1, due_on=date(2026, 9, 14))
    make_rows(branch, 1, due_on=ON)
    make_rows(branch, 1, due_on=date(2026, 9, 1), closed_on=ON)
    return committee


@pytest.mark.clause("LK-05")
def test_overdue_lists_what_is_late_in_a_subtree_longest_first(tree):
    rows = json.loads(run("overdue", "--org", "committee", "--on", "2026-09-15"))
    assert [(row["organization"], row["title"], row["days_late"]) for row in rows] == [
        ("committee", "2-1 年度报告", 14),
        ("branch", "1-1 党费收缴情况", 1),
    ]
    assert rows[1] | {"id": 0} == {
        "id": 0,
        "organization": "branch",
        "department": "办公室",
        "person": "",
        "kind": "item",
        "title": "1-1 党费收缴情况",
        "start_on": "2026-09-07",
        "due_on": "2026-09-14",
        "days_late": 1,
        "provisional": False,
        "url": "/i/1/",
    }


def test_overdue_everywhere_in_csv_has_one_line_a_row(tree):
    rows = list(csv.DictReader(StringIO(run("overdue", "--on", "2026-09-15", "--format", "csv"))))
    assert [row["organization"] for row in rows] == ["committee", "branch", "other"]
    assert rows[0]["due_on"] == "2026-09-01"


def test_overdue_names_an_organisation_it_does_not_know(tree):
    with pytest.raises(CommandError, match="没有代码为“nowhere”的党组织"):
        run("overdue", "--org", "nowhere", "--on", "2026-09-15")


def test_overdue_costs_one_query_and_one_for_the_code(tree, django_assert_num_queries):
    make_rows(tree, 20, due_on=date(2026, 9, 1))
    with django_assert_num_queries(2):
        run("overdue", "--org", "committee", "--on", "2026-09-15")


def test_a_sweep_may_run_twice_and_says_what_it_did(tree):
    make_holder(Deadline.objects.get(url="/i/1/").organization, "clerk")
    outcome = json.loads(run("sweep", "--on", "2026-09-15"))
    assert set(outcome) == {"on", *sweeping.jobs(date(2026, 9, 15), noon(date(2026, 9, 15)))}
    assert outcome["on"] == "2026-09-15"
    made = Reminder.objects.count()
    assert outcome["reminders"] == made > 0
    assert json.loads(run("sweep", "--on", "2026-09-15"))["reminders"] == 0
    assert Reminder.objects.count() == made


def test_a_job_that_fails_is_named_and_stops_no_other(tree, monkeypatch, caplog):
    def fail(**kwargs):
        raise RuntimeError("no disk")

    monkeypatch.setattr(sweeping, "end_due_displays", fail)
    outcome = sweeping.run_sweep(on=ON, now=noon(ON))
    assert outcome["displays"] == "failed"
    assert isinstance(outcome["reminders"], int)
    assert "sweep job displays failed" in caplog.text
    with pytest.raises(CommandError, match="有工作没有完成"):
        run("sweep", "--on", "2026-09-15")


def test_the_hourly_task_sweeps_as_of_today(tree):
    make_holder(tree, "clerk")
    sweep()
    assert Reminder.objects.exists()
