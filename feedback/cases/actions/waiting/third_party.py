"""Asking a third party whose interests an answer touches, once; its silence ends the wait, never the request."""

from datetime import date

from django.core.exceptions import ValidationError

from disclosure.workflow.kit import Act, in_state, require_text, when
from feedback.cases.clocks.clocks import day_words
from feedback.cases.clocks.waits import Waiting, check_came_on, checked_until, go_on, preset_until, promise, wait
from feedback.cases.forms.clocks import AskThirdPartyForm, ThirdPartyForm
from feedback.cases.identity import refuse_telling
from feedback.cases.letters.letters import issue
from feedback.cases.models.choices import Outcome
from feedback.cases.models.replies import Letter
from feedback.cases.procedure import NOBODY_IS_AWAITED, STAFF, cases, describe_step
from feedback.cases.states import REQUESTS, State

ACCEPTED = in_state(State.ACCEPTED)


@cases.action(
    "ask_third_party", "征求第三方意见", kinds=REQUESTS, at=ACCEPTED & NOBODY_IS_AWAITED, who=STAFF,
    form=AskThirdPartyForm, audit="case.third_party_asked",
    text="答复会影响别人的合法权益时才征求。到期没有答复，系统登记为没有答复，时限继续计算。",
    done="征求意见书已经做好，答复时限停下来等。",
)  # fmt: skip
def ask_third_party(act: Act, *, whom: str, what: str, until_on: date | None = None) -> None:
    """``whom`` stays inside; ``what`` is all that the third party reads of the request. Neither says who sent it."""
    case, whom = act.subject, require_text(whom, "请写明向谁征求意见。", most=100)
    what = require_text(what, "请写明与第三方有关的内容。", most=1000)
    refuse_telling(case, what, by=act.by)
    if case.steps.filter(action="third_party_asked").exists():
        raise ValidationError("第三方意见只能征求一次。")
    until_on = checked_until(Waiting.THIRD_PARTY, until_on, act.on)
    stopped = wait(case, Waiting.THIRD_PARTY, until_on=until_on, on=act.on, by=act.by, now=act.now)
    issue(case, Letter.Name.THIRD_PARTY, by=act.by, now=act.now, salutation=whom, text=what, until_on=until_on)
    words = f"正在征求第三方的意见，最迟等到{day_words(until_on)}。"
    words += "等待的日子不算在答复时限里。" if stopped else ""
    is_preset = until_on == preset_until(Waiting.THIRD_PARTY, act.on)
    describe_step(act, words, f"向{whom}征求意见：{what}", until_on=until_on.isoformat(), preset=is_preset)


@cases.action(
    "register_third_party", "登记第三方意见", kinds=REQUESTS, who=STAFF, by_system=True,
    at=ACCEPTED & when(lambda context: context.subject.waiting_for == Waiting.THIRD_PARTY),
    form=ThirdPartyForm, style="main", audit="case.third_party_answered",
    text="从收到意见的第二天起继续计算答复时限。公开不公开，仍由本组织决定。", done="第三方意见已登记，时限继续计算。",
)  # fmt: skip
def register_third_party(act: Act, *, outcome: str, text: str = "", came_on: date | None = None) -> None:
    """The sweep registers silence, after the last day. What comes late is kept but buys no day."""
    case = act.subject
    if outcome not in Outcome.values:
        raise ValidationError({"outcome": "请选第三方的意见。"})
    if outcome == Outcome.REFUSES:
        text = require_text(text, "请写明第三方不同意的理由。", most=2000)
    is_silent = outcome == Outcome.SILENT
    if is_silent and act.on <= case.waiting_until_on:
        raise ValidationError({"outcome": f"最迟等到{day_words(case.waiting_until_on)}，还没有到期。"})
    ended_on = case.waiting_until_on if is_silent else check_came_on(case, came_on, act.on)
    go_on(case, on=ended_on, reason=f"第三方{Outcome(outcome).label}，恢复计时", by=act.by, now=act.now)
    said = "第三方到期没有答复。" if is_silent else "第三方的意见已经收到。"
    note = f"{Outcome(outcome).label}。{text.strip()}"
    describe_step(act, said + promise(case), note, outcome=outcome, ended_on=ended_on.isoformat())
