"""Putting the answer off: by another than who handles it, before it is due, reckoned from the original start (JG-11)."""

from django.core.exceptions import ValidationError

from disclosure.deadlines import actions as deadlines
from disclosure.organizations.roles import APPROVE
from disclosure.workflow.kit import Act, Holds, in_state, require_text
from feedback.cases.clocks.clocks import answer_words, due_words, extension_rule
from feedback.cases.context import CaseContext
from feedback.cases.forms.clocks import ExtendForm
from feedback.cases.letters.letters import issue
from feedback.cases.models.replies import Letter
from feedback.cases.procedure import NOBODY_IS_AWAITED, cases, describe_step
from feedback.cases.states import REQUESTS, State


def in_charge(context: CaseContext) -> set[int | None]:
    """Nobody gives themselves more time: not the handler, and where there is none, not who accepted it."""
    case = context.subject
    if case.handler_id:
        return {case.handler_id}
    return {case.steps.filter(action="accepted").order_by("-pk").values_list("by", flat=True).first()}


@cases.action(
    "extend", "延期答复", kinds=REQUESTS, at=in_state(State.ACCEPTED, State.RECEIVED) & NOBODY_IS_AWAITED,
    who=Holds(APPROVE), hands=in_charge, form=ExtendForm, is_folded=True, audit="case.extended",
    same_person="这一件由您承办，延期要由另一个人批准。",
    text="要由承办人以外的人批准。来件人会收到原因和新的日期。", done="已批准延期，告知书已经做好。",
)  # fmt: skip
def extend(act: Act, *, reason: str) -> None:
    """As often and by as much as the scheme says; the sender reads the reason and the new day."""
    case, reason = act.subject, require_text(reason, "请写明延期的原因。", most=500)
    require_running(act)
    row, old = extension_rule(case, act.on), case.answer_deadline
    given = {"by_rule": row["rule"], "most": row["most"], "reason": reason}
    case.answer_deadline = deadlines.extend(old, **given, by=act.by, now=act.now)
    new_on = case.answer_deadline.due_on
    issue(case, Letter.Name.EXTENSION, by=act.by, now=act.now, reason=reason, until_on=new_on)
    words = f"答复要延期。{answer_words(case.answer_deadline)}原因：{reason}"
    describe_step(act, words, old_due_on=old.due_on.isoformat(), due_on=new_on.isoformat())


def require_running(act: Act) -> None:
    deadline = act.subject.answer_deadline
    if deadline is None:
        raise ValidationError("答复时限从受理那天起算，还没有开始，不用延期。")
    if deadline.paused_on:
        raise ValidationError("答复时限正停着，等恢复以后再延期。")
    if deadline.is_overdue(act.on):
        raise ValidationError(f"答复时限{due_words(deadline)}已经过了，不能再延期。请尽快答复。")
