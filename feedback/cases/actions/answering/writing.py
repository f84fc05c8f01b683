"""An answer is written by one person and approved by another (LK-21, JG-03, YY-05): one answer a round."""

from django.core.exceptions import ValidationError

from catalog.items.models import Item
from disclosure.organizations.holders import holders
from disclosure.organizations.roles import APPROVE
from disclosure.workflow.kit import Act, Holds, in_state, require_text, when
from feedback.cases.actions.answering.reply_checks import (
    check_sensitive_data,
    read_anew,
    reply_in_hand,
)
from feedback.cases.context import CaseContext
from feedback.cases.forms.answering import ApproveReplyForm, ReturnReplyForm, WriteReplyForm
from feedback.cases.models.replies import Reply
from feedback.cases.notifications.staff import notify_about_reply, staff_of
from feedback.cases.procedure import STAFF, cases, describe_step
from feedback.cases.replies import DISCLOSED, KEEPS_BACK, WITH_ITEM, ReplyState, Result, check_written, next_round
from feedback.cases.states import REQUESTS, Kind, State
from feedback.cases.superiors import needs_decision, needs_superior

S = State
TEXT = 5000
APPROVERS = Holds(APPROVE)


def is_unapproved(context: CaseContext) -> bool:
    reply = context.reply
    return reply is not None and reply.state == ReplyState.DRAFT and reply.approved_by_id is None


def writer(context: CaseContext) -> set[int]:
    return {context.reply.written_by_id} if context.reply else set()


UNAPPROVED = in_state(S.ACCEPTED) & when(is_unapproved)


@cases.action(
    "approve_reply", "批准答复", kinds=REQUESTS, at=UNAPPROVED, who=APPROVERS,
    hands=writer, form=ApproveReplyForm, style="main", audit="case.reply_approved", stamp=reply_in_hand,
    changed=read_anew("批准答复"),
    same_person="答复是您写的，要由另一个人批准。",
    text="要由起草人以外的人批准。批准以后才能答复或者报上级审定。", done="已批准。",
)  # fmt: skip
def approve_reply(act: Act, *, decision: str = "") -> Reply:
    """``decision``: which meeting decided, where the scheme wants the organisation's word (JG-03: “经党组织研究”)."""
    case, reply = act.subject, act.context.reply
    if needs_decision(case, act.on):
        decision = require_text(
            decision, "方案要求经党组织研究。请写哪一天哪次会议研究的、纪要编号。", field="decision", most=300
        )
    reply.approved_by, reply.needs_superior = act.by, needs_superior(case, reply.result, act.on)
    reply.save(update_fields=["approved_by", "needs_superior"])
    describe_step(act, note=decision.strip(), round=reply.round, needs_superior=reply.needs_superior)
    words = "答复已批准，请报上级审定" if reply.needs_superior else "答复已批准，可以答复来件人"
    notify_about_reply(act, reply, "approved", staff_of(reply) - {act.person.pk}, words)
    return reply


@cases.action(
    "return_reply", "退回答复", kinds=REQUESTS, at=UNAPPROVED, who=APPROVERS, hands=writer, form=ReturnReplyForm,
    stamp=reply_in_hand, changed=read_anew("退回答复"), audit="case.reply_returned", same_person="答复是您写的，要由另一个人批准。",
    text="起草人改好以后，再请您批准。", done="已退回，起草人会收到通知。",
)  # fmt: skip
def return_reply(act: Act, *, reason: str) -> Reply:
    """Not approved: the writer reads why and writes it anew."""
    reply, reason = act.context.reply, require_text(reason, "请写明退回的原因。", most=500)
    describe_step(act, note=reason, round=reply.round)
    notify_about_reply(act, reply, f"returned:{act.now.isoformat()}", {reply.written_by_id}, "答复被退回，请修改")
    return reply


def may_be_written(context: CaseContext) -> bool:
    """A question is answered as it comes; everything else is taken on first. What the superior upheld stands as it is."""
    case, reply = context.subject, context.reply
    is_taken_on = case.kind == Kind.QUESTION or case.state != S.RECEIVED
    return is_taken_on and (reply is None or reply.state == ReplyState.DRAFT)


@cases.action(
    "write_reply", "写答复", at=in_state(S.ACCEPTED, S.ASSIGNED, S.HANDLED, S.RECEIVED) & when(may_be_written),
    to={Reply: {ReplyState.DRAFT}}, who=STAFF, form=WriteReplyForm, style="main", audit="case.reply_written",
    stamp=reply_in_hand, changed="别人刚刚写过这份答复。您写的还在下面，核对以后再按一次就以您的为准。",
    done="答复已保存，还没有发给来件人。",
)  # fmt: skip
def write_reply(
    act: Act,
    *,
    result: str,
    text: str,
    item: Item | None = None,
    scope: str = "",
    reason: str = "",
    legal_basis: str = "",
    held_by: str = "",
) -> Reply:
    """The answer of this round, or anew while it is a draft; what was approved must be approved again. ``legal_basis``: the key
    of a rule in the register."""
    case, reply, keeps_back = act.subject, draft_of(act), result in KEEPS_BACK
    reply.result, reply.text = result, require_text(text, "请写明答复内容。", most=TEXT)
    reply.item = (item or case.led_to) if result in WITH_ITEM else None
    reply.scope = scope if result == Result.IN_SCOPE else ""
    reply.reason = reason if keeps_back else ""
    reply.set_basis(legal_basis if keeps_back else "")
    reply.held_by = held_by.strip()[:200] if result == Result.NOT_HELD else ""
    reply.needs_superior = needs_superior(case, result, act.on)
    reply.written_by, reply.written_at, reply.approved_by = act.person, act.now, None
    check_written(reply)
    reply.check_basis(act.on)
    if reply.item and result in DISCLOSED and reply.item.organization_id != case.organization_id:
        raise ValidationError({"item": "这一件不是本组织公开的。"})
    check_sensitive_data(reply)
    act.move(ReplyState.DRAFT, reply)
    describe_step(act, round=reply.round, result=result)
    if case.kind in REQUESTS:
        approvers = holders(APPROVE, [case.organization], act.on)[case.organization_id]
        others = {person.pk for person in approvers} - {act.person.pk}
        notify_about_reply(act, reply, "written", others, "答复等您批准")
    return reply


def draft_of(act: Act) -> Reply:
    """Only its writer and the handler may change a draft."""
    case, reply = act.subject, act.context.reply
    if reply is None:
        return Reply(case=case, round=next_round(case))
    if act.person.pk not in (reply.written_by_id, case.handler_id):
        raise ValidationError(f"这一次的答复由{reply.written_by}起草。请由他来改，或者先把来件分办给您。")
    return reply
