"""Orders met, late and sent back, and pressing that is answered, played day by day (JG-17, PL-18)."""

import pytest

from disclosure.oversight.rehearsal.tests.playing import rehearsed, rows_of, script

pytestmark = [pytest.mark.django_db, pytest.mark.portable]
GIVEN = "by: longkou-superior-approver, do: begin_order, org: longkou, due_on: 2026-10-23"


@pytest.mark.clause("JG-17")
@pytest.mark.clause("PL-18")
@pytest.mark.clause("QJ-18")
def test_three_orders_and_one_pressing():
    """Due on Friday 23 October: one working day late on Monday the 26th, three on Wednesday the 28th."""
    played = rehearsed(script(
        "2026-10-12", "2026-11-06",
        f"""
        - {{on: 2026-10-12, {GIVEN}, as: met, what: 公开栏换成大字。}}
        - {{on: 2026-10-12, {GIVEN}, as: late, what: 补上第三季度的党费收缴情况。}}
        - {{on: 2026-10-12, {GIVEN}, as: again, what: 电子屏修好。}}
        - {{on: 2026-10-20, by: longkou-clerk, do: report_back, on_what: met}}
        - {{on: 2026-10-20, by: longkou-clerk, do: report_back, on_what: again}}
        - {{on: 2026-10-21, by: longkou-clerk, do: close_order, on_what: met, expect: refused}}
        - {{on: 2026-10-21, by: longkou-superior-approver, do: close_order, on_what: met}}
        - {{on: 2026-10-21, by: longkou-superior-approver, do: send_back, on_what: again, due_on: 2026-10-30}}
        - {{on: 2026-10-26, by: longkou-superior-approver, do: urge, as: u, org: longkou, kind: rectification}}
        - {{on: 2026-10-26, by: longkou-superior-approver, do: urge, org: longkou, kind: rectification, expect: 今天已经催过}}
        - {{on: 2026-10-26, by: longkou-clerk, do: answer_urge, on_what: u, promised_on: 2026-10-25, expect: refused}}
        - {{on: 2026-10-26, by: longkou-clerk, do: answer_urge, on_what: u, promised_on: 2026-10-28}}
        - {{on: 2026-10-29, by: longkou-clerk, do: report_back, on_what: late}}
        - {{on: 2026-10-29, by: longkou-superior-approver, do: send_back, on_what: late, due_on: 2026-11-06}}
        - {{on: 2026-10-29, by: longkou-clerk, do: report_back, on_what: again}}
        - {{on: 2026-10-30, by: longkou-superior-approver, do: close_order, on_what: again}}
        - {{on: 2026-11-05, by: longkou-clerk, do: report_back, on_what: late}}
        - {{on: 2026-11-06, by: longkou-superior-approver, do: close_order, on_what: late}}
        """,
    ))  # fmt: skip
    assert played.disappointed == []
    assert {played.printed["states"][name] for name in ("met", "late", "again")} == {"closed"}
    rows = rows_of(played, kind="rectification")
    assert sorted((row["due_on"], row["closed_on"], row["on_time"]) for row in rows) == [
        ("2026-10-23", "2026-10-20", True),
        ("2026-10-23", "2026-10-29", False),
        ("2026-10-30", "2026-10-29", True),
        ("2026-11-06", "2026-11-05", True),
    ]
    titles = [(row["to"], row["on"], row["title"]) for row in played.printed["notices"] if "整改要求第" in row["title"]]
    late = [(to, on) for to, on, title in titles if "逾期" in title]
    assert ("longkou-secretary", "2026-10-26") in late and ("longkou-superior-approver", "2026-10-26") not in late
    assert ("longkou-superior-approver", "2026-10-28") in late
