"""Asking the sender to complete a request (补正), once, and taking in what they send: days used are kept (LK-17)."""

from datetime import date

from django.core.exceptions import ValidationError

from disclosure.workflow.kit import Act, Nobody, in_state, require_text
from feedback.cases.clocks.clocks import day_words, due_words
from feedback.cases.clocks.waits import Waiting, check_came_on, checked_until, go_on, preset_until, promise, wait
from feedback.cases.forms.clocks import AskCompletionForm, CompletionForm
from feedback.cases.forms.sender import OwnCompletionForm
from feedback.cases.letters.letters import issue
from feedback.cases.models.replies import Letter
from feedback.cases.procedure import RECEIVERS, cases, describe_step, move
from feedback.cases.states import REQUESTS, State


@cases.action(
    "ask_completion", "请对方补正", kinds=REQUESTS, at=in_state(State.RECEIVED), to={State.INCOMPLETE}, who=RECEIVERS,
    form=AskCompletionForm, audit="case.completion_asked",
    text="等补正的日子不算在时限里，用过的日子照算。到期没有补正，系统当作撤回；到期前2个工作日会提醒来件人。",
    done="已请来件人补正，时限停下来等。",
)  # fmt: skip
def ask_completion(act: Act, *, what: str, until_on: date | None = None) -> None:
    """Once, and only while it may still be accepted in time; the clocks stand still until it comes or the day is over."""
    case, what = act.subject, require_text(what, "请写明要补正什么。", most=1000)
    require_first_and_in_time(act)
    until_on = checked_until(Waiting.COMPLETION, until_on, act.on)
    move(act, State.INCOMPLETE)
    wait(case, Waiting.COMPLETION, until_on=until_on, on=act.on, by=act.by, now=act.now)
    issue(case, Letter.Name.COMPLETION, by=act.by, now=act.now, text=what, until_on=until_on)
    words = f"请补正：{what}\n请在{day_words(until_on)}前补正。过了这一天没有收到，就当作您撤回。等您补正的日子不算在办理时限里。"
    describe_step(
        act, words, until_on=until_on.isoformat(), preset=until_on == preset_until(Waiting.COMPLETION, act.on)
    )


def require_first_and_in_time(act: Act) -> None:
    """And only where no other case was merged into it: one sender's silence must not end what others asked."""
    case, deadline = act.subject, act.subject.accept_deadline
    if case.steps.filter(action="completion_asked").exists():
        raise ValidationError("补正只能要求一次。请决定受理，或者不予受理。")
    if deadline and deadline.is_overdue(act.on):
        raise ValidationError(f"受理期限{due_words(deadline)}已经过了，不能再要求补正。请决定受理，或者不予受理。")
    if act.context.has_merged:
        raise ValidationError("还有别人的来件并在这一件里，不能因为一个人没有补正就不办。请决定受理，或者不予受理。")


def take_completion(act: Act, *, text: str, came_on: date | None = None) -> None:
    """``came_on``: the true day, where it was entered by staff. After the last day it is too late."""
    case, text = act.subject, require_text(text, "请写明补正的内容。", most=5000)
    came_on = check_came_on(case, came_on, act.on)
    if came_on > case.waiting_until_on:
        again = "您仍然需要的，请重新提出。" if act.actor.is_sender else "来件人可以重新提出。"
        raise ValidationError(
            f"补正的最后一天是{day_words(case.waiting_until_on)}，已经过了，这一件按撤回处理。{again}"
        )
    go_on(case, on=came_on, reason="已补正，恢复计时", by=act.by, now=act.now)
    move(act, State.RECEIVED)
    describe_step(act, f"已收到补正的内容。{promise(case)}", text, came_on=came_on.isoformat())


register_completion = cases.action(
    "register_completion", "登记补正内容", kinds=REQUESTS, at=in_state(State.INCOMPLETE), to={State.RECEIVED},
    who=RECEIVERS, form=CompletionForm, style="main", audit="case.completed",
    text="从收到补正的第二天起继续计算时限。", done="补正已登记，时限继续计算。",
)(take_completion)  # fmt: skip

complete = cases.action(
    "complete", "补充内容", at=in_state(State.INCOMPLETE), to={State.RECEIVED}, who=Nobody(), by_sender=True,
    form=OwnCompletionForm, style="main", audit="case.completed",
    not_now="这一件现在不用补正，可能已经收到过了。", done="补充的内容已经收到。",
)(take_completion)  # fmt: skip
