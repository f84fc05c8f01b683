"""The shorthands and the procedures beside the item's: cases, exemptions, findings, channels."""

import pytest

from disclosure.oversight.rehearsal.acts.grounds import reason_of
from disclosure.oversight.rehearsal.tests.playing import checked, rehearsed, row_of, rows_of, script

pytestmark = [pytest.mark.django_db, pytest.mark.portable]
PHONE = "13800138000"


def one_day(*steps: str) -> str:
    return script("2026-10-12", "2026-10-12", *steps)


@pytest.mark.clause("LK-17")
def test_an_application_is_sent_accepted_written_approved_answered_and_judged():
    """Received on Monday 12 October: 5 days end on Saturday the 17th, so on the 19th; 15 on Tuesday the 27th."""
    played = rehearsed(script(
        "2026-10-12", "2026-10-16",
        """
        - {on: 2026-10-12, by: longkou-member, do: ask, as: t, kind: application, org: longkou, subject: 公车使用}
        - {on: 2026-10-13, by: longkou-handler, do: accept, on_what: t}
        - {on: 2026-10-13, by: longkou-handler, do: claim, on_what: t}
        - {on: 2026-10-14, by: longkou-handler, do: write_reply, on_what: t, result: to_sender, text: 按规定使用。}
        - {on: 2026-10-14, by: longkou-handler, do: approve_reply, on_what: t, expect: 您没有“批准答复”的权限}
        - {on: 2026-10-14, by: longkou-approver, do: approve_reply, on_what: t}
        - {on: 2026-10-14, by: longkou-handler, do: send_reply, on_what: t}
        - {on: 2026-10-15, by: longkou-staff, do: judge, on_what: t, expect: 不是您发来的}
        - {on: 2026-10-15, by: longkou-member, do: judge, on_what: t, verdict: satisfied}
        """,
    ))  # fmt: skip
    assert played.disappointed == []
    assert played.printed["states"] == {"t": "closed"}
    rows = sorted((row["due_on"], row["closed_on"], row["on_time"]) for row in rows_of(played, kind="request"))
    assert rows == [("2026-10-19", "2026-10-13", True), ("2026-10-27", "2026-10-14", True)]


@pytest.mark.clause("LK-17")
def test_who_may_not_ask_is_refused_as_on_the_page_and_staff_enter_what_came_by_telephone():
    """An application is for members; without an account it is entered by who handles requests."""
    played = rehearsed(one_day(
        "- {on: 2026-10-12, by: passer-by, do: ask, kind: application, org: longkou, expect: 请先登录}",
        "- {on: 2026-10-12, by: longkou-clerk, do: ask, kind: topic, channel: phone, expect: 没有登记本组织来件的权限}",
        "- {on: 2026-10-12, by: longkou-handler, do: ask, as: t, kind: topic, channel: phone, received_on: 2026-10-09}",
        "- {on: 2026-10-12, by: longkou-member, do: ask, as: u, kind: application, org: longkou}",
    ))  # fmt: skip
    assert played.disappointed == []
    assert played.printed["states"] == {"t": "received", "u": "received"}
    # 15 days from Friday the 9th end on Saturday the 24th, so on the 26th.
    assert {"2026-10-26", "2026-10-27"} <= {row["due_on"] for row in rows_of(played, kind="request")}


@pytest.mark.clause("JG-04")
def test_a_refusal_goes_up_where_the_scheme_says_so():
    played = rehearsed(one_day(
        "- {on: 2026-10-12, by: jiguan-member, do: ask, as: t, kind: application, subject: 会议记录}",
        "- {on: 2026-10-12, by: jiguan-handler, do: accept, on_what: t}",
        "- {on: 2026-10-12, by: jiguan-handler, do: write_reply, on_what: t, result: refused, reason: 涉及工作秘密}",
        "- {on: 2026-10-12, by: jiguan-approver, do: approve_reply, on_what: t}",
        "- {on: 2026-10-12, by: jiguan-handler, do: send_reply, on_what: t, expect: refused}",
        "- {on: 2026-10-12, by: jiguan-handler, do: send_up, on_what: t}",
        "- {on: 2026-10-12, by: jiguan-superior-approver, do: decide_above, on_what: t, upheld: 是}",
        "- {on: 2026-10-12, by: jiguan-handler, do: send_reply, on_what: t}",
    ))  # fmt: skip
    assert played.disappointed == []
    assert played.printed["states"] == {"t": "answered"}


@pytest.mark.parametrize(
    ("words", "reason"), [("work_secret", "work_secret"), ("涉及工作秘密", "work_secret"), ("不便公开", "other")]
)
def test_a_ground_may_be_given_in_the_words_of_the_list_or_in_others(words, reason):
    assert reason_of(words) == reason


@pytest.mark.clause("LK-23")
def test_an_opinion_leads_to_a_rectification():
    """Ten working days from Monday 12 October end on the 26th."""
    played = rehearsed(one_day(
        "- {on: 2026-10-12, by: passer-by, do: ask, as: o, kind: opinion, org: longkou}",
        "- {on: 2026-10-12, by: longkou-handler, do: screen, on_what: o}",
        "- {on: 2026-10-12, by: longkou-handler, do: assign, on_what: o, handler: longkou-clerk}",
        "- {on: 2026-10-12, by: longkou-handler, do: order_rectification, on_what: o, demand: 改正, working_days: 10}",
        "- {on: 2026-10-12, by: longkou-clerk, do: register_handling, on_what: o}",
        "- {on: 2026-10-12, by: longkou-approver, do: finish_rectification, on_what: o}",
    ))  # fmt: skip
    assert played.disappointed == []
    row = row_of(played, kind="rectification")
    assert (row["due_on"], row["closed_on"], row["on_time"]) == ("2026-10-26", "2026-10-12", True)


@pytest.mark.clause("LK-19")
def test_an_exemption_is_proposed_approved_by_another_and_excuses_what_was_due():
    played = rehearsed(one_day(
        "- {on: 2026-10-12, by: longkou-clerk, do: propose_exemption, as: w, entry: 1-1-3, reason: 涉及工作秘密}",
        "- {on: 2026-10-12, by: longkou-clerk, do: approve, on_what: w, expect: refused}",
        "- {on: 2026-10-12, by: longkou-approver, do: approve, on_what: w}",
        "- {on: 2026-10-12, by: longkou-secretary, do: send, on_what: w.filing}",
        "- {on: 2026-10-12, by: longkou-clerk, do: propose_deferral, as: d, entry: 2-1-1, until_on: 2026-11-20}",
    ))  # fmt: skip
    assert played.disappointed == []
    assert played.printed["states"] == {"w": "in_force", "d": "submitted"}
    duties = rows_of(played, organization="longkou", kind="duty", entry="1-1-3")
    assert {(row["closed_as"], row["on_time"]) for row in duties} == {("excused", None)}
    assert row_of(played, kind="filing")["closed_as"] == "done"


@pytest.mark.parametrize("step", [
    "by: longkou-clerk, do: mask",
    "by: longkou-clerk, do: clear, place: 手机, reason: 值班电话",
    "by: longkou-secrecy, do: clear",
])  # fmt: skip
def test_what_the_search_holds_against_an_item_is_printed_and_masked_or_let_stand(step):
    played = rehearsed(one_day(
        f"- {{on: 2026-10-12, by: longkou-clerk, do: register, as: a, entry: 4-1-1, body: 请拨{PHONE}。}}",
        "- {on: 2026-10-12, by: longkou-clerk, do: clear, on_what: a, place: 附件, expect: 没有找到这一处}",
        f"- {{on: 2026-10-12, {step}, on_what: a}}",
    ))  # fmt: skip
    assert played.disappointed == []
    before, _refused, after = [step["findings"] for step in played.printed["steps"]]
    assert "手机号" in before[0]
    assert PHONE not in before[0]
    assert after == []


@pytest.mark.clause("QJ-07")
def test_what_is_for_named_people_is_told_to_each():
    played = rehearsed(one_day(
        "- {on: 2026-10-12, by: qijiang-clerk, do: register, as: a, entry: 6-3, scope: individual,"
        " recipients: [qijiang-member, qijiang-staff]}",
        checked("a", "qijiang", "2026-10-12"),
        "- {on: 2026-10-12, by: qijiang-secretary, do: publish_inside, on_what: a}",
        "- {on: 2026-10-12, by: qijiang-clerk, do: carry_out, on_what: a}",
        '- {on: 2026-10-12, by: qijiang-member, see: "/i/{a}/", expect: 200}',
        '- {on: 2026-10-12, by: qijiang-committee, see: "/i/{a}/", expect: 404}',
    ))  # fmt: skip
    assert played.disappointed == []
    assert {row["closed_as"] for row in rows_of(played, kind="form")} == {"done"}


@pytest.mark.clause("LK-09")
@pytest.mark.parametrize(("evidence", "closed_on"), [("", "2026-10-16"), (", evidence: 签到表", "2026-10-13")])
def test_a_meeting_recorded_late_counts_by_its_day_only_with_evidence(evidence, closed_on):
    """yueyang 21 lists a meeting alone; completed on the 12th, three working days end on the 15th."""
    played = rehearsed(script(
        "2026-10-12", "2026-10-16",
        "- {on: 2026-10-12, by: yueyang-clerk, do: register, as: a, entry: 21}",
        checked("a", "yueyang", "2026-10-12"),
        "- {on: 2026-10-12, by: yueyang-secretary, do: publish_inside, on_what: a}",
        f"- {{on: 2026-10-16, by: yueyang-clerk, do: carry_out, on_what: a, form: 会议, on_day: 2026-10-13{evidence}}}",
    ))  # fmt: skip
    assert played.disappointed == []
    row = row_of(played, kind="item")
    assert (row["due_on"], row["closed_on"], row["on_time"]) == ("2026-10-15", closed_on, closed_on == "2026-10-13")


@pytest.mark.clause("LK-01")
def test_a_quarter_is_confirmed_by_codes_or_as_a_whole():
    """The third quarter opens on 30 September; nobody was there in the second."""
    text = script(
        "2026-09-21", "2026-10-08",
        """
        - {on: 2026-10-08, by: longkou-secretary, do: confirm_nothing, quarter: 2026Q2, entries: all, expect: 没有等着确认的}
        - {on: 2026-10-08, by: longkou-secretary, do: confirm_nothing, quarter: 2026年第三季度, entries: [4-1-1, 4-2-1]}
        - {on: 2026-10-08, by: longkou-secretary, do: confirm_nothing, quarter: 2026Q3, entries: 4-1-1, expect: 已经确认过}
        - {on: 2026-10-08, by: longkou-secretary, do: confirm_nothing, as: q, entries: all}
        - {on: 2026-10-08, by: yueyang-secretary, do: confirm_nothing, entries: 1}
        """,
    )  # fmt: skip
    played = rehearsed(f"skip_sweeps: [2026-09-21..2026-09-29, 2026-10-01..2026-10-08]\n{text}")
    assert played.disappointed == []
    closed = {row["organization"]: row["closed_on"] for row in rows_of(played, kind="confirmation")}
    assert (closed["longkou"], closed["yueyang"]) == ("2026-10-08", None)


@pytest.mark.clause("YY-12")
def test_the_report_that_is_owed_is_begun_and_sent():
    played = rehearsed(one_day(
        "- {on: 2026-10-12, by: longkou-secretary, do: begin_report, expect: 没有要报送的报告}",
        "- {on: 2026-10-12, by: yueyang-secretary, do: begin_report, as: r}",
        "- {on: 2026-10-12, by: yueyang-secretary, do: send, on_what: r}",
    ))  # fmt: skip
    assert played.disappointed == []
    assert row_of(played, kind="report")["closed_on"] == "2026-10-12"
