"""Taking on what came in, or not: a request is accepted (LK-17, YY-05, JG-03), an opinion is screened (LK-23, JG-08)."""

from django.core.exceptions import ValidationError

from disclosure.workflow.kit import Act, in_state, require_text
from feedback.cases.actions.answering.filing import file_upward
from feedback.cases.clocks.clocks import ACCEPTANCE, answer_words, open_answer, stop
from feedback.cases.forms.assigning import AcceptForm, NotAcceptForm, ScreenForm, ScreenOutForm
from feedback.cases.letters.letters import issue
from feedback.cases.models.choices import NotHandled
from feedback.cases.models.replies import Letter
from feedback.cases.procedure import RECEIVERS, cases, close_case, describe_step, move
from feedback.cases.states import REQUESTS, Kind, State
from feedback.cases.supervision import where_to_complain

S = State


@cases.action(
    "accept", "受理", kinds=REQUESTS, at=in_state(S.RECEIVED), to={S.ACCEPTED}, who=RECEIVERS,
    form=AcceptForm, style="main", audit="case.accepted",
    text="受理就是要办、要答复。能不能公开，答复时再定。", done="已受理，通知书已经做好。",
)  # fmt: skip
def accept(act: Act) -> None:
    """Says that it will be answered and by when; the answer decides what is disclosed. Some schemes count from here."""
    case = act.subject
    move(act, S.ACCEPTED)
    case.accepted_on = act.on
    stop(case.accept_deadline, on=act.on, by=act.by, now=act.now)
    open_answer(case, event=ACCEPTANCE, on=act.on, by=act.by, now=act.now)
    issue(case, Letter.Name.ACCEPTANCE, by=act.by, now=act.now)
    describe_step(act, f"已受理。{answer_words(case.answer_deadline)}", due_on=case.answer_deadline.due_on.isoformat())


@cases.action(
    "not_accept", "不予受理", kinds=REQUESTS, at=in_state(S.RECEIVED), to={S.NOT_ACCEPTED}, who=RECEIVERS,
    form=NotAcceptForm, style="danger", is_folded=True, audit="case.not_accepted",
    text="只用于说不清要什么等情形。归别处办理的，请用“转交”；不宜公开的，请先受理，再按“不予公开”答复。来件人会收到理由，这一件就此结束。",
    done="已办理不予受理，通知书已经做好。",
)  # fmt: skip
def not_accept(act: Act, *, reason: str) -> None:
    """A refusal in time meets the limit for accepting; no answer is owed. It is filed by the scheme (LK-21, QJ-16)."""
    case, reason = act.subject, require_text(reason, "请写明不予受理的理由。", most=2000)
    close_case(act, S.NOT_ACCEPTED)
    stop(case.accept_deadline, on=act.on, by=act.by, now=act.now)
    stop(case.answer_deadline, on=act.on, by=act.by, now=act.now, is_done=False)
    issue(case, Letter.Name.NON_ACCEPTANCE, by=act.by, now=act.now, reason=reason)
    file_upward(act, None)
    describe_step(act, f"不予受理。理由：{reason}\n{where_to_complain(case.organization)}")


@cases.action(
    "screen", "筛选通过", kinds=[Kind.OPINION], at=in_state(S.RECEIVED), to={S.SCREENED}, who=RECEIVERS,
    form=ScreenForm, style="main", audit="case.screened", done="筛选通过，接着分办。",
)  # fmt: skip
def screen(act: Act, *, note: str = "") -> None:
    """It will be handled; ``note`` is for the colleagues."""
    move(act, S.SCREENED)
    describe_step(act, "您的意见会有人办理，正在安排。", note.strip())


@cases.action(
    "screen_out", "不予办理", kinds=[Kind.OPINION], at=in_state(S.RECEIVED), to={S.SCREENED_OUT}, who=RECEIVERS,
    form=ScreenOutForm, style="danger", is_folded=True, audit="case.screened_out",
    text="这件意见到此为止，不能再恢复。原因和监督电话会告诉来件人。", done="已告诉来件人不予办理。",
)  # fmt: skip
def screen_out(act: Act, *, reason: str, kind: str = NotHandled.OTHER) -> None:
    """``reason`` says why and whom to turn to instead. No answer is owed any more; what was late already stays late."""
    if kind not in NotHandled.values:
        raise ValidationError({"kind": "请选一种原因。"})
    reason = require_text(reason, "请写明不予办理的原因。", most=500)
    close_case(act, S.SCREENED_OUT)
    stop(act.subject.answer_deadline, on=act.on, by=act.by, now=act.now, is_done=False)
    words = f"不予办理。原因：{NotHandled(kind).label}。{reason}\n{where_to_complain(act.subject.organization)}"
    describe_step(act, words, kind=kind, reason=reason)
