"""How a script is played: by day and as written, what a step says, what was expected, what is no script."""

import re

import pytest

from disclosure.deadlines.models import Deadline
from disclosure.files.written.lines import WrittenError
from disclosure.organizations.models.people import User
from disclosure.oversight.rehearsal.choosing import known_names
from disclosure.oversight.rehearsal.listing import action_lines
from disclosure.oversight.rehearsal.tests.playing import checked, refusals, rehearsed, row_of, rows_of, script

pytestmark = [pytest.mark.django_db, pytest.mark.portable]
REGISTER = "- {on: 2026-10-12, by: longkou-clerk, do: register, as: a, entry: 4-1-1}"
# What rehearsal.md promises to keep.
PROMISED = [
    "submit",
    "review",
    "check_secrecy",
    "approve",
    "publish_inside",
    "publish_outside",
    "end_display",
    "ask_withdrawal",
    "confirm_withdrawal",
    "start_correction",
    "publish_correction",
    "archive",
    "accept",
    "not_accept",
    "ask_completion",
    "register_completion",
    "ask_third_party",
    "register_third_party",
    "extend",
    "write_reply",
    "approve_reply",
    "send_up",
    "decide_above",
    "send_reply",
    "register_verdict",
    "close",
    "reopen",
    "screen",
    "assign",
    "register_handling",
    "order_rectification",
    "finish_rectification",
    "register",
    "ask",
    "confirm_nothing",
    "propose_exemption",
    "propose_deferral",
    "narrow",
    "mask",
    "carry_out",
    "clear",
    "check",
]


def one_day(*steps: str) -> str:
    return script("2026-10-12", "2026-10-12", *steps)


def statuses(played) -> list[str | int]:
    return [step["status"] for step in played.printed["steps"]]


def test_every_promised_step_may_be_named():
    assert set(PROMISED) - known_names() == set()


def test_the_list_of_steps_names_each_with_its_values():
    lines = "\n".join(action_lines())
    assert "approve（item，公开事项）　审批：route、passed、reason、meeting_on、minutes_number" in lines
    assert "propose（withholding，不予公开和暂缓，新办一件）" in lines
    assert "carry_out　登记公开形式落实情况并由另一个人核实：form、place、on_day、" in lines
    assert "submit（item，公开事项）　提交审核：不用写值" in lines


def test_steps_are_played_by_day_and_on_one_day_as_written():
    """The first written happens last; numbers and places are those of the script."""
    played = rehearsed(script(
        "2026-10-12", "2026-10-13",
        "- {on: 2026-10-13, by: longkou-clerk, do: submit, on_what: a}",
        REGISTER,
        "- {on: 2026-10-12, do: check, what: states}",
        "- {on: 2026-10-13, do: check, what: states}",
    ))  # fmt: skip
    assert played.disappointed == []
    steps = played.printed["steps"]
    assert [(step["n"], step["on"], step["do"]) for step in steps] == [
        (1, "2026-10-13", "submit"), (2, "2026-10-12", "register"), (3, "2026-10-12", "check"), (4, "2026-10-13", "check"),
    ]  # fmt: skip
    assert [step["rows"] for step in steps[2:]] == [
        [{"name": "a", "state": "draft"}], [{"name": "a", "state": "submitted"}],
    ]  # fmt: skip
    assert re.fullmatch(r"/i/\d+/", played.printed["urls"]["a"])


def test_a_step_is_refused_in_the_words_of_the_portal_and_leaves_no_trace():
    played = rehearsed(one_day(
        REGISTER,
        "- {on: 2026-10-12, by: longkou-member, do: submit, on_what: a, expect: 权限}",
        "- {on: 2026-10-12, by: longkou-secretary, do: publish_inside, on_what: a, expect: refused}",
        "- {on: 2026-10-12, by: passer-by, do: submit, on_what: a, expect: 要由有账号的人办}",
    ))  # fmt: skip
    assert played.disappointed == []
    assert [message for _number, message in refusals(played)] == [
        "您没有“提交审核”的权限。", "现在是“拟稿”，不能党内公开；可能已经有人办过了。", "这一步要由有账号的人办。",
    ]  # fmt: skip
    assert played.printed["states"] == {"a": "draft"}


@pytest.mark.parametrize(("expect", "words"), [
    ("", "应当办成，没有办成，说的是：您没有“提交审核”的权限。"),
    (", expect: ok", "应当办成，没有办成"),
    (", expect: 保密审查", "拒绝的话里没有“保密审查”"),
    (", expect: 权限", ""),
    (", expect: refused", ""),
])  # fmt: skip
def test_what_was_not_as_expected_is_said_with_its_line(expect, words):
    step = f"- {{on: 2026-10-12, by: longkou-member, do: submit, on_what: a{expect}}}"
    played = rehearsed(one_day(REGISTER, step))
    if not words:
        assert played.disappointed == []
        return
    (said,) = played.disappointed
    assert said.startswith("第6行（第2步，2026-10-12，submit）：")
    assert words in said


def test_a_refusal_that_was_expected_and_did_not_come_is_said():
    played = rehearsed(one_day(REGISTER.replace("as: a", "as: a, expect: refused")))
    assert played.disappointed == ["第5行（第1步，2026-10-12，register）：应当被拒绝，却办成了，说的是：已办。"]


def test_what_a_refused_step_should_have_made_is_missing_for_the_others():
    played = rehearsed(one_day(
        "- {on: 2026-10-12, by: longkou-clerk, do: register, as: a, entry: 99-9, expect: 目录里没有“99-9”}",
        "- {on: 2026-10-12, by: longkou-clerk, do: submit, on_what: a, expect: 还没有“a”}",
        '- {on: 2026-10-12, by: passer-by, see: "/i/{a}/", expect: 404}',
    ))  # fmt: skip
    assert played.disappointed == []
    assert (statuses(played), played.printed["states"]) == (["refused", "refused", 404], {})


@pytest.mark.parametrize(("step", "words"), [
    ("do: sumbit, on_what: a", "没有“sumbit”这个步骤"),
    ("do: submit, on_what: b", "前面没有哪一步用“as”起名“b”"),
    ("do: submit", "“submit”没有写办哪一件"),
    ("do: submit, on_what: a, passed: true", "“submit”没有“passed”这个值。它不用写别的"),
    ("do: review, on_what: a, pased: true", "“review”没有“pased”这个值。它有：passed、reason、necessity、accuracy"),
    ("do: review, on_what: a, passed: maybe", "“passed”写得不对：maybe"),
    ("do: screen, on_what: a", "“a”不能办“screen”"),
    ("do: write", "有几个流程都有“write”，请写全：bulletin.write、upward_report.write、consultation.write"),
    ("do: check, what: weather", "“what”只能是ledger、states、notices"),
    ("do: check, org: nowhere", "没有代码为“nowhere”的党组织"),
])  # fmt: skip
def test_what_cannot_be_meant_is_refused_with_its_line(step, words):
    with pytest.raises(WrittenError, match=words) as raised:
        rehearsed(one_day(REGISTER, f"- {{on: 2026-10-12, by: longkou-clerk, {step}}}"))
    assert raised.value.line == 6


def test_who_is_nobody_is_no_actor():
    with pytest.raises(WrittenError, match="没有“longkou-nobody”这个账号"):
        rehearsed(one_day(REGISTER.replace("clerk", "nobody")))
    with pytest.raises(WrittenError, match="没有写由谁办"):
        rehearsed(one_day(REGISTER.replace("by: longkou-clerk, ", "")))


def test_nothing_of_it_stays_in_the_portal():
    before = Deadline.objects.count(), User.objects.count()
    played = rehearsed(one_day(REGISTER))
    assert row_of(played, kind="item")["due_on"] == "2026-10-19"
    assert (Deadline.objects.count(), User.objects.count()) == before


def test_the_duties_of_the_period_that_holds_the_first_day_are_open_before_its_steps():
    """longkou's half-year and quarter, ended by the last working day: Thursday 31 December."""
    played = rehearsed(one_day("- {on: 2026-10-12, do: check, org: longkou, entry: 1-1-3}"))
    (found,) = [step["rows"] for step in played.printed["steps"]]
    assert {(row["kind"], row["start_on"], row["due_on"], row["on_time"]) for row in found} == {
        ("duty", "2026-07-01", "2026-12-31", None), ("duty", "2026-10-01", "2026-12-31", None),
    }  # fmt: skip


def test_a_night_that_is_skipped_has_no_sweep():
    """What opens by itself on the 13th opens in the next night that is swept."""
    text = script(
        "2026-10-12", "2026-10-15",
        "- {on: 2026-10-12, by: longkou-clerk, do: register, as: a, entry: 4-1-1, outside_after_days: 1}",
        checked("a", "longkou", "2026-10-12"),
        "- {on: 2026-10-12, by: longkou-secretary, do: publish_inside, on_what: a}",
    )  # fmt: skip
    assert row_of(rehearsed(text), kind="item")["closed_on"] == "2026-10-13"
    skipped = text.replace("steps:", "skip_sweeps: [2026-10-12..2026-10-14]\nsteps:")
    assert row_of(rehearsed(skipped), kind="item")["closed_on"] == "2026-10-15"


def test_who_waits_is_told_and_the_notice_is_printed():
    played = rehearsed(one_day(REGISTER, "- {on: 2026-10-12, by: longkou-clerk, do: submit, on_what: a}"))
    told = {row["to"] for row in played.printed["notices"] if row["on"] == "2026-10-12"}
    assert {"longkou-reviewer", "longkou-secrecy"} <= told
    assert rows_of(played, kind="filing") == []
