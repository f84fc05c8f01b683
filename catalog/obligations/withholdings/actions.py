"""The life of an exemption (不予公开), a deferral (暂缓公开) or a narrowing (缩小范围): proposed, approved by another person, agreed above where the
scheme says so, in force, ended; then it is owed again (JG-04, LK-19, QJ-15, QJ-16)."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q

from catalog.items.models import Item
from catalog.obligations.withholdings.effects import end_withholding, owe_again, put_in_force, review_deadline
from catalog.obligations.withholdings.forms import EndForm, NoteForm, OpinionForm, RefusalForm, ReplyForm, ReviewForm
from catalog.obligations.withholdings.models import Withholding
from catalog.obligations.withholdings.narrowing import new_narrowing
from catalog.obligations.withholdings.proposal import new_withholding, require_days_left, require_review_day
from catalog.obligations.withholdings.superior import (
    EXEMPTION,
    deciders_above,
    goes_up,
    open_decision,
    reply_words,
    superior_for,
)
from disclosure.deadlines.actions import close
from disclosure.deadlines.models import ENDED, Deadline
from disclosure.files.sensitive_data.refusing import refuse_sensitive_data
from disclosure.organizations.holders import holders
from disclosure.organizations.roles import APPROVE, DECIDE_BELOW, DRAFT, PUBLISH
from disclosure.workflow.kit import (
    Act,
    Blocker,
    Context,
    Holds,
    HoldsAbove,
    Nobody,
    Workflow,
    in_state,
    lock_row,
    require_text,
    when,
)

S, Kind = Withholding.State, Withholding.Kind


def lock_item_first(withholding: Withholding) -> None:
    """Another plan for an item ends what was asked of it, from behind the item's lock."""
    if withholding.item_id:
        lock_row(Item, withholding.item_id)
    lock_row(Withholding, withholding.pk)


withholdings = Workflow(
    Withholding,
    code="withholding",
    words={
        "proposed": "提出不予公开、暂缓公开或缩小范围",
        "approved": "本级批准不予公开、暂缓公开或缩小范围",
        "refused": "不同意不予公开、暂缓公开或缩小范围",
        "answered_above": "上级审定不予公开、暂缓公开或缩小范围",
        "in_force": "不予公开、暂缓公开或缩小范围开始",
        "confirmed": "复查后继续不予公开",
        "ended": "不予公开、暂缓公开或缩小范围结束",
    },
    reads=("organization", "entry", "item", "review_deadline", "superior_deadline"),
    lock=lock_item_first,
    label=lambda row: f"{row.get_kind_display()} {row.subject}",
    heading=lambda row: f"{row.get_kind_display()}：{row.subject}",
)
AT_HOME, OVER = Holds(APPROVE), "暂缓期满"


def find_superior(context: Context, values) -> Iterator[Blocker]:
    """A written reply is for a superior that does not work in the portal."""
    if deciders_above(context.subject.organization, context.on):
        yield Blocker("superior_is_here", "上级在本系统里审定，不用登记批复。")


def find_deferral(context: Context, values) -> Iterator[Blocker]:
    if context.subject.kind != Kind.EXEMPTION:
        yield Blocker("no_review", "只有不予公开才要复查；暂缓到期自动结束。")


@withholdings.start(
    "propose", "提出", who=Holds(DRAFT), to={S.SUBMITTED}, done="已提出，等另一个人批准。批准以前仍要按时公开。"
)
def propose(act: Act, *, reason: str, explanation: str, legal_basis: str, **what: Any) -> None:
    """Of an entry, or of an item that is not published yet. It waits for approval; until then everything stays owed.

    ``legal_basis``: the key of a rule in the register; ``what`` as in ``new_withholding``.
    """
    withholding = new_withholding(act.subject, on=act.on, **what)
    withholding.reason = reason
    withholding.explanation = require_text(explanation, "请写明具体说明。")
    withholding.set_ground(legal_basis, act.on)
    hand_in(act, withholding)


@withholdings.start(
    "propose_narrowing", "提出缩小公开范围", who=Holds(DRAFT), to={S.SUBMITTED},
    done="已提出，等另一个人批准。批准以前不算公开完成。",
)  # fmt: skip
def propose_narrowing(
    act: Act,
    *,
    item: Item,
    explanation: str,
    reason: str = Withholding.Reason.OTHER,
    legal_basis: str = "",
    scope: str = "",
    left_out: str = "",
) -> None:
    """That an item reaches fewer people than its entry says. ``scope``: what remains; ``left_out``: who does not read it, both as
    the item's plan has it unless given."""
    withholding = new_narrowing(act.subject, item, on=act.on, scope=scope, left_out=left_out, legal_basis=legal_basis)
    withholding.reason = reason
    if legal_basis.strip():
        withholding.set_ground(legal_basis.strip(), act.on)
    withholding.explanation = require_text(explanation, "请写明为什么要缩小范围。")
    hand_in(act, withholding, scope=withholding.scope)


@withholdings.action(
    "approve", "批准", at=in_state(S.SUBMITTED), to={S.AGREED, S.IN_FORCE}, who=AT_HOME, others=("proposed_by",),
    form=NoteForm, style="main", done="已批准。", waits=True,
)  # fmt: skip
def approve(act: Act, *, note: str = "") -> None:
    """The organisation's own word. It goes up where the superior decides, else it is in force."""
    withholding = act.subject
    require_days_left(withholding, act.on)
    withholding.require_ground(act.on)
    withholding.approved_by, withholding.approved_at, withholding.approval_note = act.by, act.now, note.strip()
    withholding.needs_superior = goes_up(withholding, act.on)
    act.record("approved", needs_superior=withholding.needs_superior)
    if not withholding.needs_superior:
        return put_in_force(act)
    act.move(S.AGREED)
    withholding.superior_deadline = decision_deadline(act)
    act.notify("agreed", deciders_above(withholding.organization, act.on), "等您审定")
    return act.notify("agreed:home", [withholding.proposed_by_id], "本级已同意，报上级审定")


@withholdings.action(
    "refuse", "不同意", at=in_state(S.SUBMITTED), to={S.REFUSED}, who=AT_HOME, others=("proposed_by",),
    form=RefusalForm, is_folded=True, done="已退回，提出人会看到您的意见。",
)  # fmt: skip
def refuse(act: Act, *, note: str) -> None:
    """What was owed stays owed."""
    act.subject.approval_note = require_text(note, "请写明为什么不同意。")
    turn_down(act, act.subject.approval_note)


@withholdings.action(
    "answer", "提交审定意见", at=in_state(S.AGREED), to={S.IN_FORCE, S.REFUSED}, who=HoldsAbove(DECIDE_BELOW),
    others=("proposed_by", "approved_by"), form=OpinionForm, style="main", done="审定意见已送达。", waits=True,
)  # fmt: skip
def answer_from_above(act: Act, *, agreed: bool, opinion: str) -> None:
    """The superior's word, with an opinion that the organisation reads."""
    take_answer(act, agreed, require_text(opinion, "请写明意见。"), on=act.on)


@withholdings.action(
    "reply", "登记上级批复", at=in_state(S.AGREED), to={S.IN_FORCE, S.REFUSED}, who=Holds(APPROVE, PUBLISH),
    blockers=find_superior, form=ReplyForm, style="main", done="上级批复已登记。", waits=Q(organization__depth=1),
)  # fmt: skip
def register_reply(act: Act, *, agreed: bool, opinion: str, reply_on: date, reply_number: str) -> None:
    """The written reply of a superior that does not work in the portal: its day, its number and what it says."""
    if reply_on > act.on:
        raise ValidationError({"reply_on": "批复日期不能晚于今天。"})
    if reply_on < act.subject.approved_on:
        raise ValidationError({"reply_on": "批复日期不能早于本级批准的那一天。"})
    number = require_text(reply_number, "请写批复文号。")
    take_answer(act, agreed, reply_words(require_text(opinion, "请写批复的意见。"), number, reply_on), on=reply_on)


@withholdings.action(
    "confirm", "复查后继续不予公开", at=in_state(S.IN_FORCE), who=AT_HOME, blockers=find_deferral,
    form=ReviewForm, done="复查结果已记下。", audit="withholding.confirmed",
)  # fmt: skip
def confirm(act: Act, *, review_on: date, reason: str) -> None:
    """The ground still holds: say so, and when it is looked at next. A second press names the day of the first."""
    withholding = act.subject
    why = require_text(reason, "请写明为什么继续不予公开。")
    if review_on == withholding.review_on:
        raise ValidationError({"review_on": "下次复查已经定在这一天，没有再记。"})
    require_review_day(review_on, act.on)
    old, withholding.review_on = withholding.review_on, review_on
    if withholding.review_deadline:
        close(withholding.review_deadline, on=act.on, by=act.by, now=act.now)
    withholding.review_deadline = review_deadline(withholding, act.on, by=act.by, now=act.now)
    act.details = {"review_on": [old and str(old), str(review_on)], "reason": why}


@withholdings.action(
    "end", "提前结束", at=in_state(S.IN_FORCE), to={S.ENDED}, who=Holds(APPROVE, PUBLISH),
    form=EndForm, is_folded=True, style="danger", done="已结束，重新计时。",
)  # fmt: skip
def end(act: Act, *, reason: str) -> None:
    """Before its time: what it withheld and is still to come is owed again."""
    owe_again(act, require_text(reason, "请写明结束的原因。"), last_day=act.on)


@withholdings.action(
    "end_when_over", "暂缓期满", to={S.ENDED}, who=Nobody(), by_system=True, is_button=False,
    at=in_state(S.IN_FORCE) & when(lambda context: context.subject.is_over(context.on)),
)  # fmt: skip
def end_when_over(act: Act) -> None:
    owe_again(act, OVER, last_day=act.subject.until_on)


@withholdings.action(
    "end_with_entry", "随目录事项结束", at=in_state(S.IN_FORCE), to={S.ENDED}, who=Nobody(), is_button=False
)
def end_with_entry(act: Act, *, reason: str) -> None:
    """The entry leaves the catalogue: nothing is owed under it, so nothing is owed again."""
    end_withholding(act, reason, review_closed_as=ENDED)
    act.record("ended", reason=reason)


@withholdings.action(
    "end_with_plan", "随公开安排结束", at=in_state(S.SUBMITTED, S.AGREED, S.IN_FORCE), to={S.ENDED}, who=Nobody(),
    kinds=(Kind.NARROWING,), is_button=False,
)  # fmt: skip
def end_with_plan(act: Act) -> None:
    """The draft is to reach others than was asked for: that is asked anew."""
    end_withholding(act, "公开安排改了公开范围")
    act.record("ended", reason=act.subject.ended_reason)
    act.notify("ended", [act.subject.proposed_by_id, act.subject.approved_by_id], "公开范围改了，要重新提出")


def end_deferrals(*, on: date, now: datetime) -> int:
    """Every deferral whose last day is before ``on``; may run twice or late. Returns how many."""
    return withholdings.sweep(end_when_over, Withholding.objects.over(on), now=now)


def end_deferrals_of(item: Item, *, on: date, now: datetime) -> None:
    """Those about the item that are over, where no sweep has come by since: what they put off is owed before it is answered."""
    withholdings.sweep(end_when_over, Withholding.objects.over(on).about(item), now=now)


# --- what the actions share ---


def hand_in(act: Act, withholding: Withholding, **what: str) -> None:
    withholding.proposed_by, withholding.proposed_at = act.person, act.now
    act.move(S.SUBMITTED, withholding)
    act.create(withholding, exclude=["proposed_by"])
    act.record("proposed", kind=withholding.kind, reason=withholding.reason, **what)
    approvers = holders(APPROVE, [withholding.organization], act.on)[withholding.organization_id]
    act.notify("proposed", approvers, "等您批准")


def decision_deadline(act: Act) -> Deadline | None:
    """By when the superior decides; None where it is not in the portal."""
    withholding = act.subject
    superior = superior_for(withholding.organization, act.on)
    if superior is None:
        return None
    title = f"审定下级报来的{withholding.get_kind_display()}"
    given = {"kind": Deadline.Kind.REVIEW, "title": title, "url": withholding.get_absolute_url()}
    return open_decision(superior, withholding.organization, EXEMPTION, **given, on=act.on, by=act.by, now=act.now)


def take_answer(act: Act, agreed: bool, opinion: str, *, on: date) -> None:
    """``on``: the day of the superior's word."""
    refuse_sensitive_data(opinion, field="opinion")
    withholding = act.subject
    if withholding.superior_deadline:
        close(withholding.superior_deadline, on=on, by=act.by, now=act.now)
    withholding.superior_by, withholding.superior_at, withholding.superior_opinion = act.by, act.now, opinion
    act.record("answered_above", agreed=agreed)
    if not agreed:
        return turn_down(act, opinion)
    require_days_left(withholding, act.on)
    return put_in_force(act)


def turn_down(act: Act, opinion: str) -> None:
    act.move(S.REFUSED)
    act.record("refused")
    people = [act.subject.proposed_by_id, act.subject.approved_by_id]
    act.notify("refused", people, "没有同意，仍要按时公开", opinion)
