"""What counts as in time, told as scripts under the scheme that it concerns; expected days are reckoned by hand.

In October 2026 the 1st to the 7th are a holiday and Saturday the 10th is worked.
"""

import pytest

from disclosure.oversight.rehearsal.tests.playing import checked, refusals, rehearsed, row_of, script

pytestmark = [pytest.mark.django_db, pytest.mark.portable]


@pytest.mark.clause("LK-13")
@pytest.mark.clause("LK-16")
@pytest.mark.clause("QJ-10")
@pytest.mark.parametrize(("code", "entry", "event", "due_on", "before", "outside"), [
    # 29 and 30 September, then 8, 9 and 10 October.
    ("longkou", "4-1-1", "2026-09-28", "2026-10-10", "2026-10-12", "2026-10-13"),
    ("jiguan", "1-4", "2026-10-12", "2026-10-13", "2026-10-14", "2026-10-15"),
    ("pingluo", "3-2", "2026-10-12", "2026-10-13", "2026-10-14", "2026-10-15"),
    # 13, 14, 15, 16 and 19 October.
    ("qijiang", "4-1", "2026-10-12", "2026-10-19", "2026-10-20", "2026-10-21"),
])  # fmt: skip
def test_what_is_owed_to_society_is_not_done_by_the_stage_inside(code, entry, event, due_on, before, outside):
    played = rehearsed(script(
        event, outside,
        f"- {{on: {event}, by: {code}-clerk, do: register, as: a, entry: {entry}, title: 职责分工}}",
        checked("a", code, event),
        f"""
        - {{on: {event}, by: {code}-secretary, do: publish_inside, on_what: a}}
        - {{on: {event}, by: {code}-member, see: "/i/{{a}}/", expect: ok, contains: 职责分工}}
        - {{on: {before}, by: passer-by, see: "/i/{{a}}/", expect: 404}}
        - {{on: {before}, do: check, what: ledger, org: {code}, entry: {entry}, kind: item}}
        - {{on: {outside}, by: {code}-secretary, do: publish_outside, on_what: a}}
        - {{on: {outside}, by: passer-by, see: "/i/{{a}}/", expect: 200, contains: 职责分工}}
        """,
    ))  # fmt: skip
    assert played.disappointed == []
    (row,) = next(step["rows"] for step in played.printed["steps"] if step["do"] == "check")
    assert (row["due_on"], row["closed_on"], row["on_time"]) == (due_on, None, False)
    row = row_of(played, kind="item", organization=code)
    assert (row["entry"], row["closed_on"], row["closed_as"], row["on_time"]) == (entry, outside, "done", False)
    assert played.printed["states"] == {"a": "published_outside"}


@pytest.mark.clause("LK-16")
def test_no_interval_carries_an_item_past_its_day():
    """Registered on Monday 12 October, due by the 13th."""
    played = rehearsed(script(
        "2026-10-12", "2026-10-13",
        """
        - {on: 2026-10-12, by: longkou-clerk, do: register, as: a, entry: 1-1-1, inside_first: true, outside_after_days: 365}
        """,
        checked("a", "longkou", "2026-10-12"),
        """
        - {on: 2026-10-12, by: longkou-secretary, do: publish_inside, on_what: a, expect: 超过了应公开的2026年10月13日}
        - {on: 2026-10-12, by: longkou-secretary, do: set_outside_after, on_what: a, outside_after_days: 1}
        - {on: 2026-10-12, by: longkou-secretary, do: publish_inside, on_what: a}
        """,
    ))  # fmt: skip
    assert played.disappointed == []
    row = row_of(played, kind="item")
    assert (row["due_on"], row["closed_on"], row["on_time"]) == ("2026-10-13", "2026-10-13", True)


@pytest.mark.clause("LK-13")
@pytest.mark.clause("LK-16")
def test_narrower_than_the_entry_is_not_what_was_owed():
    """任前公示 for one person, due on 13 October; the item is out, the row stays open."""
    played = rehearsed(script(
        "2026-10-12", "2026-10-14",
        """
        - {on: 2026-10-12, by: longkou-clerk, do: register, as: a, entry: 5-2-1}
        - {on: 2026-10-12, by: longkou-clerk, do: narrow, on_what: a, scope: party}
        """,
        checked("a", "longkou", "2026-10-12"),
        "- {on: 2026-10-12, by: longkou-secretary, do: publish_inside, on_what: a}",
        "- {on: 2026-10-13, by: longkou-clerk, do: carry_out, on_what: a, form: 会议}",
    ))  # fmt: skip
    assert played.disappointed == []
    row = row_of(played, kind="item")
    assert (row["due_on"], row["closed_on"], row["on_time"]) == ("2026-10-13", None, False)


@pytest.mark.clause("LK-09")
def test_where_only_a_meeting_is_listed_the_meeting_is_what_is_owed():
    """yueyang 21, an important matter completed on 12 October: three working days, or seven for what is important."""
    played = rehearsed(script(
        "2026-10-12", "2026-10-16",
        "- {on: 2026-10-12, by: yueyang-clerk, do: register, as: a, entry: 21}",
        checked("a", "yueyang", "2026-10-12"),
        """
        - {on: 2026-10-12, by: yueyang-secretary, do: publish_inside, on_what: a}
        - {on: 2026-10-14, do: check, org: yueyang, entry: 21, kind: item}
        - {on: 2026-10-14, by: yueyang-clerk, do: carry_out, on_what: a, form: 会议, confirmed: false}
        - {on: 2026-10-15, do: check, org: yueyang, entry: 21, kind: item}
        """,
    ))  # fmt: skip
    assert played.disappointed == []
    opened = [step["rows"] for step in played.printed["steps"] if step["do"] == "check"]
    assert [(row["due_on"], row["closed_on"]) for (row,) in opened] == [("2026-10-15", None)] * 2
    assert row_of(played, kind="item")["on_time"] is False


@pytest.mark.clause("LK-09")
@pytest.mark.clause("YY-07")
def test_the_meeting_closes_the_row_and_society_has_a_row_of_its_own():
    """Done inside on the 14th; then five working days for society: 13, 14, 15, 16 and 19 October, from the publication inside."""
    played = rehearsed(script(
        "2026-10-12", "2026-10-20",
        "- {on: 2026-10-12, by: yueyang-clerk, do: register, as: a, entry: 21}",
        checked("a", "yueyang", "2026-10-12"),
        """
        - {on: 2026-10-12, by: yueyang-secretary, do: publish_inside, on_what: a}
        - {on: 2026-10-14, by: yueyang-clerk, do: carry_out, on_what: a, form: 会议}
        """,
    ))  # fmt: skip
    inside, outside = row_of(played, kind="item"), row_of(played, kind="outside")
    assert (inside["due_on"], inside["closed_on"], inside["on_time"]) == ("2026-10-15", "2026-10-14", True)
    assert (outside["entry"], outside["due_on"], outside["closed_on"], outside["on_time"]) == (
        "21",
        "2026-10-19",
        None,
        False,
    )


@pytest.mark.clause("YY-09")
@pytest.mark.clause("JG-06")
@pytest.mark.clause("LK-06")
@pytest.mark.parametrize(("code", "what"), [
    ("yueyang", "entry: 22"),
    ("jiguan", "entry: 1-4, important: true"),
    ("longkou", "title: 目录外事项, scope: party"),
])  # fmt: skip
def test_the_leader_alone_does_not_approve_what_the_document_gives_to_a_meeting(code, what):
    played = rehearsed(script(
        "2026-10-12", "2026-10-12",
        f"- {{on: 2026-10-12, by: {code}-clerk, do: register, as: a, {what}}}",
        checked("a", code, "2026-10-12", "route: leader, expect: 要集体研究决定"),
        f"""
        - {{on: 2026-10-12, by: {code}-approver, do: approve, on_what: a, minutes_number: "", expect: 还要填写会议}}
        - {{on: 2026-10-12, by: {code}-approver, do: approve, on_what: a}}
        """,
    ))  # fmt: skip
    assert played.disappointed == []
    assert [number for number, _message in refusals(played)] == [5, 6]
    assert played.printed["states"] == {"a": "approved"}


@pytest.mark.clause("LK-13")
def test_what_is_withdrawn_is_owed_again_by_the_day_it_was():
    """Determined on Monday 12 October, so due on the 19th."""
    played = rehearsed(script(
        "2026-10-12", "2026-10-20",
        "- {on: 2026-10-12, by: longkou-clerk, do: register, as: a, entry: 4-1-1}",
        checked("a", "longkou", "2026-10-12"),
        """
        - {on: 2026-10-13, by: longkou-secretary, do: publish_inside, on_what: a}
        - {on: 2026-10-13, by: longkou-secretary, do: publish_outside, on_what: a}
        - {on: 2026-10-13, by: longkou-clerk, do: carry_out, on_what: a, form: 会议}
        - {on: 2026-10-14, do: check, org: longkou, entry: 4-1-1, kind: item}
        - {on: 2026-10-14, by: longkou-secretary, do: end_display, on_what: a, reason: 不想展示了, expect: 长期公开，不能结束展示}
        - {on: 2026-10-15, by: longkou-clerk, do: ask_withdrawal, on_what: a, reason: 内容有误}
        - {on: 2026-10-15, by: longkou-clerk, do: confirm_withdrawal, on_what: a, expect: refused}
        - {on: 2026-10-15, by: longkou-secretary, do: confirm_withdrawal, on_what: a}
        - {on: 2026-10-15, by: passer-by, see: "/i/{a}/", expect: refused}
        """,
    ))  # fmt: skip
    assert played.disappointed == []
    ((row,),) = [step["rows"] for step in played.printed["steps"] if step["do"] == "check"]
    assert (row["due_on"], row["closed_on"], row["on_time"]) == ("2026-10-19", "2026-10-13", True)
    row = row_of(played, kind="item")
    assert (row["due_on"], row["closed_on"], row["on_time"]) == ("2026-10-19", None, False)
