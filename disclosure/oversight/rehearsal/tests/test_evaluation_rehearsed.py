"""An evaluation with 200 voters and a measure in a dated script, each figure beside an independent count."""

import pytest

from disclosure.oversight.accountability.models import Measure
from disclosure.oversight.evaluation.models import Evaluation
from disclosure.oversight.rehearsal.tests.playing import rehearsed, row_of, script

pytestmark = [pytest.mark.django_db, pytest.mark.portable]
VOTERS = 200
WORDS = ("满意", "基本满意", "不满意", "弃权")
FIRST, SECOND = "AAAA-BBBB-CCCC-DDDD-EEEE", "2222-3333-4444-5555-6666"
HEAD = f"""
organizations:
- {{code: street, name: 某街道党支部, superior: qijiang}}
people:
- {{code: street, roles: [clerk, secretary, approver], scope: party}}
- {{code: street, count: {VOTERS}}}
"""


def ballots() -> list[str]:
    """The first three days by turns; the last two members do not vote."""
    rows = []
    for at in range(1, VOTERS - 1):
        marks = f"[{WORDS[at % 3]}, {WORDS[at % 4]}]"
        rows.append(f"- {{on: 2026-10-{12 + at % 3}, by: street-member-{at}, do: vote, on_what: e, marks: {marks}}}")
    return rows


@pytest.mark.clause("QJ-20")
@pytest.mark.clause("YY-15")
def test_two_hundred_members_vote_and_the_result_is_published_in_time():
    """Open from Monday 12 to Wednesday 14 October; ten working days after that end on the 28th."""
    found: dict = {}
    text = script(
        "2026-10-12", "2026-10-20",
        """
        - {on: 2026-10-12, by: street-clerk, do: prepare_evaluation, as: e, title: 十月评议, questions: [内容, 及时], open_days: 3}
        """,
        f"- {{on: 2026-10-12, by: street-clerk, do: submit, on_what: e, slip: {FIRST}}}",
        f"- {{on: 2026-10-12, by: street-clerk, do: open, on_what: e, slip: {SECOND}, expect: 您没有}}",
        f"- {{on: 2026-10-12, by: street-secretary, do: open, on_what: e, slip: {SECOND}}}",
        *ballots(),
        "- {on: 2026-10-14, by: street-member-1, do: vote, on_what: e, marks: [满意, 满意], expect: 一个人只领一次}",
        "- {on: 2026-10-14, by: qijiang-member, do: vote, on_what: e, marks: [满意, 满意], expect: 不在这一次评议的名册上}",
        f"- {{on: 2026-10-14, by: street-clerk, do: count, on_what: e, slip_one: {FIRST}, slip_two: {SECOND}, expect: 还在评议}}",
        f"- {{on: 2026-10-15, by: street-member-{VOTERS}, do: vote, on_what: e, marks: [满意, 满意], expect: 截止}}",
        f"- {{on: 2026-10-15, by: street-clerk, do: count, on_what: e, slip_one: {FIRST}, slip_two: {FIRST}, expect: 字条不对}}",
        f"- {{on: 2026-10-15, by: street-clerk, do: count, on_what: e, slip_one: {FIRST}, slip_two: {SECOND}}}",
        "- {on: 2026-10-16, by: street-clerk, do: publish, on_what: e, expect: 您没有}",
        "- {on: 2026-10-16, by: street-secretary, do: publish, on_what: e}",
    ).replace("steps:", f"{HEAD.strip()}\nsteps:", 1)  # fmt: skip
    played = rehearsed(text, then=lambda: found.update(Evaluation.objects.get().result))
    assert played.disappointed == []
    assert played.printed["states"] == {"e": "published"}
    numbers = range(1, VOTERS - 1)
    assert found["counts"] == [[sum(at % size == word for at in numbers) for word in range(4)] for size in (3, 4)]
    # Clerk, secretary and approver are members too.
    assert (found["voters"], found["handed"], len(found["codes"])) == (VOTERS + 3, VOTERS - 2, VOTERS - 2)
    row = row_of(played, kind="report", organization="street")
    assert (row["due_on"], row["closed_on"], row["on_time"]) == ("2026-10-28", "2026-10-16", True)


@pytest.mark.clause("QJ-21")
def test_a_measure_is_confirmed_by_another_appealed_and_confirmed_anew():
    found: list = []
    played = rehearsed(script(
        "2026-10-12", "2026-10-20",
        """
        - {on: 2026-10-12, by: qijiang-approver, do: enter_measure, as: m, kind: fault, concerned: street, step: 限期整改, body: 县纪委,
           decided_on: 2026-10-09, why: 长期不公开, heard_on: 2026-10-08}
        - {on: 2026-10-12, by: qijiang-approver, do: confirm, on_what: m, expect: 另一个人}
        - {on: 2026-10-13, by: qijiang-inspector, do: confirm, on_what: m}
        - {on: 2026-10-13, by: qijiang-inspector, do: order, on_what: m, as: o, what: 补公开, due_on: 2026-10-30}
        - {on: 2026-10-14, by: street-secretary, do: correct, on_what: m, expect: 您没有}
        - {on: 2026-10-19, by: qijiang-approver, do: appeal, on_what: m, appealed_on: 2026-10-16, appeal_outcome: changed}
        - {on: 2026-10-20, by: qijiang-inspector, do: confirm, on_what: m}
        """,
    ).replace(
        "steps:", HEAD.strip() + "\n- {code: qijiang, roles: [inspector], count: 1}\nsteps:", 1
    ), then=lambda: found.extend(Measure.objects.all()))  # fmt: skip
    assert played.disappointed == []
    (measure,) = found
    assert (measure.state, measure.appeal_outcome, measure.ground_words[-6:]) == (
        "confirmed",
        "changed",
        "第九条（八）"[-6:],
    )
    assert row_of(played, kind="rectification", organization="street")["due_on"] == "2026-10-30"
