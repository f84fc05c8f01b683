"""Answering (LK-21, JG-03, JG-11, YY-05): one answer a round, written by one person, approved by another, then sent."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from catalog.items.models import Item
from disclosure.files.sensitive_data.refusing import refuse_leaks
from disclosure.notices.tell import tell
from disclosure.organizations.holders import holders
from disclosure.organizations.roles import APPROVE
from feedback.cases.actions.answering.filing import file_upward
from feedback.cases.actions.guard import begin, finish, require
from feedback.cases.actions.judging import verdict_due
from feedback.cases.clocks.clocks import answer_rule, day_words, desk_url, rules_of, stop
from feedback.cases.identity import refuse_telling
from feedback.cases.letters.letters import issue
from feedback.cases.models.cases import Case
from feedback.cases.models.replies import Letter, Reply
from feedback.cases.notifications.staff import senders_and_subjects
from feedback.cases.rectifications import check_reply
from feedback.cases.replies import (
    DISCLOSED,
    KEEPS_BACK,
    WITH_ITEM,
    ReplyState,
    Result,
    check_disclosed,
    check_written,
    is_readable_by_sender,
    next_round,
    reply_at_hand,
)
from feedback.cases.states import REQUESTS, Kind, State
from feedback.cases.steps import move
from feedback.cases.superiors import needs_superior

TEXT, BASIS = 5000, 300


@transaction.atomic
def write_reply(
    case: Case,
    *,
    result: str,
    text: str,
    item: Item | None = None,
    scope: str = "",
    reason: str = "",
    legal_basis: str = "",
    held_by: str = "",
    by,
    now: datetime,
) -> Reply:
    """Write the answer of this round, or write it anew while it is a draft; what was approved must be approved again."""
    case, on = begin(case, "write_reply", by=by, now=now), timezone.localdate(now)
    reply = draft_of(case, by)
    keeps_back = result in KEEPS_BACK
    reply.result, reply.text = result, require(text, "答复内容", most=TEXT)
    reply.item = (item or case.led_to) if result in WITH_ITEM else None
    reply.scope = scope if result == Result.IN_SCOPE else ""
    reply.reason = reason if keeps_back else ""
    reply.legal_basis = legal_basis.strip()[:BASIS] if keeps_back else ""
    reply.held_by = held_by.strip()[:200] if result == Result.NOT_HELD else ""
    reply.needs_superior = needs_superior(case, result, on)
    reply.written_by, reply.written_at, reply.approved_by = by, now, None
    check_written(reply)
    check_belongs(reply)
    check_leaks(reply)
    reply.save()
    finish(case, "reply_written", by=by, now=now, details={"round": reply.round, "result": result})
    if case.kind in REQUESTS:
        approvers = holders(APPROVE, [case.organization], on)[case.organization_id]
        tell_staff(case, reply, "written", [each for each in approvers if each != by], "答复等您批准", now=now)
    return reply


def draft_of(case: Case, by) -> Reply:
    """A draft is its writer's and the handler's: nobody finds their words changed by a third."""
    reply = reply_at_hand(case)
    if reply is None:
        return Reply(case=case, round=next_round(case))
    if by.pk not in (reply.written_by_id, case.handler_id):
        raise ValidationError(f"这一次的答复由{reply.written_by}起草。请由他来改，或者先把来件分办给您。")
    return reply


def check_belongs(reply: Reply) -> None:
    if reply.item and reply.result in DISCLOSED and reply.item.organization_id != reply.case.organization_id:
        raise ValidationError({"item": "这一件不是本组织公开的。"})


def check_leaks(reply: Reply) -> None:
    """What more people than the sender read: an answer for all or for a scope, one to several who asked the same, and one to
    somebody unknown."""
    is_nameless = reply.case.is_anonymous and reply.case.kind not in REQUESTS
    if reply.result in DISCLOSED or is_nameless or reply.case.merged.exists():
        refuse_leaks(reply.text, field="text")


@transaction.atomic
def approve_reply(case: Case, *, decision: str = "", seen_at: datetime | None = None, by, now: datetime) -> Reply:
    """Another person than the writer. ``decision``: which meeting decided, where the scheme wants the organisation's word
    (JG-03: “经党组织研究”). ``seen_at``: when the text that the approver read was written."""
    case, on = begin(case, "approve_reply", by=by, now=now), timezone.localdate(now)
    reply = reply_at_hand(case)
    if by.pk == reply.written_by_id:
        raise PermissionDenied("答复是您写的，要由另一个人批准。")
    require_read(reply, seen_at, "批准答复")
    if needs_decision(case, on):
        decision = require_decision(decision)
    reply.approved_by, reply.needs_superior = by, needs_superior(case, reply.result, on)
    reply.save(update_fields=["approved_by", "needs_superior"])
    details = {"round": reply.round, "needs_superior": reply.needs_superior}
    finish(case, "reply_approved", by=by, now=now, note=decision.strip(), details=details)
    words = "答复已批准，请报上级审定" if reply.needs_superior else "答复已批准，可以答复来件人"
    tell_staff(case, reply, "approved", staff_of(case, reply) - {by.pk}, words, now=now)
    return reply


def require_read(reply: Reply, seen_at: datetime | None, press: str) -> None:
    """``seen_at``: when the text was written that the person had before them."""
    if seen_at is not None and seen_at != reply.written_at:
        raise ValidationError(f"答复刚刚改过，上面是新写的。请再看一遍，再按一次“{press}”。")


def needs_decision(case: Case, on: date) -> bool:
    return bool(answer_rule(case.kind, rules_of(case, on)).get("needs_decision"))


def require_decision(words: str) -> str:
    if not words.strip():
        raise ValidationError({"decision": "方案要求经党组织研究。请写哪一天哪次会议研究的、纪要编号。"})
    return require(words, "研究情况", most=300)


@transaction.atomic
def return_reply(case: Case, *, reason: str, by, now: datetime) -> Reply:
    """Not approved: the writer reads why and writes it anew."""
    case = begin(case, "return_reply", by=by, now=now)
    reply, reason = reply_at_hand(case), require(reason, "退回的原因", most=500)
    finish(case, "reply_returned", by=by, now=now, note=reason, details={"round": reply.round})
    tell_staff(case, reply, f"returned:{now.isoformat()}", {reply.written_by_id}, "答复被退回，请修改", now=now)
    return reply


@transaction.atomic
def send_reply(case: Case, *, seen_at: datetime | None = None, by, now: datetime) -> Reply:
    """The answer is given: the clocks close, the letter is made, the superior's register gets its row where the scheme says."""
    case, on = begin(case, "send_reply", by=by, now=now), timezone.localdate(now)
    reply = reply_at_hand(case)
    require_read(reply, seen_at, "答复来件人")
    if case.merged.exists():
        refuse_telling(case, reply.text, by=by)
    check_sendable(case, reply, on)
    reply.state, reply.sent_at, reply.sent_by = ReplyState.SENT, now, by
    reply.save()
    case.answered_on = on
    if case.led_to_id is None and reply.result in DISCLOSED:
        case.led_to = reply.item
    stop(case.accept_deadline, on=on, by=by, now=now)
    stop(case.answer_deadline, on=on, by=by, now=now)
    move(case, State.ANSWERED)
    letter = issue_letter(case, reply, by=by, now=now, on=on)
    file_upward(case, reply, by=by, now=now)
    details = {"round": reply.round, "result": reply.result, "letter": letter.number}
    finish(case, "reply_sent", by=by, now=now, words=words_of(case, reply), details=details)
    return reply


def check_sendable(case: Case, reply: Reply, on: date) -> None:
    """Everything once more: between writing and sending an item may have been withdrawn."""
    if reply.state == ReplyState.DRAFT and needs_superior(case, reply.result, on):
        raise ValidationError("不予公开要先报上级审定，上级有了意见才能答复。")
    check_written(reply)
    check_disclosed(reply, on)
    check_leaks(reply)
    if case.kind == Kind.OPINION:
        check_reply(case, reply.text)


def issue_letter(case: Case, reply: Reply, *, by, now: datetime, on: date) -> Letter:
    is_refusal = reply.result == Result.REFUSED
    return issue(
        case,
        Letter.Name.REFUSAL if is_refusal else Letter.Name.REPLY,
        reply=reply,
        by=by,
        now=now,
        text=reply.text,
        result=reply.get_result_display(),
        reason=reply.get_reason_display() if reply.reason else "",
        legal_basis=reply.legal_basis,
        held_by=reply.held_by,
        item=named(reply, on),
        superior=superior_named(reply) if reply.superior_opinion else "",
        opinion=reply.superior_opinion,
    )


def named(reply: Reply, on: date) -> str:
    """The item by its title to who may read it, else by its number alone."""
    if reply.item is None:
        return ""
    number = f"索引号 {reply.item.index_number}"
    return f"{reply.item.title}（{number}）" if is_readable_by_sender(reply.item, reply.case, on) else number


def superior_named(reply: Reply) -> str:
    return reply.superior.name if reply.superior else "上一级党组织"


def words_of(case: Case, reply: Reply) -> str:
    """Result, the superior's word on it, and the day on which silence closes the case, said beforehand."""
    words = f"已答复：{reply.get_result_display()}。"
    if reply.superior_opinion:
        words += f"{superior_named(reply)}的意见：{reply.superior_opinion}\n"
    until = verdict_due(case.answered_on)
    day = day_words(until.due_on, is_provisional=until.is_provisional)
    return f"{words}您可以在{day}前评价；到时没有评价的，这件自动办结。"


def staff_of(case: Case, reply: Reply) -> set[int]:
    return {reply.written_by_id, case.handler_id} - {None}


def tell_staff(case: Case, reply: Reply, step: str, people, title: str, *, now: datetime) -> None:
    """By kind and number: what the case says stands on its page alone."""
    words = f"{case.get_kind_display()}（{case.number}）：{title}"
    key = f"case:{case.pk}:reply:{reply.round}:{step}"
    told = {getattr(person, "pk", person) for person in people} - senders_and_subjects(case)
    tell(told, key=key, title=words, url=desk_url(case), now=now)
