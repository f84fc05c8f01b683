"""A village, a hospital and a university by their own documents: what falls due when, reckoned by hand.

Of 2026: 1 to 3 January and 15 to 23 February are off, 4 January, 14 and 28 February are worked; 4 to 6 April are off.
"""

import pytest

from disclosure.oversight.rehearsal.tests.playing import rehearsed
from disclosure.tests.foreign.scripts import DOCUMENTS, HOSPITAL, UNIVERSITY, VILLAGE, Foreign

pytestmark = [pytest.mark.django_db, pytest.mark.portable]
clause = pytest.mark.clause

EXPECTED = {
    # 每季度第一个月的10日: Saturday 10 January moves back. 每两个月, 每年2月底前: 28 February is a Saturday that is worked.
    VILLAGE: {
        ("duty", "2", "2026-06-30"),
        ("duty", "4", "2026-01-09"),
        ("duty", "4", "2026-04-10"),
        ("duty", "7", "2026-02-28"),
        ("duty", "7", "2026-04-30"),
        ("duty", "9", "2026-02-28"),
        ("filing", None, "2026-01-12"),
        ("confirmation", None, "2026-04-15"),
    },
    # 每月 is the first Monday: 5 January; 2 February; 2 March; 6 April is off, held on the 7th.
    HOSPITAL: {
        ("duty", "6", "2026-01-05"),
        ("duty", "6", "2026-02-02"),
        ("duty", "6", "2026-03-02"),
        ("duty", "6", "2026-04-07"),
        ("duty", "9", "2026-06-30"),
        ("filing", None, "2026-01-12"),
        ("confirmation", None, "2026-04-15"),
        ("report", None, "2026-12-31"),
    },
    # 次月15日前: Sunday 15 February is off, and Saturday the 14th is worked; Sunday 15 March moves back to Friday.
    UNIVERSITY: {
        ("duty", "2-1", "2026-03-31"),
        ("duty", "4-1", "2026-02-28"),
        ("duty", "4-2", "2026-10-30"),
        ("duty", "5-2", "2026-02-14"),
        ("duty", "5-2", "2026-03-13"),
        ("duty", "5-2", "2026-04-15"),
        ("duty", "5-2", "2026-05-15"),
        ("filing", None, "2026-01-12"),
        ("confirmation", None, "2026-04-15"),
        ("report", None, "2026-10-30"),
    },
}


@clause("PL-13")
@pytest.mark.parametrize("foreign", EXPECTED, ids=lambda each: each.code)
def test_what_falls_due_under_a_document_of_ones_own(foreign: Foreign):
    played = rehearsed(foreign.script("2026-04-30"), DOCUMENTS)
    rows = [(row["kind"], row["entry"], row["due_on"]) for row in played.printed["ledger"]]
    assert sorted(rows, key=str) == sorted(EXPECTED[foreign], key=str)
    assert not played.disappointed


def test_three_working_days_after_the_vote_and_nothing_of_the_calendar():
    steps = "\n- {on: 2026-01-06, by: village-clerk, do: register, as: a, entry: 5, event: 2026-01-06, title: 修路, body: 同意。}\n"
    played = rehearsed(VILLAGE.script("2026-01-08", steps), DOCUMENTS)
    assert [row["due_on"] for row in played.printed["ledger"] if row["kind"] == "item"] == ["2026-01-09"]


@pytest.mark.parametrize(
    ("foreign", "accept", "answer"),
    # From Tuesday 6 January: 3 and 10 days; 3 working days, the 10 then from acceptance; 5 and 15 working days.
    [(VILLAGE, "2026-01-09", "2026-01-16"), (HOSPITAL, "2026-01-09", None), (UNIVERSITY, "2026-01-13", "2026-01-27")],
    ids=lambda each: getattr(each, "code", ""),
)
def test_who_asks_is_answered_within_the_days_of_the_document(foreign: Foreign, accept: str, answer: str | None):
    asked = (
        f"by: {foreign.code}-member, do: ask, as: t, kind: topic, org: {foreign.code}, subject: 停车费, text: 怎么收？"
    )
    played = rehearsed(foreign.script("2026-01-08", f"\n- {{on: 2026-01-06, {asked}}}\n"), DOCUMENTS)
    due = [row["due_on"] for row in played.printed["ledger"] if row["kind"] == "request"]
    assert due == [day for day in (accept, answer) if day]
