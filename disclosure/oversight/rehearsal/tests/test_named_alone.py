"""Every step that is promised may be taken with its name alone: what it leaves out means the affirmative."""

import pytest

from disclosure.oversight.rehearsal.tests.playing import rehearsed, rows_of, script

pytestmark = [pytest.mark.django_db, pytest.mark.portable]
ON = "2026-10-12"


def walk(*steps: str) -> str:
    """``who do what`` on one day; what stands behind a comma goes with it."""
    rows = []
    for step in steps:
        words, _, more = step.partition(",")
        who, do, *what = words.split()
        rows.append(
            f"- {{on: {ON}, by: {who}, do: {do}{''.join(f', on_what: {name}' for name in what)}{',' if more else ''}{more}}}"
        )
    return script(ON, ON, *rows)


CHECKS = (
    "longkou-clerk submit a",
    "longkou-reviewer review a",
    "longkou-secrecy check_secrecy a",
    "longkou-approver approve a",
)


def test_an_item_from_its_draft_to_the_archive():
    played = rehearsed(walk(
        "longkou-clerk register, as: a, entry: 1-1-1, inside_first: true",
        *CHECKS,
        "longkou-secretary publish_inside a",
        "longkou-secretary publish_outside a",
        "longkou-clerk carry_out a",
        "longkou-clerk start_correction a",
        *CHECKS,
        "longkou-secretary publish_correction a",
        "longkou-secretary end_display a",
        "longkou-secretary archive a",
    ))  # fmt: skip
    assert played.disappointed == []
    assert played.printed["states"] == {"a": "archived"}


def test_an_item_that_is_withdrawn():
    played = rehearsed(walk(
        "longkou-clerk register, as: a, entry: 1-1-1",
        *CHECKS,
        "longkou-secretary publish_inside a",
        "longkou-clerk ask_withdrawal a",
        "longkou-secretary confirm_withdrawal a",
    ))  # fmt: skip
    assert played.disappointed == []
    assert played.printed["states"] == {"a": "withdrawn"}


@pytest.mark.parametrize("kind", ["topic", "application"])
def test_a_request_with_everything_that_may_happen_to_it(kind):
    played = rehearsed(walk(
        f"longkou-member ask, as: t, kind: {kind}",
        "longkou-handler ask_completion t",
        "longkou-handler register_completion t",
        "longkou-handler accept t",
        "longkou-handler assign t",
        "longkou-handler ask_third_party t",
        "longkou-handler register_third_party t",
        "longkou-approver extend t",
        "longkou-handler write_reply t",
        "longkou-approver approve_reply t",
        "longkou-handler send_reply t",
        "longkou-handler reopen t",
        "longkou-handler write_reply t",
        "longkou-approver approve_reply t",
        "longkou-handler send_reply t",
        "longkou-handler register_verdict t",
        f"longkou-member ask, as: u, kind: {kind}",
        "longkou-handler not_accept u",
    ))  # fmt: skip
    assert played.disappointed == []
    assert played.printed["states"] == {"t": "closed", "u": "not_accepted"}


def test_a_refusal_and_what_the_superior_says():
    played = rehearsed(walk(
        "jiguan-member ask, as: t, kind: application",
        "jiguan-handler accept t",
        "jiguan-handler write_reply t, result: refused",
        "jiguan-approver approve_reply t",
        "jiguan-handler send_up t",
        "jiguan-superior-approver decide_above t",
        "jiguan-handler send_reply t",
        "jiguan-handler close t",
    ))  # fmt: skip
    assert played.disappointed == []
    assert played.printed["states"] == {"t": "closed"}


def test_an_opinion_and_what_is_put_right():
    played = rehearsed(walk(
        "passer-by ask, as: o, kind: opinion, org: longkou",
        "longkou-handler screen o",
        "longkou-handler assign o",
        "longkou-approver order_rectification o",
        "longkou-handler register_handling o",
        "longkou-approver finish_rectification o",
        "longkou-handler write_reply o",
        "longkou-handler send_reply o",
        "longkou-handler close o",
    ))  # fmt: skip
    assert played.disappointed == []
    assert [row["closed_as"] for row in rows_of(played, kind="rectification")] == ["done"]


def test_an_exemption_and_a_deferral():
    played = rehearsed(walk(
        "jiguan-clerk propose_exemption, as: w, entry: 1-4",
        "jiguan-approver approve w",
        "jiguan-superior-approver answer w",
        "jiguan-secretary end w",
        "longkou-clerk register, as: a, entry: 1-1-1",
        "longkou-clerk propose_deferral a, as: d",
        "longkou-approver approve d",
        "longkou-clerk propose, as: e, entry: 2-1-1, kind: exemption, reason: by_rule",
        "longkou-approver refuse e",
    ))  # fmt: skip
    assert played.disappointed == []
    assert played.printed["states"] == {"w": "ended", "a": "draft", "d": "in_force", "e": "refused"}


def test_work_that_goes_on_in_stages():
    played = rehearsed(walk(
        "jiguan-clerk register_project, as: p, code: 1-3, name: 便民服务点, milestones: [[方案, 2026-10-30], [施工, 2026-12-31]]",
        "jiguan-clerk add_milestone p, as: m, name: 验收",
        "jiguan-clerk complete m",
        "jiguan-clerk register, as: a, entry: 1-3, milestone: 验收",
    ))  # fmt: skip
    assert played.disappointed == []
    assert played.printed["states"]["a"] == "draft"
