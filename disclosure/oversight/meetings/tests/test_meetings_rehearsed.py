"""A quarter told as a script: a supervisor is appointed and suggests something, the supervisors meet, what they resolve is late.

In October 2026 the 1st to the 7th are a holiday; Monday is the 12th, Friday the 30th.
"""

import pytest

from disclosure.oversight.rehearsal.tests.playing import rehearsed, rows_of, script

pytestmark = [pytest.mark.django_db, pytest.mark.portable]


@pytest.mark.clause("LK-24")
@pytest.mark.clause("QJ-18")
def test_a_quarter_with_a_suggestion_answered_and_a_resolution_late_and_done():
    played = rehearsed(script(
        "2026-10-12", "2026-11-06",
        """
        - {on: 2026-10-12, by: qijiang-clerk, do: nominate, as: s, name: 王监督, constituency: member, from_on: 2026-10-12, until_on: 2027-10-12, person: qijiang-member}
        - {on: 2026-10-12, by: qijiang-clerk, do: appoint, on_what: s, expect: refused}
        - {on: 2026-10-12, by: qijiang-approver, do: appoint, on_what: s}
        - {on: 2026-10-12, by: passer-by, see: /o/qijiang/, contains: 王监督}
        - {on: 2026-10-13, by: qijiang-member, see: /oversight/, expect: 200}
        - {on: 2026-10-13, by: qijiang-member, do: suggest, as: k, on_what: s, subject: 公开栏太高, text: 老人看不见。}
        - {on: 2026-10-14, by: qijiang-handler, do: screen, on_what: k.case}
        - {on: 2026-10-14, by: qijiang-handler, do: assign, on_what: k.case}
        - {on: 2026-10-15, by: qijiang-handler, do: register_handling, on_what: k.case, text: 已经看过。}
        - {on: 2026-10-15, by: qijiang-handler, do: write_reply, on_what: k.case, result: handled, text: 这个月放低。}
        - {on: 2026-10-15, by: qijiang-handler, do: send_reply, on_what: k.case}
        - {on: 2026-10-20, by: qijiang-clerk, do: call, as: m, kind: supervisors, planned_on: 2026-10-22, place: 会议室}
        - {on: 2026-10-20, by: qijiang-clerk, do: invite, on_what: m}
        - {on: 2026-10-20, by: qijiang-member, see: "/oversight/meetings/{m}/", contains: 下一步怎样做}
        - {on: 2026-10-22, by: qijiang-clerk, do: write_minutes, on_what: m}
        - {on: 2026-10-22, by: qijiang-clerk, do: resolve, as: r, on_what: m, what: 放低公开栏, due_on: 2026-10-30, responsible: 办公室}
        - {on: 2026-10-22, by: qijiang-clerk, do: work_meeting.confirm, on_what: m, expect: refused}
        - {on: 2026-10-22, by: qijiang-secretary, do: work_meeting.confirm, on_what: m}
        - {on: 2026-11-02, do: check, org: qijiang, kind: meeting}
        - {on: 2026-11-03, by: qijiang-clerk, do: report_done, on_what: r, outcome: 已经放低}
        - {on: 2026-11-03, by: qijiang-clerk, do: confirm_done, on_what: r, expect: refused}
        - {on: 2026-11-04, by: qijiang-approver, do: confirm_done, on_what: r}
        """,
    ))  # fmt: skip
    assert played.disappointed == []
    late = next(step["rows"] for step in played.printed["steps"] if step["do"] == "check")
    assert [(row["due_on"], row["closed_on"]) for row in late if row["closed_on"] is None] == [("2026-10-30", None)]
    rows = {
        row["due_on"]: (row["closed_on"], row["on_time"])
        for row in rows_of(played, organization="qijiang", kind="meeting")
    }
    assert rows == {"2026-10-30": ("2026-11-03", False), "2026-12-31": ("2026-10-22", True)}
    (asked,) = [
        row for row in rows_of(played, organization="qijiang", kind="opinion") if row["closed_on"] == "2026-10-15"
    ]
    assert asked["on_time"] is True
    told = {row["to"] for row in played.printed["notices"] if "请您参加" in row["title"]}
    assert "qijiang-member" in told and len(told) > 1


@pytest.mark.clause("YY-19")
def test_a_leading_group_that_does_not_meet_is_late_with_its_quarter():
    """The quarter's last working day is Thursday 31 December."""
    played = rehearsed(script(
        "2026-12-21", "2027-01-05",
        """
        - {on: 2026-12-21, do: check, org: yueyang, kind: meeting}
        - {on: 2027-01-04, do: check, org: yueyang, kind: meeting}
        """,
    ))  # fmt: skip
    first, second = (step["rows"] for step in played.printed["steps"] if step["do"] == "check")
    assert [row["due_on"] for row in first] in ([], ["2026-12-31"])
    assert [(row["due_on"], row["closed_on"]) for row in second if row["due_on"] < "2027-01-01"] == [
        ("2026-12-31", None)
    ]
    assert [row["on_time"] for row in rows_of(played, organization="yueyang", kind="meeting")][0] is False
    assert not rows_of(played, organization="longkou", kind="meeting")
