"""A year of a draft: asked for, played in a process of its own, kept and shown as it stands."""

import shutil
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from catalog.own_schemes.actions import begin_draft, save_section
from catalog.own_schemes.models import SchemeDraft
from disclosure.audit.tests.factories import actions_on
from disclosure.deadlines.models import Deadline
from disclosure.notices.models import Notice
from disclosure.organizations.tests.factories import make_holder, make_organization
from disclosure.oversight.rehearsal.process.database import ALL, TABLES, digest
from disclosure.oversight.rehearsal.tests.playing import prepared
from disclosure.oversight.trials import playing
from disclosure.oversight.trials.actions import KEPT, begin_trial, end_trial, forget_trials, take_up, year_from
from disclosure.oversight.trials.models import SILENT, WAITED, Trial
from disclosure.oversight.trials.tests.factories import NOW, Office
from disclosure.testing.template import sqlite_template
from disclosure.workflow.kit import SYSTEM

pytestmark = [pytest.mark.django_db, pytest.mark.portable]
FIRST, UNTIL = date(2026, 10, 1), date(2027, 9, 30)


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def kept_bases(tmp_path, settings):
    """Tables and base are those of the tests, so that they are not made anew."""
    settings.VAR_DIR = tmp_path / "var"
    cache = settings.VAR_DIR / "rehearsal"
    cache.mkdir(parents=True)
    shutil.copy(sqlite_template(), cache / f"tables-{digest(TABLES)}.sqlite3")
    shutil.copy(prepared("empty", FIRST), cache / f"empty@{FIRST}-{digest(ALL)}.sqlite3")


@pytest.mark.clause("LK-01")
def test_a_year_is_played_and_the_portal_is_left_alone(office, kept_bases):
    """Quarterly instead of half-yearly: of 43 entries each has a turn by the end of every quarter, and its adjustment with it."""
    limits = office.draft.document["time_limits"]
    quarterly = [
        {**row, "recurrences": [{"name": "replace", "label": "更换", "rule": {"period_end": "quarter"}}]}
        if row["kind"] == "periodic" else row
        for row in limits
    ]  # fmt: skip
    save_section(office.draft, section="time_limits", values=quarterly, by=office.clerk, now=NOW)
    office.catalogue.nodes.get(code="2-1-1").departments.add(office.department)
    trial = office.trial()
    playing.play_trial(trial.pk)
    trial.refresh_from_db()
    assert (trial.outcome, trial.said, trial.days_done) == ("done", "", 365)
    rows = [row for row in trial.result["rows"] if row["kind"] == "duty"]
    found = {}
    for row in rows:
        found.setdefault((row["due_on"], row["provisional"]), []).append(row)
    days = [("2026-12-31", False), ("2027-03-31", True), ("2027-06-30", True), ("2027-09-30", True)]
    assert {key: len(each) for key, each in found.items()} == dict.fromkeys(days, 43)
    assert [row["departments"] for row in rows if row["title"].startswith("2-1-1 ")] == [["综合科"]] * 4
    assert {row["kind"] for row in trial.result["rows"]} == {"duty", "confirmation"}
    asked = [row["due_on"] for row in trial.result["rows"] if row["kind"] == "confirmation"]
    assert (len(asked), sum(trial.result["waiting"].values())) == (3, 33)
    assert Deadline.objects.filter(organization=office.organization, kind="duty").count() == 0
    assert [row.recipient for row in Notice.objects.filter(title__contains="算好了")] == [office.clerk]
    assert actions_on(trial) == ["trial.begun", "trial.ended"]


def test_the_year_begins_with_the_next_month():
    assert year_from(date(2026, 9, 14)) == (FIRST, UNTIL)
    assert year_from(date(2027, 1, 31)) == (date(2027, 2, 1), date(2028, 1, 31))
    assert year_from(date(2026, 12, 1)) == (date(2027, 1, 1), date(2027, 12, 31))


def test_a_second_one_waits_for_the_first(office):
    first = office.trial()
    with pytest.raises(ValidationError, match="一次只能试一份"):
        office.trial()
    assert list(Trial.objects.all()) == [first]


def test_who_does_not_write_the_scheme_asks_for_none(office):
    member = make_holder(make_organization("other"), "clerk")
    with pytest.raises(PermissionDenied):
        begin_trial(office.organization, draft=office.draft, by=member, now=NOW)
    assert not Trial.objects.exists()


def test_without_a_catalogue_there_is_nothing_to_play():
    bare = make_organization("bare")
    clerk = make_holder(bare, "clerk")
    draft = begin_draft(bare, title="实施方案", by=clerk, now=NOW)
    with pytest.raises(ValidationError, match="本组织还没有目录"):
        begin_trial(bare, draft=draft, by=clerk, now=NOW)


def test_one_that_died_is_shown_as_such_and_another_may_begin(office):
    dead = take_up(office.trial(), by=SYSTEM, now=NOW)
    assert dead.state_words(NOW + SILENT) == "正在试"
    later = NOW + SILENT + timedelta(seconds=1)
    assert dead.state_words(later) == "半路中断了"
    fresh = office.trial(now=later)
    dead.refresh_from_db()
    assert (dead.outcome, dead.ended_at, dead.result) == ("lost", later, None)
    assert fresh.state_words(later + WAITED) == "排队等着"
    playing.play_trial(dead.pk)
    dead.refresh_from_db()
    assert dead.outcome == "lost"


def test_what_is_taken_up_already_is_not_played_twice(office):
    trial = take_up(office.trial(), by=SYSTEM, now=NOW)
    playing.play_trial(trial.pk)
    trial.refresh_from_db()
    assert (trial.ended_at, trial.begun_at) == (None, NOW)


def test_one_that_takes_too_long_is_ended(office, kept_bases):
    trial = office.trial()
    playing.play_trial(trial.pk, seconds=0)
    trial.refresh_from_db()
    assert (trial.outcome, trial.said, trial.result) == ("too_long", playing.TOO_LONG, None)


def test_what_goes_wrong_is_said_and_leaves_no_half_result(office, kept_bases):
    trial = office.trial()
    SchemeDraft.objects.update(document={})
    playing.play_trial(trial.pk)
    trial.refresh_from_db()
    assert (trial.outcome, trial.said, trial.result) == ("failed", playing.FAILED, None)


def test_a_draft_with_a_fault_is_put_right_first(office):
    limits = [{**row, "rule": {"fortnights": 2}} for row in office.draft.document["time_limits"]]
    SchemeDraft.objects.update(document={**office.draft.document, "time_limits": limits})
    office.draft.refresh_from_db()
    with pytest.raises(ValidationError, match="先改好再试运行"):
        office.trial()


def test_old_ones_are_removed_by_the_sweep(office):
    trial = office.trial()
    end_trial(trial, outcome="failed", said="", by=SYSTEM, now=NOW)
    assert forget_trials(now=NOW + KEPT) == 0
    assert forget_trials(now=NOW + KEPT + timedelta(seconds=1)) == 1
