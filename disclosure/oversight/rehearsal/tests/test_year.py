"""A year under all five documents, told as a script, with what those who watch do: its ledger, the figures of its assessments and of
its circulars are those that a count by hand gives."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from disclosure.oversight.rehearsal.play import Played
from disclosure.oversight.rehearsal.tests import recounted, watched
from disclosure.oversight.rehearsal.tests.counted import DAY, Row, after, recurring, row, span
from disclosure.oversight.rehearsal.tests.looked import Facts, look
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
    for *about, start, due, closed in table("\n".join([HAPPENED, *watched.owed()])):
        found[row(*about, start, due, closed, closed and "done", until)] += 1
    for organization, entry, published, carried_out, number in table(FORMS):
        due = after(published, 5)
        found[row(organization, "form", entry, published, due, carried_out, "done", until)] += int(number)
    return found


def ledger(played: Played) -> Counter[Row]:
    return Counter(Row(*(row[name] for name in Row._fields)) for row in played.printed["ledger"])


def skipping(*nights: str) -> str:
    return f"skip_sweeps: [{', '.join(nights)}]\n"


def year() -> str:
    """The scheduler wakes up on the last night of each month alone: what is owed rests on no night."""
    nights = [on.isoformat() for on in span(FIRST, UNTIL) if (on + DAY).day != 1]
    return skipping(*nights) + YEAR.replace("steps:", f"{watched.HEAD}steps:", 1) + watched.steps()


@pytest.mark.clause("LK-01", "LK-13", "PL-08", "PL-16", "YY-09", "YY-12", "QJ-11")
@pytest.mark.clause("LK-22", "LK-25", "LK-26", "JG-15", "JG-16", "JG-17", "JG-19", "PL-12", "PL-14", "PL-15", "PL-18")
@pytest.mark.clause("YY-14", "YY-15", "QJ-18", "QJ-20", "QJ-21", "QJ-27")
def test_a_year_under_all_five_ends_with_the_ledger_that_was_counted():
    seen: dict = {}
    played = rehearsed(year(), then=lambda: seen.update(look()))
    assert played.disappointed == []
    found, counted = ledger(played), expected()
    assert (found - counted, counted - found) == ({}, {})
    for each in watched.ALL:
        check_inspection(each, seen["visits"][each.inspected], played.printed["states"])
        check_measure(each, seen["measures"].get(each.inspected))
        check_evaluation(each, seen["evaluations"].get(each.voting))
        check_circular(each, seen["circulars"][each.code], seen["rows"])
        check_assessment(each, seen["assessments"][each.code], seen["rows"])
    told = {notice["to"] for notice in played.printed["notices"] if "考核结果已经通报" in notice["title"]}
    assert {"qijiang-town-secretary", "qijiang-school-secretary", "qijiang-hospital-secretary", "longkou-clerk"} <= told
    shares = {
        (key, good < whole)
        for assessed in seen["assessments"].values() for each in assessed["results"]
        for key, (good, whole) in each["figures"].items() if whole
    }  # fmt: skip
    # Nothing is equal because it is empty.
    assert {key for key, is_short in shares if is_short} == {
        "on_time",
        "answers",
        "rectification",
        "inspection",
        "evaluation",
    }
    assert ("reports", False) in shares


def check_inspection(of: watched.Watched, visit: Facts, states: Mapping[str, str]) -> None:
    """Of a kind that its document names, where it names any, by the points of its own, to the orders that it ends in."""
    kinds = of.scheme["inspection"]["kinds"]
    assert of.kind in kinds if kinds else of.code == "qijiang"
    own = of.scheme.get("check_points") or of.scheme["inspection"]
    assert (visit["state"], visit["points"], visit["lots"]) == ("closed", own["points"], of.sampled)
    lost = (2 * len(own["points"]) * of.sampled - of.reached) // 2
    assert visit["marks"] == ["good"] * (6 * of.sampled - lost) + ["poor"] * lost
    assert {states[f"{order}_{of.code}"] for order in ("met", "late", "again")} == {"closed"}


def check_measure(of: watched.Watched, measure: Any) -> None:
    """Only where its document speaks of it, and by its own article."""
    part = of.scheme["accountability"]
    assert (measure is None) == ("article" not in part) == (of.code in ("longkou", "yueyang"))
    if measure:
        assert measure.step in part["steps"] and measure.ground_words.endswith(part["article"])
        assert (measure.state, measure.appeal_outcome) == ("confirmed", "changed")


def check_evaluation(of: watched.Watched, result: Facts | None) -> None:
    """Only where its document speaks of it; of fewer than ten ballots no list of codes is told."""
    assert (result is None) == ("article" not in of.scheme["evaluation"]) == (of.code in ("longkou", "pingluo"))
    if result:
        voted = len(of.voters)
        assert result["counts"] == recounted.counts(of)
        assert (result["handed"], len(set(result["codes"])), result["is_listed"]) == (voted, voted, voted >= 10)
        assert result["voters"] == (200 if of.code == "qijiang" else voted)


def check_circular(of: watched.Watched, told: Facts, rows: Sequence[Facts]) -> None:
    """As the ledger stood when it was drafted."""
    assert (told["state"], told["read"]) == ("published", [of.reader])
    assert "二、各组织的情况" in told["text"]
    for words in recounted.month_words(of, rows, (2026, 11), date(2026, 12, 2)):
        assert words in told["text"]


def check_assessment(of: watched.Watched, assessed: Facts, rows: Sequence[Facts]) -> None:
    """Of those alone whom its document assesses, each figure with exactly its rows; in places only where it says so."""
    part, on = of.scheme["assessment"], assessed["counted_on"]
    assert (assessed["of"], on, assessed["objections_until"]) == (of.of, date(2027, 1, 5), date(2027, 1, 12))
    assert {each["kind"] for each in assessed["results"]} == set(part["assessed"]) & (
        {"organization", "head"} if of.of == "below" else {"department"}
    )
    reached: dict = {}
    for each in assessed["results"]:
        figures = recounted.figures(of, each, rows, on)
        assert each["figures"] == each["listed"] == figures, each["name"]
        reached[each["name"]] = recounted.points(of, each, figures)
        assert each["points"] == reached[each["name"]], each["name"]
    text = assessed["text"]
    assert "〔2027〕1号" in text and "收到异议1条，采纳0条" in text and "+2.0分（经验推广）" in text
    assert part["ranks"] == (of.code == "pingluo") == ("名，" in text)
    for name, points in reached.items():
        assert f"{name}：{place_of(points, reached.values()) if part['ranks'] else ''}{said(points)}" in text


def place_of(points: Fraction | None, all_points: Iterable[Fraction | None]) -> str:
    return "" if points is None else f"第{1 + sum(each > points for each in all_points if each is not None)}名，"


def said(points: Fraction | None) -> str:
    return "没有可算的" if points is None else f"{float(points):.1f}分"


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
