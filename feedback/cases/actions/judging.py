"""The sender judges the answer (LK-23): satisfied closes the case, unsatisfied has it done again, once."""

from datetime import date

from django.core.exceptions import ValidationError

from disclosure.workflow.kit import Act, Nobody, in_state, require_text, when
from feedback.cases.clocks.clocks import REOPENING, answer_rule, day_words, due_words, opened, rules_of
from feedback.cases.clocks.verdicts import may_judge, verdict_until
from feedback.cases.forms.opinions import VerdictForm
from feedback.cases.forms.sender import OwnVerdictForm
from feedback.cases.models.cases import Case
from feedback.cases.procedure import RECEIVERS, cases, close_case, describe_step, move
from feedback.cases.states import Kind, State
from feedback.cases.supervision import where_to_complain
from feedback.cases.topics import owes_disclosure

Verdict = Case.Verdict
AGAIN = {
    Kind.TOPIC: State.ACCEPTED,
    Kind.APPLICATION: State.ACCEPTED,
    Kind.OPINION: State.ASSIGNED,
    Kind.QUESTION: State.RECEIVED,
}
TO = {State.CLOSED, *AGAIN.values()}


def take_verdict(act: Act, *, verdict: str, text: str = "") -> None:
    case = act.subject
    if verdict not in (Verdict.SATISFIED, Verdict.UNSATISFIED):
        raise ValidationError({"verdict": "请选满意或者不满意。"})
    is_unsatisfied = verdict == Verdict.UNSATISFIED
    text = require_text(text, "请写明哪里不满意。", most=500) if is_unsatisfied else text.strip()[:500]
    case.verdict, case.verdict_text, case.verdict_at = verdict, text, act.now
    is_again = is_unsatisfied and case.reopened_count == 0
    if is_again:
        case.reopened_count += 1
        start_again(act)
    elif case.is_open and not owes_disclosure(case):
        close_case(act, State.CLOSED)
    describe_step(act, words_for(act, is_again=is_again), verdict=verdict, text=text, again=is_again)


register_verdict = cases.action(
    "register_verdict", "登记来件人的评价", at=in_state(State.ANSWERED), to=TO, who=RECEIVERS,
    form=VerdictForm, audit="case.judged",
    text="来件人打电话、当面说的，在这里登记。不满意的重新办理一次，再不满意就办结，告诉来件人监督电话。",
    done="来件人的评价已登记。",
)(take_verdict)  # fmt: skip

judge = cases.action(
    "judge", "您满意吗", at=when(lambda context: may_judge(context.subject, context.on)), to=TO,
    who=Nobody(), by_sender=True, form=OwnVerdictForm, style="main", audit="case.judged",
    not_now="这件现在不能评价，可能已经评价过了。", done="您的评价已经记下。",
)(take_verdict)  # fmt: skip


def start_again(act: Act) -> None:
    """Back to whoever handles it, with a clock of its own by the same rule from today; one that was never met runs on."""
    case = act.subject
    is_running = case.answer_deadline is not None and case.answer_deadline.closed_on is None
    move(act, AGAIN[Kind(case.kind)])
    case.answered_on = case.closed_at = case.deferred_until_on = None
    if is_running:
        return
    rules = rules_of(case, act.on)
    row = {**answer_rule(case.kind, rules), "start": REOPENING}
    case.answer_deadline = opened(case, "重新答复", row, act.on, rules, by=act.by, now=act.now)


def words_for(act: Act, *, is_again: bool) -> str:
    case = act.subject
    said = f"您的评价是“{case.get_verdict_display()}”"
    said = f"{said}，已经记下。" if act.actor.is_sender else f"工作人员登记了{said}。{own_word(case)}"
    if is_again:
        return f"{said}我们重新办理，{again_words(case, act.on)}。"
    if owes_disclosure(case):
        return f"{said}点题的内容公开，或者向提的人说明理由以后办结。"
    if case.verdict == Verdict.UNSATISFIED:
        return f"{said}这件已经重新办理过一次，现在办结。{where_to_complain(case.organization)}"
    return f"{said}谢谢您，这件办结。"


def again_words(case: Case, on: date) -> str:
    """By when another answer comes."""
    deadline = case.answer_deadline
    if deadline is None or deadline.due_on is None or deadline.due_on < on:
        return "尽快再答复您，原来的时限没有停"
    return f"{due_words(deadline)}前再答复您"


def own_word(case: Case) -> str:
    """Until when the sender may judge themselves, after staff registered it or closed the case."""
    until = verdict_until(case)
    return f"您可以在{day_words(until)}前自己评价。" if until else ""
