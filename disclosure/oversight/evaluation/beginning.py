"""A round is prepared by one person and opened by another; on opening the roll is fixed (JG-15, YY-15, QJ-20)."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError

from disclosure.oversight.evaluation.forms import (
    LONGEST_LINE,
    MOST_DAYS,
    MOST_NAMES,
    MOST_QUESTIONS,
    PrepareForm,
    ReasonForm,
    SubmitForm,
)
from disclosure.oversight.evaluation.models import Evaluation
from disclosure.oversight.evaluation.secrecy import grouped, new_slip, public_key, read
from disclosure.oversight.evaluation.table import OPENERS, PREPARERS, S, evaluations
from disclosure.workflow.kit import Act, Context, in_state, require_text


def blank_slip(context: Context) -> Mapping[str, str]:
    """On the form alone: nothing stores it."""
    return {"slip": new_slip()}


class Slip(str):
    """The words of a slip, for the one page that shows them."""


def fill(evaluation: Evaluation, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(evaluation, name, value)
    evaluation.title = require_text(evaluation.title, "请写名称。", field="title", most=100)
    require_text("".join(evaluation.questions), "请写评议哪几项。", field="questions")
    check_lines(
        evaluation.questions, MOST_QUESTIONS, "questions", f"最多{MOST_QUESTIONS}项，每项最多{LONGEST_LINE}个字。"
    )
    check_lines(
        evaluation.names, MOST_NAMES, "names", f"最多{MOST_NAMES}个姓名，一行一个，每个最多{LONGEST_LINE}个字。"
    )
    if not 1 <= evaluation.open_days <= MOST_DAYS:
        raise ValidationError({"open_days": f"请写1到{MOST_DAYS}之间的天数。"})


def check_lines(lines: Sequence[str], most: int, field: str, words: str) -> None:
    if len(lines) > most or any(len(line) > LONGEST_LINE for line in lines):
        raise ValidationError({field: words})


@evaluations.start(
    "prepare_evaluation",
    "起草党员评议",
    who=PREPARERS,
    to={S.DRAFT},
    form=PrepareForm,
    done="草稿已保存。看一遍再提交。",
)
def prepare(
    act: Act, *, title: str, questions: list[str], open_days: int, asks_text: bool = True,
    includes_below: bool = False, names: Sequence[str] = (),
) -> Evaluation:  # fmt: skip
    evaluation = Evaluation(organization=act.subject, prepared_by=act.person, prepared_at=act.now)
    text = {"title": title, "questions": questions, "open_days": open_days, "names": list(names)}
    fill(evaluation, {**text, "asks_text": asks_text, "includes_below": includes_below})
    act.move(S.DRAFT, evaluation)
    act.create(evaluation)
    act.record("prepared")
    return evaluation


def as_written(context: Context) -> Mapping[str, Any]:
    evaluation = context.subject
    lines = {name: "\n".join(getattr(evaluation, name)) for name in ("questions", "names")}
    kept = {name: getattr(evaluation, name) for name in ("title", "asks_text", "open_days", "includes_below")}
    return {**kept, **lines}


@evaluations.action(
    "save", "修改", at=in_state(S.DRAFT), who=PREPARERS, form=PrepareForm, initial=as_written, is_folded=True,
    done="已保存。",
)  # fmt: skip
def save(act: Act, **text: Any) -> None:
    """``text``: what ``prepare`` takes."""
    fill(act.subject, text)
    act.subject.prepared_by, act.subject.prepared_at = act.person, act.now
    act.record("saved")


@evaluations.action(
    "submit", "提交，领第一张字条", at=in_state(S.DRAFT), to={S.SUBMITTED}, who=PREPARERS, form=SubmitForm, style="main",
    text="提交以后由另一个人开始。", done="已提交。", initial=blank_slip,
)  # fmt: skip
def submit(act: Act, *, slip: str) -> Slip:
    evaluation = act.subject
    evaluation.slip_one = public_key(slip)
    evaluation.submitted_by, evaluation.submitted_at = act.person, act.now
    act.move(S.SUBMITTED)
    act.record("submitted")
    return Slip(grouped(read(slip)))


@evaluations.action(
    "send_back", "退回修改", at=in_state(S.SUBMITTED), to={S.DRAFT}, who=OPENERS, form=ReasonForm, is_folded=True,
    done="已退回。第一张字条不再有用。",
)  # fmt: skip
def send_back(act: Act, *, reason: str) -> None:
    evaluation = act.subject
    evaluation.slip_one, evaluation.submitted_by, evaluation.submitted_at = "", None, None
    act.move(S.DRAFT)
    act.record("sent_back", reason=require_text(reason, "请写明退回的原因。", field="reason", most=300))
    act.notify("sent_back", [evaluation.prepared_by_id], f"党员评议退回修改：{evaluation.organization}")
