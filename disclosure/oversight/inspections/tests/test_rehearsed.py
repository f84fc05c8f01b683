"""An inspection told as a dated script under two schemes: each by the points of its own document, to the order and its end."""

import pytest

from disclosure.oversight.inspections.models import Inspection, Mark, Visit
from disclosure.oversight.rehearsal.tests.playing import checked, rehearsed, row_of, script

pytestmark = [pytest.mark.django_db, pytest.mark.portable]
HEAD = "people:\n" + "".join(
    f"- {{code: {code}, roles: [inspector, [collector, inspector]]}}\n" for code in ("qijiang", "jiguan-superior")
)


@pytest.mark.clause("QJ-18", "QJ-27", "JG-17", "LK-25")
@pytest.mark.parametrize(("above", "code", "entry", "first", "six"), [
    ("qijiang", "qijiang-town", "4-1", "领导体制和工作机制是否健全", "效果是否实在明显"),
    ("jiguan-superior", "jiguan", "1-4", "公开的内容是否全面", "效果是否明显"),
])  # fmt: skip
def test_an_inspection_is_played_to_the_order_that_it_ends_in(above, code, entry, first, six):
    seen = {}

    def look() -> None:
        if (visit := Visit.objects.first()) is None:
            return
        seen["points"] = [point["name"] for point in visit.points]
        seen["states"] = list(Inspection.objects.values_list("state", flat=True))
        seen["marks"] = set(Mark.objects.values_list("mark", flat=True))

    played = rehearsed(script(
        "2026-09-01", "2026-10-20",
        f"- {{on: 2026-09-02, by: {code}-clerk, do: register, as: a, entry: {entry}, event: 2026-09-02, title: 职责分工}}",
        checked("a", code, "2026-09-02"),
        f"""
        - {{on: 2026-09-03, by: {code}-secretary, do: publish_inside, on_what: a}}
        - {{on: 2026-09-07, by: {above}-inspector, do: plan, as: k, org: {above}, kind: random, title: 三季度抽查, from_on: 2026-09-10, until_on: 2026-09-10, organizations: [{code}], inspectors: [{above}-collector], period_from: 2026-09-01, period_until: 2026-09-10, size: 5, entry_codes: ["{entry}"]}}
        - {{on: 2026-09-07, by: {above}-inspector, do: freeze, on_what: k, expect: 还没有告知被检查的组织}}
        - {{on: 2026-09-07, by: {above}-inspector, do: tell, on_what: k}}
        - {{on: 2026-09-08, by: {above}-inspector, do: freeze, on_what: k}}
        - {{on: 2026-09-10, by: {above}-inspector, do: draw_lots, on_what: k, number: "17"}}
        - {{on: 2026-09-10, by: {above}-collector, do: mark_points, on_what: k}}
        - {{on: 2026-09-10, by: {above}-collector, do: find_fault, as: f, on_what: k, text: 公开栏没有更新}}
        - {{on: 2026-09-11, by: {above}-inspector, do: report, on_what: k, report: 总的不错，有一个问题。}}
        - {{on: 2026-09-11, by: {above}-inspector, do: confirm, on_what: k, expect: refused}}
        - {{on: 2026-09-14, by: {above}-collector, do: confirm, on_what: k}}
        - {{on: 2026-09-14, by: {above}-inspector, do: announce, on_what: k}}
        - {{on: 2026-09-15, by: {above}-inspector, do: order, as: o, on_what: k, finding: f, what: 更新公开栏, due_on: 2026-09-30}}
        - {{on: 2026-10-09, by: {code}-clerk, do: report_back, on_what: o, text: 更新了，照片在后。}}
        - {{on: 2026-10-10, by: {above}-inspector, do: close_order, on_what: o}}
        - {{on: 2026-10-12, by: {above}-inspector, do: close, on_what: k}}
        """,
    ).replace("steps:", f"{HEAD}steps:", 1), then=look)  # fmt: skip
    assert played.disappointed == []
    assert (seen["points"][0], seen["points"][5]) == (first, six)
    assert seen["states"] == ["closed"]
    assert "" not in seen["marks"]
    row = row_of(played, kind="rectification", organization=code)
    assert (row["due_on"], row["closed_on"], row["on_time"]) == ("2026-09-30", "2026-10-09", False)
