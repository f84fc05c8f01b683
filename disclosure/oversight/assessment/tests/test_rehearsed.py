"""An assessment told as a script: preview, objection, answer, confirmation by another, circular (QJ-20)."""

import io

import pytest
from docx import Document

from disclosure.deadlines.models import Deadline
from disclosure.files.papers.official import official_docx
from disclosure.oversight.assessment.circular import circular
from disclosure.oversight.assessment.models import Assessment, Objection
from disclosure.oversight.rehearsal.tests.playing import checked, rehearsed, script

pytestmark = [pytest.mark.django_db, pytest.mark.portable]


@pytest.mark.clause("QJ-20")
@pytest.mark.clause("LK-26")
def test_a_year_is_assessed_objected_to_confirmed_and_circulated():
    """Sent on Thursday 31 December 2026: 1 to 3 January are no working days, so five working days end on the 8th."""
    found = {}

    def look():
        assessment = Assessment.objects.get()
        paper = Document(io.BytesIO(official_docx(circular(assessment))))
        found["text"] = "\n".join(each.text for each in paper.paragraphs)
        found["points"] = {each.name: each.points for each in assessment.results.filter(kind="organization")}
        found["rows"] = [
            (score.good, score.whole, counted(score))
            for result in assessment.results.all()
            for score in result.scores.filter(indicator="on_time")
        ]
        found["objections"] = list(Objection.objects.values_list("is_upheld", flat=True))
        found["until"] = assessment.objections_until

    played = rehearsed(script(
        "2026-12-02", "2027-01-12",
        "- {on: 2026-12-02, by: qijiang-town-clerk, do: register, as: t, entry: 1-1, title: 部署}",
        checked("t", "qijiang-town", "2026-12-02"),
        """
        - {on: 2026-12-03, by: qijiang-town-secretary, do: publish_inside, on_what: t}
        - {on: 2026-12-03, by: qijiang-town-clerk, do: carry_out, on_what: t}
        - {on: 2026-12-31, by: qijiang-clerk, do: assessment.draft, as: a, year: 2026, of: departments, expect: 没有写考核这一类}
        - {on: 2026-12-31, by: qijiang-clerk, do: assessment.draft, as: a, year: 2026, of: below}
        - {on: 2026-12-31, by: qijiang-clerk, do: give_points, on_what: a, whose: qijiang-school, points: 2, reason: 经验在全县推广}
        - {on: 2026-12-31, by: qijiang-clerk, do: give_points, on_what: a, whose: qijiang-town, points: 9, expect: 不能超过5分}
        - {on: 2026-12-31, by: qijiang-town-secretary, do: object_to, on_what: a, whose: qijiang-town, expect: 现在不能提异议}
        - {on: 2026-12-31, by: qijiang-secretary, do: preview, on_what: a}
        - {on: 2027-01-04, by: qijiang-school-secretary, do: object_to, on_what: a, whose: qijiang-town, expect: refused}
        - {on: 2027-01-04, by: qijiang-town-secretary, do: object_to, as: o, on_what: a, whose: qijiang-town, text: 有一件是按时办的}
        - {on: 2027-01-05, by: qijiang-approver, do: confirm, on_what: a, expect: 还可以提异议}
        - {on: 2027-01-06, by: qijiang-secretary, do: answer, on_what: o, is_upheld: false, answer: 台账上是晚的}
        - {on: 2027-01-11, by: qijiang-secretary, do: confirm, on_what: a, expect: refused}
        - {on: 2027-01-11, by: qijiang-approver, do: confirm, on_what: a}
        - {on: 2027-01-11, by: qijiang-clerk, do: recount, on_what: a, expect: refused}
        - {on: 2027-01-12, by: qijiang-secretary, do: announce, on_what: a, number: 綦委发〔2027〕1号}
        """,
    ), then=look)  # fmt: skip
    assert played.disappointed == []
    assert played.printed["states"]["a"] == "announced"
    assert str(found["until"]) == "2027-01-08"
    assert found["objections"] == [False]
    assert any(0 < good < whole for good, whole, _by_hand in found["rows"])
    assert all((good, whole) == by_hand for good, whole, by_hand in found["rows"])
    assert "綦委发〔2027〕1号" in found["text"] and "收到异议1条，采纳0条" in found["text"]
    assert "綦江县实验小学党支部" in found["text"] and "经验在全县推广" in found["text"]
    told = {row["to"] for row in played.printed["notices"] if "考核结果已经通报" in row["title"]}
    assert {"qijiang-town-secretary", "qijiang-school-secretary", "qijiang-hospital-secretary"} <= told


def counted(score) -> tuple[int, int]:
    """From the raw rows, as they stood on the last day of 2026."""
    rows = Deadline.objects.filter(organization=score.result.organization, kind__in=["duty", "item", "outside"])
    rows = [row for row in rows if row.due_on and row.due_on.year == 2026]
    good = [row for row in rows if row.closed_on and row.closed_on <= row.due_on and row.closed_as == "done"]
    late = [
        row
        for row in rows
        if (row.closed_on and row.closed_on > row.due_on) or (not row.closed_on and str(row.due_on) < "2026-12-31")
    ]
    return len(good), len(good) + len(late)
