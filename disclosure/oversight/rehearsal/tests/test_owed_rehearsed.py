"""What is owed again, apart or still, told as scripts; expected days are reckoned by hand from the documents' own words.

In October 2026 the 1st to the 7th are a holiday and Saturday the 10th is worked; Monday is the 12th, the 19th and the 26th.
"""

import pytest

from disclosure.oversight.rehearsal.tests.playing import checked, rehearsed, row_of, rows_of, script

pytestmark = [pytest.mark.django_db, pytest.mark.portable]


def days(row) -> tuple[str | None, str | None, bool | None]:
    return row["due_on"], row["closed_on"], row["on_time"]


def registered(name: str, code: str, on: str, entry: str, more: str = "") -> str:
    """The draft and its steps to the approval, all on one day."""
    what = f"entry: {entry}{more}"
    return f"- {{on: {on}, by: {code}-clerk, do: register, as: {name}, {what}}}\n" + checked(name, code, on)


@pytest.mark.clause("YY-04")
@pytest.mark.clause("YY-17")
def test_after_the_decision_one_working_day_then_society_and_progress_as_it_comes():
    """岳阳 22, decided on Monday the 12th: by the 13th inside; society five working days after, 14, 15, 16, 19 and 20."""
    played = rehearsed(script(
        "2026-10-12", "2026-10-22",
        registered("a", "yueyang", "2026-10-12", "22"),
        """
        - {on: 2026-10-13, by: yueyang-secretary, do: publish_inside, on_what: a}
        - {on: 2026-10-15, by: yueyang-clerk, do: start_progress, on_what: a, progress_on: 2026-10-16, expect: 不能晚于今天}
        - {on: 2026-10-16, by: yueyang-clerk, do: start_progress, on_what: a, progress_on: 2026-10-16, text: 已经到任}
        - {on: 2026-10-16, by: yueyang-clerk, do: submit, on_what: a}
        - {on: 2026-10-16, by: yueyang-secrecy, do: check_secrecy, on_what: a}
        - {on: 2026-10-16, by: yueyang-approver, do: approve, on_what: a, minutes_number: "", expect: 会议纪要编号或传批件编号}
        - {on: 2026-10-16, by: yueyang-approver, do: approve, on_what: a}
        - {on: 2026-10-17, by: yueyang-secretary, do: publish_progress, on_what: a}
        - {on: 2026-10-17, by: yueyang-member, see: "/i/{a}/", contains: 已经到任}
        - {on: 2026-10-17, by: passer-by, see: "/i/{a}/", expect: 404}
        - {on: 2026-10-21, by: yueyang-secretary, do: publish_outside, on_what: a}
        - {on: 2026-10-21, by: passer-by, see: "/i/{a}/", contains: 已经到任}
        """,
    ))  # fmt: skip
    assert played.disappointed == []
    assert days(row_of(played, organization="yueyang", kind="item")) == ("2026-10-13", "2026-10-13", True)
    assert days(row_of(played, organization="yueyang", kind="outside")) == ("2026-10-20", "2026-10-21", False)


@pytest.mark.clause("LK-13")
def test_what_is_hidden_is_owed_until_it_is_shown_again_and_the_superior_hears_of_it_unconfirmed():
    """Determined on the 12th, due on the 19th; hidden on Thursday the 15th, to be confirmed by Friday the 16th."""
    played = rehearsed(script(
        "2026-10-12", "2026-10-20",
        registered("a", "longkou", "2026-10-12", "4-1-1"),
        """
        - {on: 2026-10-13, by: longkou-secretary, do: publish_inside, on_what: a}
        - {on: 2026-10-13, by: longkou-secretary, do: publish_outside, on_what: a}
        - {on: 2026-10-13, by: longkou-clerk, do: carry_out, on_what: a, form: 会议}
        - {on: 2026-10-15, by: longkou-secrecy, do: hide, on_what: a, reason: 有一个号码}
        - {on: 2026-10-15, by: longkou-secrecy, do: confirm_hiding, on_what: a, expect: refused}
        - {on: 2026-10-15, by: passer-by, see: "/i/{a}/", expect: 404}
        - {on: 2026-10-19, do: check, org: longkou, entry: 4-1-1, kind: item}
        - {on: 2026-10-20, by: longkou-approver, do: show_again, on_what: a, reason: 看错了}
        - {on: 2026-10-20, by: passer-by, see: "/i/{a}/", expect: 200}
        """,
    ))  # fmt: skip
    assert played.disappointed == []
    (hidden,) = next(step["rows"] for step in played.printed["steps"] if step["do"] == "check")
    assert days(hidden) == ("2026-10-19", None, None)
    assert days(row_of(played, kind="item")) == ("2026-10-19", "2026-10-13", True)
    assert days(row_of(played, kind="review")) == ("2026-10-16", "2026-10-20", False)
    told = {
        row["on"]
        for row in played.printed["notices"]
        if row["to"] == "longkou-superior-approver" and "隐藏" in row["title"]
    }
    assert told == {"2026-10-17"}


@pytest.mark.clause("LK-13")
@pytest.mark.clause("LK-16")
def test_another_item_of_the_same_day_makes_good_what_was_withdrawn():
    played = rehearsed(script(
        "2026-10-12", "2026-10-21",
        registered("a", "jiguan", "2026-10-12", "1-4"),
        """
        - {on: 2026-10-13, by: jiguan-secretary, do: publish_outside, on_what: a}
        - {on: 2026-10-14, by: jiguan-clerk, do: ask_withdrawal, on_what: a, reason: 写错了}
        - {on: 2026-10-14, by: jiguan-approver, do: confirm_withdrawal, on_what: a}
        """,
        registered("b", "jiguan", "2026-10-20", "1-4", ", event: 2026-10-12"),
        "- {on: 2026-10-21, by: jiguan-secretary, do: publish_outside, on_what: b}",
    ))  # fmt: skip
    assert played.disappointed == []
    assert days(row_of(played, organization="jiguan", kind="item")) == ("2026-10-13", "2026-10-21", False)


@pytest.mark.clause("LK-13")
def test_a_revision_is_owed_by_a_row_of_its_own():
    """Revised on Monday 26 October: 27, 28, 29, 30 October and 2 November."""
    played = rehearsed(script(
        "2026-10-12", "2026-11-04",
        registered("a", "longkou", "2026-10-12", "4-1-1"),
        """
        - {on: 2026-10-13, by: longkou-secretary, do: publish_inside, on_what: a}
        - {on: 2026-10-13, by: longkou-secretary, do: publish_outside, on_what: a}
        - {on: 2026-10-13, by: longkou-clerk, do: carry_out, on_what: a, form: 会议}
        - {on: 2026-10-27, by: longkou-clerk, do: start_correction, on_what: a, note: 分工调整, revised_on: 2026-10-26}
        """,
        checked("a", "longkou", "2026-10-28"),
        "- {on: 2026-11-03, by: longkou-secretary, do: publish_correction, on_what: a}",
    ))  # fmt: skip
    assert played.disappointed == []
    rows = sorted(map(days, rows_of(played, kind="item")))
    assert rows == [("2026-10-19", "2026-10-13", True), ("2026-11-02", "2026-11-03", False)]


@pytest.mark.clause("LK-01")
@pytest.mark.clause("LK-19")
def test_a_deferral_of_what_waits_for_an_event_is_owed_when_it_ends():
    """Until Friday 30 October; five working days after are 2, 3, 4, 5 and 6 November."""
    played = rehearsed(script(
        "2026-10-12", "2026-11-09",
        """
        - {on: 2026-10-12, by: longkou-clerk, do: propose_deferral, as: d, entry: 6-1-3, until_on: 2026-10-30}
        - {on: 2026-10-12, by: longkou-approver, do: approve, on_what: d}
        """,
    ))  # fmt: skip
    assert played.disappointed == []
    assert days(row_of(played, organization="longkou", entry="6-1-3", kind="duty")) == ("2026-11-06", None, False)
    assert played.printed["states"] == {"d": "ended"}


@pytest.mark.clause("QJ-15")
@pytest.mark.clause("JG-04")
@pytest.mark.parametrize(("code", "entry", "state"), [("qijiang", "6-6", "in_force"), ("jiguan", "2-1", "agreed")])
def test_an_exemption_waits_for_the_superior_only_where_the_document_says_so(code, entry, state):
    played = rehearsed(script(
        "2026-10-12", "2026-10-12",
        f"- {{on: 2026-10-12, by: {code}-clerk, do: propose_exemption, as: w, entry: {entry}}}",
        f"- {{on: 2026-10-12, by: {code}-approver, do: approve, on_what: w}}",
    ))  # fmt: skip
    assert played.disappointed == []
    assert played.printed["states"] == {"w": state}
    assert len(rows_of(played, organization=code, kind="filing")) == (state == "in_force")


@pytest.mark.clause("JG-04")
def test_the_superiors_opinion_of_an_exemption_is_read_by_the_readers_of_the_entry():
    """No document says by when it decides; preset five working days: 13, 14, 15, 16 and 19 October."""
    played = rehearsed(script(
        "2026-10-12", "2026-10-29",
        """
        - {on: 2026-10-12, by: jiguan-clerk, do: propose_exemption, as: w, entry: 2-1}
        - {on: 2026-10-12, by: jiguan-approver, do: approve, on_what: w}
        - {on: 2026-10-28, do: check, org: jiguan-superior}
        - {on: 2026-10-28, by: jiguan-superior-approver, do: answer, on_what: w, agreed: true, opinion: 同意半年内不公开}
        - {on: 2026-10-28, by: jiguan-member, see: /o/jiguan/2-1/, contains: 同意半年内不公开}
        """,
    ))  # fmt: skip
    assert played.disappointed == []
    (row,) = next(step["rows"] for step in played.printed["steps"] if step["do"] == "check")
    assert (row["kind"], *days(row)) == ("review", "2026-10-19", None, False)
    assert days(row_of(played, organization="jiguan-superior", kind="review")) == ("2026-10-19", "2026-10-28", False)


@pytest.mark.clause("JG-04")
def test_a_refusal_that_was_overturned_does_not_go_up_again():
    played = rehearsed(script(
        "2026-10-12", "2026-10-12",
        """
        - {on: 2026-10-12, by: jiguan-member, do: ask, as: t, kind: application, subject: 会议记录}
        - {on: 2026-10-12, by: jiguan-handler, do: accept, on_what: t}
        - {on: 2026-10-12, by: jiguan-handler, do: write_reply, on_what: t, result: refused, reason: 涉及工作秘密}
        - {on: 2026-10-12, by: jiguan-approver, do: approve_reply, on_what: t}
        - {on: 2026-10-12, by: jiguan-handler, do: send_up, on_what: t}
        - {on: 2026-10-12, by: jiguan-superior-approver, do: decide_above, on_what: t, upheld: 否}
        - {on: 2026-10-12, by: jiguan-handler, do: write_reply, on_what: t, result: refused, reason: 涉及工作秘密, expect: 不能再报一次}
        """,
    ))  # fmt: skip
    assert played.disappointed == []


@pytest.mark.clause("LK-31")
def test_a_topic_is_owed_until_it_is_disclosed_and_again_when_that_is_withdrawn():
    """Received on Monday the 12th: fifteen days end on Tuesday the 27th."""
    played = rehearsed(script(
        "2026-10-12", "2026-10-28",
        """
        - {on: 2026-10-12, by: passer-by, do: ask, as: t, kind: topic, org: longkou, subject: 公车使用, text: 想知道开支}
        - {on: 2026-10-13, by: longkou-handler, do: accept, on_what: t}
        - {on: 2026-10-14, by: longkou-handler, do: write_reply, on_what: t, result: to_sender, text: 共用3万元}
        - {on: 2026-10-14, by: longkou-approver, do: approve_reply, on_what: t}
        - {on: 2026-10-14, by: longkou-handler, do: send_reply, on_what: t}
        - {on: 2026-10-14, do: check, what: ledger, org: longkou, kind: request}
        """,
        registered("a", "longkou", "2026-10-15", "7-1-3"),
        """
        - {on: 2026-10-15, by: longkou-handler, do: link_item, on_what: t, item: a}
        - {on: 2026-10-15, by: longkou-secretary, do: publish_inside, on_what: a}
        - {on: 2026-10-16, by: longkou-secretary, do: publish_outside, on_what: a}
        - {on: 2026-10-19, do: check, what: ledger, org: longkou, kind: request}
        - {on: 2026-10-20, by: longkou-clerk, do: ask_withdrawal, on_what: a, reason: 数字有误}
        - {on: 2026-10-20, by: longkou-approver, do: confirm_withdrawal, on_what: a}
        """,
    ))  # fmt: skip
    assert played.disappointed == []
    rows = [step["rows"] for step in played.printed["steps"] if step["do"] == "check"]
    assert [[days(row) for row in each if row["due_on"] == "2026-10-27"] for each in rows] == [
        [("2026-10-27", None, None)], [("2026-10-27", "2026-10-16", True)],
    ]  # fmt: skip
    assert [days(row) for row in rows_of(played, kind="request") if row["due_on"] == "2026-10-27"] == [
        ("2026-10-27", None, False)
    ]


@pytest.mark.clause("LK-01")
def test_the_quarter_is_confirmed_by_whoever_says_so_and_silence_is_never_late():
    """Opened on Wednesday 30 September; ten working days after: 8, 9, 10, 12, 13, 14, 15, 16, 19 and 20 October."""
    played = rehearsed(script(
        "2026-09-28", "2026-10-22",
        """
        - {on: 2026-10-09, by: yueyang-secretary, do: confirm_nothing, entries: all}
        """,
    ))  # fmt: skip
    assert played.disappointed == []
    assert days(row_of(played, organization="longkou", kind="confirmation")) == ("2026-10-20", None, None)
    said = row_of(played, organization="yueyang", kind="confirmation")
    assert (said["due_on"], said["closed_on"], said["closed_as"]) == ("2026-10-20", "2026-10-09", "done")


@pytest.mark.clause("PL-02")
@pytest.mark.clause("LK-19")
@pytest.mark.parametrize(("code", "entry", "approves", "filings"), [
    ("pingluo", "3-2", "pingluo-approver", 0), ("longkou", "5-2-1", "longkou-approver", 1),
])  # fmt: skip
def test_narrower_than_the_entry_counts_once_it_was_agreed_as_the_document_has_it(code, entry, approves, filings):
    """Determined and published on the 12th for members alone; agreed on the 14th, a day late."""
    played = rehearsed(script(
        "2026-10-12", "2026-10-15",
        f"- {{on: 2026-10-12, by: {code}-clerk, do: register, as: a, entry: {entry}}}",
        f"- {{on: 2026-10-12, by: {code}-clerk, do: narrow, on_what: a, scope: party}}",
        checked("a", code, "2026-10-12"),
        f"""
        - {{on: 2026-10-12, by: {code}-secretary, do: publish_inside, on_what: a}}
        - {{on: 2026-10-12, by: {code}-clerk, do: carry_out, on_what: a}}
        - {{on: 2026-10-13, by: {code}-clerk, do: narrow, as: w, on_what: a, scope: party, reason: 涉及个人隐私, ground: 个人信息保护法第二十五条}}
        - {{on: 2026-10-14, by: {approves}, do: approve, on_what: w}}
        - {{on: 2026-10-14, by: passer-by, see: "/i/{{a}}/", expect: 404}}
        """,
    ))  # fmt: skip
    assert played.disappointed == []
    assert days(row_of(played, organization=code, kind="item")) == ("2026-10-13", "2026-10-14", False)
    assert len(rows_of(played, organization=code, kind="filing")) == filings


@pytest.mark.clause("PL-10")
def test_a_display_beyond_the_longest_takes_a_reason_and_a_second_person():
    """Society from Tuesday the 13th: fifteen days end on Wednesday the 28th."""
    played = rehearsed(script(
        "2026-10-12", "2026-11-03",
        registered("a", "pingluo", "2026-10-12", "3-2"),
        """
        - {on: 2026-10-13, by: pingluo-secretary, do: publish_inside, on_what: a}
        - {on: 2026-10-13, by: pingluo-secretary, do: publish_outside, on_what: a}
        - {on: 2026-10-14, by: pingluo-secretary, do: set_display_until, on_what: a, display_until: 2026-11-02, expect: 7至15天}
        - {on: 2026-10-14, by: pingluo-secretary, do: ask_longer_display, on_what: a, display_until: 2026-11-02, reason: 群众还在问}
        - {on: 2026-10-14, by: pingluo-secretary, do: agree_longer_display, on_what: a, expect: refused}
        - {on: 2026-10-14, by: pingluo-approver, do: agree_longer_display, on_what: a}
        - {on: 2026-11-02, by: passer-by, see: "/i/{a}/", expect: 200}
        - {on: 2026-11-03, by: passer-by, see: "/i/{a}/", expect: 410}
        """,
    ))  # fmt: skip
    assert played.disappointed == []


@pytest.mark.clause("PL-16")
def test_what_a_department_hands_in_meets_its_month_though_it_is_never_published():
    """Of October: the last working day is Friday the 30th."""
    played = rehearsed(script(
        "2026-10-12", "2026-11-02",
        """
        - {on: 2026-10-12, by: pingluo-clerk, do: register, as: a, entry: 3-2, department: 办公室}
        - {on: 2026-10-13, by: pingluo-clerk, do: submit, on_what: a}
        """,
    ))  # fmt: skip
    assert played.disappointed == []
    rows = [
        row for row in rows_of(played, organization="pingluo", kind="duty", entry=None) if row["due_on"] == "2026-10-30"
    ]
    assert len(rows) > 1
    assert [days(row) for row in rows if row["closed_on"]] == [("2026-10-30", "2026-10-13", True)]
    assert {row["on_time"] for row in rows if not row["closed_on"]} == {False}
