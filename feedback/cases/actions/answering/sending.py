"""The answer is given (LK-21, JG-11): the clocks close, the letter is made, the superior's register gets its row."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from disclosure.workflow.kit import Act, Blocker, in_state, when
from feedback.cases.actions.answering.filing import file_upward
from feedback.cases.actions.answering.reply_checks import check_sendable, read_anew, reply_in_hand
from feedback.cases.clocks.clocks import due_words, stop
from feedback.cases.clocks.verdicts import verdict_due
from feedback.cases.context import CaseContext
from feedback.cases.forms.superior import ShownForm
from feedback.cases.letters.letters import issue
from feedback.cases.models.cases import Case
from feedback.cases.models.replies import Letter, Reply
from feedback.cases.procedure import STAFF, cases, describe_step, move
from feedback.cases.replies import DISCLOSED, NO_ITEM, ReplyState, is_approved_draft, is_readable_by_sender, lacks_item
from feedback.cases.states import Kind, State
from feedback.cases.superiors import superior_named
from feedback.cases.topics import meets

S = State
SENT: dict[Any, set[str]] = {Case: {S.ANSWERED}, Reply: {ReplyState.SENT}}


def may_be_sent(context: CaseContext) -> bool:
    case, reply = context.subject, context.reply
    if reply is None or case.waiting_for:
        return False
    if case.kind in (Kind.OPINION, Kind.QUESTION):
        return case.kind == Kind.QUESTION or case.state == S.HANDLED
    return reply.state == ReplyState.UPHELD or (is_approved_draft(reply) and not reply.needs_superior)


def find_no_item(context: CaseContext, values) -> Iterator[Blocker]:
    if lacks_item(context.reply):
        yield Blocker("no_item", NO_ITEM)


@cases.action(
    "send_reply", "答复来件人", at=in_state(S.ACCEPTED, S.HANDLED, S.RECEIVED) & when(may_be_sent), who=STAFF,
    to=SENT, blockers=find_no_item, form=ShownForm, style="main", audit="case.reply_sent",
    stamp=reply_in_hand, changed=read_anew("答复来件人"),
    text="按下以后就答复了，不能收回。答复时限到此为止；按方案要备案的，备案事项自动登记。",
    done="已答复来件人，答复书已经做好。",
)  # fmt: skip
def send_reply(act: Act) -> Reply:
    case, reply = act.subject, act.context.reply
    check_sendable(reply, by=act.by, on=act.on)
    reply.sent_at, reply.sent_by = act.now, act.by
    act.move(ReplyState.SENT, reply)
    case.answered_on = act.on
    if case.led_to_id is None and reply.result in DISCLOSED:
        case.led_to = reply.item
    stop(case.accept_deadline, on=act.on, by=act.by, now=act.now)
    if is_met := meets(reply, case):
        stop(case.answer_deadline, on=act.on, by=act.by, now=act.now)
    move(act, S.ANSWERED)
    letter = issue_letter(act, reply)
    file_upward(act, reply)
    details = {"round": reply.round, "result": reply.result, "letter": letter.number, "met": is_met}
    describe_step(act, words_of(reply, act.on, is_met=is_met), **details)
    return reply


def issue_letter(act: Act, reply: Reply) -> Letter:
    return issue(
        act.subject,
        Letter.Name.REFUSAL if reply.result == Reply.Result.REFUSED else Letter.Name.REPLY,
        reply=reply,
        by=act.by,
        now=act.now,
        text=reply.text,
        result=reply.get_result_display(),
        reason=reply.get_reason_display() if reply.reason else "",
        legal_basis=reply.legal_basis,
        held_by=reply.held_by,
        item=named(reply, act.on),
        superior=superior_named(reply) if reply.superior_opinion else "",
        opinion=reply.superior_opinion,
    )


def named(reply: Reply, on: date) -> str:
    """The item by its title to who may read it, else by its number alone."""
    if reply.item is None:
        return ""
    number = f"索引号 {reply.item.index_number}"
    return f"{reply.item.title}（{number}）" if is_readable_by_sender(reply.item, reply.case, on) else number


def words_of(reply: Reply, answered_on: date, *, is_met: bool) -> str:
    """Result, the superior's word on it, what is owed still, and the day on which silence closes the case, said beforehand."""
    words = f"已答复：{reply.get_result_display()}。"
    if reply.superior_opinion:
        words += f"{superior_named(reply)}的意见：{reply.superior_opinion}\n"
    until = due_words(verdict_due(answered_on))
    if not is_met:
        return f"{words}点题的内容还要公开，或者向提的人说明理由，时限没有停。您可以在{until}前评价。"
    return f"{words}您可以在{until}前评价；到时没有评价的，这件自动办结。"
