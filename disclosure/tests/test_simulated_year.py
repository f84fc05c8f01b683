"""A whole year, day by day: five organisations, clerks who are in time, late, ill or wrong, and a sweep every night, told as the
script of a rehearsal.

The due days and what became of each duty stand here as worked out by hand from the calendar of 2026 and the script;
nothing of what is expected asks the code under test.
"""

from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import pytest

from catalog.obligations.duties.models import Duty
from disclosure.deadlines.models import Deadline, Reminder
from disclosure.oversight.rehearsal.tests.playing import rehearsed

SCRIPT = Path(__file__).parent / "simulated_year" / "year.yaml"
NEW_YEAR = date(2027, 1, 1)

# (Organisation, entry or department, kind and turn) → how the year's duties stand on New Year's Day.
EXPECTED = {
    ("longkou", "1-1", "replace"): {"done": 2},
    ("longkou", "1-1", "adjust"): {"done": 4},
    ("longkou", "1-2", "replace"): {"done": 2},
    # The first quarter's on 8 April, two quarters never, the last on the last day.
    ("longkou", "1-2", "adjust"): {"late": 1, "overdue": 2, "done": 1},
    ("longkou", "1-3", "replace"): {"excused": 2},
    ("longkou", "1-3", "adjust"): {"excused": 4},
    ("longkou", "1-4", "replace"): {"overdue": 2},
    ("longkou", "1-4", "adjust"): {"overdue": 4},
    # Withdrawn in March and disclosed again on 2 April; withdrawn in October and never again.
    ("longkou", "1-5", "replace"): {"done": 1, "overdue": 1},
    ("longkou", "1-5", "adjust"): {"late": 1, "done": 1, "overdue": 2},
    # The deferred quarter, owed again by 22 May, was made up for on the 20th.
    ("jiguan", "2-1", "replace"): {"done": 2},
    ("jiguan", "2-1", "adjust"): {"done": 2, "overdue": 2},
    # Done on 28 April, due 8 May; done on 1 September, due the 8th, two days late; the third is planned for 2027.
    ("jiguan", "2-2", "milestone"): {"done": 1, "late": 1, "waiting": 1},
    ("jiguan", "2-2", "summary"): {"done": 1},
    ("pingluo", "3-1", "publish"): {"done": 10, "late": 1, "overdue": 1},
    ("pingluo", "3-2", "update"): {"done": 1, "overdue": 1},
    ("pingluo", "一科", "quota"): {"done": 10, "overdue": 2},
    ("pingluo", "二科", "quota"): {"overdue": 12},
    ("yueyang", "", "report"): {"done": 1},
    ("qijiang", "5-1", "publish"): {"done": 10, "late": 1, "overdue": 1},
    ("qijiang", "5-2", "milestone"): {"done": 1},
    ("qijiang", "5-2", "summary"): {"done": 1},
}


def stood(on: date) -> dict[tuple[str, str, str], dict[str, int]]:
    """The same, read row by row from duties and ledger."""
    found = defaultdict(Counter)
    for duty in Duty.objects.select_related("organization", "department", "deadline"):
        whose = duty.department.name if duty.kind == "quota" else duty.entry_code
        turn = duty.recurrence if duty.kind == "period" else duty.kind
        found[duty.organization.code, whose, turn][word_of(duty.deadline, on)] += 1
    return {key: dict(counter) for key, counter in found.items()}


def word_of(row: Deadline, on: date) -> str:
    if row.closed_as in ("excused", "ended"):
        return row.closed_as
    if row.closed_on is None:
        return "overdue" if row.due_on < on else "waiting"
    return "late" if row.closed_on > row.due_on else "done"


@pytest.mark.django_db
@pytest.mark.portable
@pytest.mark.clause("LK-01")
@pytest.mark.clause("LK-05")
@pytest.mark.clause("LK-15")
@pytest.mark.clause("PL-16")
@pytest.mark.clause("YY-12")
@pytest.mark.clause("QJ-12")
def test_a_year_of_nights_ends_with_every_duty_done_late_excused_or_overdue():
    played = rehearsed(SCRIPT.read_text(encoding="utf-8"), SCRIPT.parent, then=assert_everything_stands)
    assert played.disappointed == []


def assert_everything_stands() -> None:
    assert stood(NEW_YEAR) == EXPECTED
    assert_ledger_agrees(NEW_YEAR)
    assert_reminders_came_once()


def assert_ledger_agrees(on: date) -> None:
    """The one query that supervisors' pages stand on finds as many late rows as the duties and decisions add up to."""
    duties = Counter()
    for counts in EXPECTED.values():
        duties.update(counts)
    kinds = ("duty", "report")
    assert Deadline.objects.filter(kind__in=kinds).overdue(on).count() == duties["overdue"]
    late = Deadline.objects.filter(kind__in=kinds).late(on)
    assert late.count() == duties["overdue"] + duties["late"]
    assert Deadline.objects.filter(kind__in=kinds).excused().count() == duties["excused"]
    decisions = Deadline.objects.filter(kind="item", organization__code="yueyang")
    assert (decisions.on_time().count(), decisions.late(on).count()) == (1, 1)


def assert_reminders_came_once() -> None:
    rows = Reminder.objects.values_list("deadline", "due_on", "step", "recipient")
    assert len(rows) == len(set(rows)) > 100
