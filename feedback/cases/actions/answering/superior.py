"""What an organisation keeps back goes up to the superior, while the clock of the answer runs on (JG-04, QJ-16)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError

from catalog.obligations.withholdings.superior import superior_for
from disclosure.deadlines.dates import local_day, plain
from disclosure.organizations.roles import APPROVE, DECIDE_BELOW
from disclosure.workflow.kit import Act, Blocker, Holds, HoldsAbove, in_state, require_text, when
from feedback.cases.clocks.clocks import due_words, stop
from feedback.cases.context import CaseContext
from feedback.cases.forms.superior import DecideForm, RegisterDecisionForm, ShownForm
from feedback.cases.letters.letters import issue
from feedback.cases.models.cases import Case
from feedback.cases.models.replies import Letter, Reply
from feedback.cases.notifications.staff import notify_about_reply, staff_of
from feedback.cases.procedure import HANDLER, RECEIVERS, cases, describe_step, move
from feedback.cases.replies import ReplyState, decided_already, is_approved_draft
from feedback.cases.states import REQUESTS, State
from feedback.cases.superiors import deciders, decision_deadline, is_decided_here, superior_named

S = State
UPHELD, OVERTURNED = "同意不予公开", "不同意不予公开，应当另行答复"
AT_HOME = RECEIVERS | Holds(APPROVE)
AT_SUPERIOR = in_state(S.AT_SUPERIOR)
SENT_UP: dict[Any, set[str]] = {Case: {S.AT_SUPERIOR}, Reply: {ReplyState.AT_SUPERIOR}}
DECIDED: dict[Any, set[str]] = {Case: {S.ACCEPTED}, Reply: {ReplyState.UPHELD, ReplyState.OVERTURNED}}


def goes_up(context: CaseContext) -> bool:
    reply = context.reply
    is_ready = reply is not None and reply.needs_superior and is_approved_draft(reply)
    return is_ready and not context.subject.waiting_for


def find_decided(context: CaseContext, values) -> Iterator[Blocker]:
    """What the superior has decided is not asked again."""
    if (reply := context.reply) and (why := decided_already(reply.case, reply.result)):
        yield Blocker("decided_already", why)


@cases.action(
    "send_up", "报上级审定", kinds=REQUESTS, at=in_state(S.ACCEPTED) & when(goes_up), who=AT_HOME | HANDLER,
    to=SENT_UP, form=ShownForm, blockers=find_decided, style="main", audit="case.sent_up",
    text="上级会看到来件和写好的理由。上级有了意见才能答复；等上级的时候，答复时限照常计算。", done="已报上级审定。",
)  # fmt: skip
def send_up(act: Act) -> Reply:
    """The approved answer is the written reason; the superior reads it with the case."""
    case, reply = act.subject, act.context.reply
    reply.superior = superior_for(case.organization, act.on)
    if reply.superior:
        reply.superior_deadline = decision_deadline(case, reply.superior, on=act.on, by=act.by, now=act.now)
    act.move(ReplyState.AT_SUPERIOR, reply)
    move(act, S.AT_SUPERIOR)
    describe_step(act, words_of(case, reply), round=reply.round, superior=reply.superior_id)
    people = [person.pk for person in deciders(reply.superior, act.on)]
    notify_about_reply(act, reply, "sent_up", people, "不予公开等您审定")
    return reply


def words_of(case: Case, reply: Reply) -> str:
    words = f"本组织认为其中有不便公开的内容，已书面说明理由，报{superior_named(reply)}审定"
    if reply.superior_deadline:
        words += f"，审定期限到{due_words(reply.superior_deadline)}"
    words += "。"
    if case.answer_deadline and case.answer_deadline.closed_on is None:
        words += f"答复时限不因此停止，仍然是{due_words(case.answer_deadline)}。"
    return words


def took_a_step(context: CaseContext) -> set[int | None]:
    """Below: what the superior decided before, it may decide further."""
    case, reply = context.subject, context.reply
    written = {reply.written_by_id, reply.approved_by_id} if reply else set()
    return {case.handler_id, *written, *case.steps.exclude(action="decided_above").values_list("by", flat=True)}


@cases.action(
    "decide_above", "审定", kinds=REQUESTS, at=AT_SUPERIOR, to=DECIDED, who=HoldsAbove(DECIDE_BELOW), hands=took_a_step,
    form=DecideForm, style="main", audit="case.decided_above", same_person="前面的步骤是您办的，要由另一个人审定。",
    text="同意的，下级照写好的答复来件人；不同意的，下级要另行答复。您的意见都会反馈给来件人。",
    done="审定意见已经发给下级。",
)  # fmt: skip
def decide_above(act: Act, *, upheld: bool, opinion: str) -> Reply:
    """By who decides at the superior it was sent to and took no step on it before; ``opinion`` goes to the applicant."""
    if act.context.reply.superior_id not in act.access.organization_ids(DECIDE_BELOW):
        raise PermissionDenied("这一件没有报给您所在的组织审定。")
    return take_decision(act, upheld=upheld, opinion=opinion, decided_on=act.on)


def find_superior(context: CaseContext, values) -> Iterator[Blocker]:
    """A written reply is for a superior that does not work in the portal."""
    if context.reply and is_decided_here(context.reply, context.on):
        yield Blocker("superior_is_here", "上级在本系统里审定，不用登记批复。")


@cases.action(
    "register_decision", "登记上级批复", kinds=REQUESTS, at=AT_SUPERIOR, to=DECIDED, who=AT_HOME,
    blockers=find_superior, form=RegisterDecisionForm, audit="case.decided_above",
    text="上级不在本系统里审定的，把书面批复登记在这里。意见会反馈给来件人。", done="上级批复已登记。",
)  # fmt: skip
def register_decision(act: Act, *, upheld: bool, opinion: str, decided_on: date, number: str) -> Reply:
    """The written reply of a superior: its day, its number and what it says."""
    sent_up_on = local_day(act.subject.steps.filter(action="sent_up").latest("pk").at)
    if not sent_up_on <= decided_on <= act.on:
        raise ValidationError({"decided_on": f"批复日期要在报送那天（{plain(sent_up_on)}）和今天之间。"})
    opinion = require_text(opinion, "请写明批复的意见。", most=2000)
    number = require_text(number, "请写明批复文号。", most=60)
    opinion = f"{opinion}（{number}，{plain(decided_on)}）"
    return take_decision(act, upheld=upheld, opinion=opinion, decided_on=decided_on)


def take_decision(act: Act, *, upheld: bool, opinion: str, decided_on: date) -> Reply:
    """Upheld: the answer may be sent as it was written. Overturned: it never will be, and another must be written."""
    case, reply = act.subject, act.context.reply
    reply.superior_by, reply.superior_at = act.by, act.now
    reply.superior_opinion = require_text(opinion, "请写明审定意见。", most=2000)
    act.move(ReplyState.UPHELD if upheld else ReplyState.OVERTURNED, reply)
    stop(reply.superior_deadline, on=decided_on, by=act.by, now=act.now)
    move(act, S.ACCEPTED)
    words = f"{superior_named(reply)}已审定：{UPHELD if upheld else OVERTURNED}。"
    if upheld:
        said = "上级同意不予公开，请答复来件人"
        words += "本组织会把审定意见写在答复里告诉您。"
    else:
        said = "上级不同意不予公开，请重新写答复"
        words += f"意见：{reply.superior_opinion}\n{promise(case)}"
        # When it upholds, the refusal itself carries its opinion.
        given = {"superior": superior_named(reply), "decision": OVERTURNED, "opinion": reply.superior_opinion}
        issue(case, Letter.Name.SUPERIOR, reply=reply, by=act.by, now=act.now, **given)
    describe_step(act, words, round=reply.round, upheld=upheld)
    notify_about_reply(act, reply, "decided", {*staff_of(reply), reply.approved_by_id}, said)
    return reply


def promise(case: Case) -> str:
    deadline = case.answer_deadline
    if deadline is None or deadline.closed_on or deadline.due_on is None:
        return "我们会重新答复您。"
    return f"我们会重新答复您，答复时限仍然是{due_words(deadline)}。"
