"""What an organisation would keep back goes up: the superior decides on its own clock, the applicant reads why (JG-04, QJ-16).

The clock of the answer goes on meanwhile: no letter lets it stand still.
"""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from disclosure.deadlines.dates import plain
from disclosure.organizations.access import access_of
from disclosure.organizations.roles import DECIDE_BELOW
from feedback.cases.actions.answering.replying import staff_of, superior_named, tell_staff
from feedback.cases.actions.guard import begin, finish, require
from feedback.cases.clocks.clocks import day_words, due_words, stop
from feedback.cases.letters.letters import issue
from feedback.cases.models.cases import Case
from feedback.cases.models.replies import Letter, Reply
from feedback.cases.replies import ReplyState, reply_at_hand
from feedback.cases.states import State
from feedback.cases.steps import move
from feedback.cases.superiors import deciders, is_decided_here, open_decision, superior_for

UPHELD, OVERTURNED = "同意不予公开", "不同意不予公开，应当另行答复"


@transaction.atomic
def send_up(case: Case, *, by, now: datetime) -> Reply:
    """The approved answer is the written reason; the superior reads it with the case."""
    case, on = begin(case, "send_up", by=by, now=now), timezone.localdate(now)
    reply = reply_at_hand(case)
    reply.superior = superior_for(case.organization, on)
    if reply.superior:
        reply.superior_deadline = open_decision(case, reply.superior, on=on, by=by, now=now)
    reply.state = ReplyState.AT_SUPERIOR
    reply.save()
    move(case, State.AT_SUPERIOR)
    details = {"round": reply.round, "superior": reply.superior_id}
    finish(case, "sent_up", by=by, now=now, words=words_of(case, reply), details=details)
    tell_staff(case, reply, "sent_up", deciders(reply.superior, on), "不予公开等您审定", now=now)
    return reply


def words_of(case: Case, reply: Reply) -> str:
    words = f"本组织认为其中有不便公开的内容，已书面说明理由，报{superior_named(reply)}审定"
    if reply.superior_deadline:
        words += f"，审定期限到{due_words(reply.superior_deadline)}"
    words += "。"
    if case.answer_deadline and case.answer_deadline.closed_on is None:
        words += f"答复时限不因此停止，仍然是{due_words(case.answer_deadline)}。"
    return words


@transaction.atomic
def decide_above(case: Case, *, upheld: bool, opinion: str, by, now: datetime) -> Reply:
    """By who decides at the superior it was sent to and took no step on it before; ``opinion`` goes to the applicant."""
    case, on = begin(case, "decide_above", by=by, now=now), timezone.localdate(now)
    reply = reply_at_hand(case)
    if reply.superior_id not in access_of(by, on).organization_ids(DECIDE_BELOW):
        raise PermissionDenied("这一件没有报给您所在的组织审定。")
    if took_a_step(case, reply, by):
        raise PermissionDenied("前面的步骤是您办的，要由另一个人审定。")
    return take_decision(case, reply, upheld=upheld, opinion=opinion, decided_on=on, by=by, now=now)


def took_a_step(case: Case, reply: Reply, by) -> bool:
    if by.pk in (case.handler_id, reply.written_by_id, reply.approved_by_id):
        return True
    return case.steps.filter(by=by).exists()


@transaction.atomic
def register_decision(
    case: Case, *, upheld: bool, opinion: str, decided_on: date, number: str, by, now: datetime
) -> Reply:
    """The written reply of a superior that does not work in the portal: its day, its number and what it says."""
    case, on = begin(case, "register_decision", by=by, now=now), timezone.localdate(now)
    reply = reply_at_hand(case)
    if is_decided_here(reply, on):
        raise ValidationError("上级在本系统里审定，不用登记批复。")
    sent_up_on = timezone.localdate(case.steps.filter(action="sent_up").latest("pk").at)
    if not sent_up_on <= decided_on <= on:
        raise ValidationError({"decided_on": f"批复日期要在报送那天（{plain(sent_up_on)}）和今天之间。"})
    opinion = f"{require(opinion, '批复的意见')}（{require(number, '批复文号', most=60)}，{plain(decided_on)}）"
    return take_decision(case, reply, upheld=upheld, opinion=opinion, decided_on=decided_on, by=by, now=now)


def take_decision(
    case: Case, reply: Reply, *, upheld: bool, opinion: str, decided_on: date, by, now: datetime
) -> Reply:
    """Upheld: the answer may be sent as it was written. Overturned: it never will be, and another must be written."""
    reply.superior_by, reply.superior_at = by, now
    reply.superior_opinion = require(opinion, "审定意见")
    reply.state = ReplyState.UPHELD if upheld else ReplyState.OVERTURNED
    reply.save()
    stop(reply.superior_deadline, on=decided_on, by=by, now=now)
    move(case, State.ACCEPTED)
    if not upheld:
        tell_applicant(case, reply, by=by, now=now)
    words = f"{superior_named(reply)}已审定：{UPHELD if upheld else OVERTURNED}。"
    words += "本组织会把审定意见写在答复里告诉您。" if upheld else f"意见：{reply.superior_opinion}\n{promise(case)}"
    details = {"round": reply.round, "upheld": upheld}
    finish(case, "decided_above", by=by, now=now, words=words, details=details)
    said = "上级同意不予公开，请答复来件人" if upheld else "上级不同意不予公开，请重新写答复"
    tell_staff(case, reply, "decided", (staff_of(case, reply) | {reply.approved_by_id}) - {None}, said, now=now)
    return reply


def tell_applicant(case: Case, reply: Reply, *, by, now: datetime) -> None:
    """The superior's opinion on letter; when it upheld, the refusal itself carries it."""
    values = {"superior": superior_named(reply), "decision": OVERTURNED, "opinion": reply.superior_opinion}
    issue(case, Letter.Name.SUPERIOR, reply=reply, by=by, now=now, **values)


def promise(case: Case) -> str:
    deadline = case.answer_deadline
    if deadline is None or deadline.closed_on or deadline.due_on is None:
        return "我们会重新答复您。"
    return f"我们会重新答复您，答复时限仍然是{day_words(deadline.due_on, is_provisional=deadline.is_provisional)}。"
