"""A year under all five documents, told as a script; the ledger is the one that a count by hand gives."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from disclosure.oversight.rehearsal.play import Played
from disclosure.oversight.rehearsal.tests.counted import DAY, Row, after, recurring, row, span
from disclosure.oversight.rehearsal.tests.playing import rehearsed, row_of, rows_of

pytestmark = [pytest.mark.django_db, pytest.mark.portable]
YEAR, AUTUMN = (Path(__file__).with_name(name).read_text(encoding="utf-8") for name in ("year.yaml", "autumn.yaml"))
FIRST, UNTIL = date(2026, 2, 2), date(2027, 1, 31)
# Of what recurs, what the script does not leave open: organisation, kind, entry, first day, due day, closed on.
DONE = """
    longkou duty 1-1-3 2026-01-01 2026-03-31 2026-03-20
    longkou duty 1-1-3 2026-01-01 2026-06-30 2026-03-20
    longkou duty 1-1-3 2026-07-01 2026-09-30 2026-10-12
    longkou duty 1-1-3 2026-07-01 2026-12-31 2026-10-12
    jiguan duty 2-1 2026-01-01 2026-06-30 2026-05-20
    pingluo duty 2-1 2026-04-01 2026-06-30 2026-06-22
    pingluo duty - 2026-06-01 2026-06-30 2026-06-22
    yueyang report - 2026-01-01 2026-12-31 2026-12-21
    qijiang duty 1-1 2026-03-01 2026-03-06 2026-03-06
    qijiang duty 1-1 2026-04-01 2026-04-03 2026-04-07
    qijiang-town duty 1-1 2026-05-01 2026-05-06 2026-05-06
    longkou confirmation - 2026-03-31 2026-04-15 2026-04-10
    longkou confirmation - 2026-06-30 2026-07-14 2026-07-20
    longkou confirmation - 2026-09-30 2026-10-20 2026-10-09
    yueyang confirmation - 2026-09-30 2026-10-20 2026-10-15
"""
# Exempt from the day of the decision on; of what was open then, from that day.
EXEMPT = {("longkou", "8-7-3"): "2026-03-10", ("qijiang", "3-4"): "2026-03-02"}
# Put off until 15 May, and owed then within five working days.
DEFERRED = {("jiguan", "duty", "2-1", "2026-01-01", "2026-03-31"): ("2026-05-15", "2026-05-22", "2026-05-20")}
# What something that happened made owed: organisation, kind, entry, start, due day, closed on.
HAPPENED = """
    longkou item 5-2-1 2026-02-12 2026-02-13 2026-02-14
    longkou item 4-1-1 2026-09-28 2026-10-10 2026-10-09
    jiguan item 1-4 2026-10-12 2026-10-13 2026-10-13
    pingluo item 3-2 2026-05-11 2026-05-12 2026-05-12
    yueyang item 22 2026-07-10 2026-07-13 2026-07-15
    yueyang item 21 2026-10-12 2026-10-15 2026-10-14
    yueyang outside 22 2026-07-15 2026-07-22 2026-07-17
    yueyang outside 21 2026-10-12 2026-10-19 -
    longkou duty 8-2-3 2026-04-28 2026-05-08 2026-05-07
    longkou duty 8-2-3 2027-02-04 2027-02-18 -
    longkou duty 8-2-3 2026-01-01 2026-12-31 -
    qijiang duty 1-3 2026-06-05 2026-06-12 2026-06-09
    qijiang duty 1-3 2026-06-10 2026-06-17 -
    longkou filing 8-7-3 2026-03-10 2026-03-17 2026-03-16
    jiguan filing 2-1 2026-03-05 2026-03-12 -
    qijiang filing 3-4 2026-03-02 2026-03-09 -
    longkou review 8-7-3 2026-03-10 2026-09-07 -
    qijiang review 3-4 2026-03-02 2027-02-26 -
    jiguan-superior review 2-1 2026-03-02 2026-03-09 2026-03-05
    longkou request - 2026-06-15 2026-06-22 2026-06-18
    longkou request - 2026-06-15 2026-06-30 2026-07-02
    jiguan request - 2026-08-03 2026-08-10 2026-08-05
    jiguan request - 2026-08-03 2026-08-18 2026-08-12
    jiguan-superior request - 2026-08-07 2026-08-14 2026-08-10
    yueyang request - 2026-09-14 2026-09-20 2026-09-18
    yueyang request - 2026-09-18 2026-10-22 2026-10-19
    longkou opinion - 2026-07-06 2026-07-27 2026-07-21
    longkou rectification - 2026-07-08 2026-07-22 2026-07-20
    pingluo archive 3-2 2026-05-20 2026-06-03 2026-06-01
"""
# Forms beside the portal, each within five working days: organisation, entry, published, carried out, how many.
FORMS = """
    longkou 5-2-1 2026-02-14 2026-02-14 3
    longkou 1-1-3 2026-03-20 2026-03-20 3
    longkou 1-1-3 2026-10-12 2026-10-12 3
    longkou 8-2-3 2026-05-07 2026-05-07 2
    longkou 4-1-1 2026-09-30 2026-10-09 2
    longkou 4-1-1 2026-10-09 2026-10-09 1
    jiguan 1-4 2026-10-13 2026-10-13 2
    jiguan 2-1 2026-05-20 2026-05-20 4
    pingluo 3-2 2026-05-12 2026-05-12 3
    pingluo 2-1 2026-06-22 2026-06-22 4
    yueyang 22 2026-07-15 2026-07-15 1
    yueyang 21 2026-10-12 2026-10-14 1
    qijiang 1-1 2026-03-06 2026-03-06 3
    qijiang 1-1 2026-04-07 2026-04-07 3
    qijiang 1-3 2026-06-09 2026-06-09 3
    qijiang-town 1-1 2026-05-06 2026-05-06 3
"""


def table(words: str) -> Iterator[list[str | None]]:
    for line in words.split("\n"):
        if line.strip():
            yield [None if word == "-" else word for word in line.split()]


def expected() -> Counter[Row]:
    until = UNTIL.isoformat()
    found: Counter[Row] = Counter()
    done = Counter({tuple(key): closed for *key, closed in table(DONE)})
    for organization, kind, entry, first, last in recurring(FIRST, UNTIL):
        start, due = first.isoformat(), last.isoformat()
        key = (organization, kind, entry, start, due)
        if last < FIRST:
            continue
        if since := EXEMPT.get((organization, entry)):
            closed, how = (max(start, since), "excused") if due >= since else (None, None)
        elif key in DEFERRED:
            start, due, closed = DEFERRED[key]
            how = "done"
        else:
            # Of three departments one has reported.
            closed = done.pop(key, None)
            how = closed and "done"
        found[row(organization, kind, entry, start, due, closed, how, until)] += 1
    assert not done
    for *about, start, due, closed in table(HAPPENED):
        found[row(*about, start, due, closed, closed and "done", until)] += 1
    for organization, entry, published, carried_out, number in table(FORMS):
        due = after(published, 5)
        found[row(organization, "form", entry, published, due, carried_out, "done", until)] += int(number)
    return found


def ledger(played: Played) -> Counter[Row]:
    return Counter(Row(*(row[name] for name in Row._fields)) for row in played.printed["ledger"])


def skipping(*nights: str) -> str:
    return f"skip_sweeps: [{', '.join(nights)}]\n"


@pytest.mark.clause("LK-01")
@pytest.mark.clause("LK-13")
@pytest.mark.clause("PL-08")
@pytest.mark.clause("PL-16")
@pytest.mark.clause("YY-09")
@pytest.mark.clause("YY-12")
@pytest.mark.clause("QJ-11")
def test_a_year_under_all_five_ends_with_the_ledger_that_was_counted():
    """The scheduler wakes up on the last night of each month alone: what is owed rests on no night."""
    nights = [on.isoformat() for on in span(FIRST, UNTIL) if (on + DAY).day != 1]
    played = rehearsed(skipping(*nights) + YEAR)
    assert played.disappointed == []
    found, counted = ledger(played), expected()
    assert (found - counted, counted - found) == ({}, {})


@pytest.mark.clause("LK-01")
@pytest.mark.clause("LK-14")
@pytest.mark.clause("QJ-11")
def test_skipped_weeks_give_the_same_ledger_as_none():
    """A week over the end of a month; three weeks over the end of a quarter and a disclosure day."""
    whole = rehearsed(AUTUMN)
    assert whole.disappointed == []
    for nights in ("2026-09-27..2026-10-03", "2026-09-22..2026-10-08"):
        played = rehearsed(skipping(nights) + AUTUMN)
        assert played.disappointed == []
        found, wanted = ledger(played), ledger(whole)
        assert (found - wanted, wanted - found) == ({}, {})
    row = row_of(whole, organization="jiguan", kind="duty", entry="2-1", start_on="2026-10-02")
    assert (row["due_on"], row["closed_on"]) == ("2026-10-13", "2026-10-08")
    assert [row["due_on"] for row in rows_of(whole, kind="archive")] == ["2026-10-20"]
