"""Approving and refusing: at home by a second person, then above where the scheme says so (JG-04, QJ-16)."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from catalog.obligations.withholdings.force import put_in_force
from catalog.obligations.withholdings.guard import (
    S,
    audit,
    begin,
    locked,
    require_other,
    require_state,
    require_words,
    tell_about,
)
from catalog.obligations.withholdings.models import Excuse
from catalog.obligations.withholdings.superior import deciders_above, may_decide_above, superior_decides
from disclosure.organizations.access import access_of
from disclosure.organizations.roles import APPROVE, PUBLISH


@transaction.atomic
def approve(excuse: Excuse, *, note: str = "", by, now: datetime) -> Excuse:
    """The organisation's own word. It goes up where the superior decides, else it is in force."""
    on = timezone.localdate(now)
    excuse = begin(excuse, by=by, now=now, permissions=[APPROVE], state=S.SUBMITTED)
    require_other(by, excuse.proposed_by_id)
    require_days_left(excuse, on)
    excuse.approved_by, excuse.approved_at, excuse.approval_note = by, now, note.strip()
    excuse.needs_superior = superior_decides(excuse.organization, on)
    audit("excuse.approved", excuse, by=by, now=now, needs_superior=excuse.needs_superior)
    if not excuse.needs_superior:
        return put_in_force(excuse, by=by, now=now)
    excuse.state = S.AGREED
    excuse.save()
    tell_about(excuse, "agreed", deciders_above(excuse.organization, on), "等您审定", now=now)
    tell_about(excuse, "agreed:home", [excuse.proposed_by_id], "本级已同意，报上级审定", now=now)
    return excuse


def require_days_left(excuse: Excuse, on: date) -> None:
    if excuse.until_on and excuse.until_on < on:
        raise ValidationError("暂缓的截止日期已经过去，请选不同意，由提出人重新提出。")
    if excuse.review_on and excuse.review_on <= on:
        raise ValidationError("复查日期已经过去，请选不同意，由提出人重新提出。")


@transaction.atomic
def refuse(excuse: Excuse, *, note: str, by, now: datetime) -> Excuse:
    """Not agreed: what was owed stays owed."""
    excuse = begin(excuse, by=by, now=now, permissions=[APPROVE], state=S.SUBMITTED)
    require_other(by, excuse.proposed_by_id)
    excuse.approval_note = require_words(note, "请写明为什么不同意。")
    return turn_down(excuse, by=by, now=now, opinion=excuse.approval_note)


def turn_down(excuse: Excuse, *, by, now: datetime, opinion: str) -> Excuse:
    excuse.state = S.REFUSED
    excuse.save()
    audit("excuse.refused", excuse, by=by, now=now)
    people = {excuse.proposed_by_id, excuse.approved_by_id} - {None, by and by.pk}
    tell_about(excuse, "refused", people, "没有同意，仍要按时公开", now=now, body=opinion)
    return excuse


@transaction.atomic
def answer_from_above(excuse: Excuse, *, agreed: bool, opinion: str, by, now: datetime) -> Excuse:
    """The superior's word, with an opinion that the organisation reads."""
    excuse = locked(excuse)
    if not may_decide_above(excuse, access_of(by, timezone.localdate(now))):
        raise PermissionDenied("您没有审定这一件的权限。")
    require_state(excuse, S.AGREED)
    require_other(by, excuse.proposed_by_id, excuse.approved_by_id)
    return take_answer(excuse, agreed=agreed, opinion=require_words(opinion, "请写明意见。"), by=by, now=now)


@transaction.atomic
def register_reply(
    excuse: Excuse, *, agreed: bool, opinion: str, reply_on: date, reply_number: str, by, now: datetime
) -> Excuse:
    """The written reply of a superior that does not work in the portal: its day, its number and what it says."""
    on = timezone.localdate(now)
    excuse = begin(excuse, by=by, now=now, permissions=[APPROVE, PUBLISH], state=S.AGREED)
    if deciders_above(excuse.organization, on):
        raise ValidationError("上级在本系统里审定，不用登记批复。")
    if reply_on > on:
        raise ValidationError({"reply_on": "批复日期不能晚于今天。"})
    if reply_on < timezone.localdate(excuse.approved_at):
        raise ValidationError({"reply_on": "批复日期不能早于本级批准的那一天。"})
    number = require_words(reply_number, "请写批复文号。")
    day = f"{reply_on.year}年{reply_on.month}月{reply_on.day}日"
    words = f"{require_words(opinion, '请写批复的意见。')}（{number}，{day}）"
    return take_answer(excuse, agreed=agreed, opinion=words, by=by, now=now)


def take_answer(excuse: Excuse, *, agreed: bool, opinion: str, by, now: datetime) -> Excuse:
    excuse.superior_by, excuse.superior_at, excuse.superior_opinion = by, now, opinion
    audit("excuse.answered_above", excuse, by=by, now=now, agreed=agreed)
    if not agreed:
        return turn_down(excuse, by=by, now=now, opinion=opinion)
    require_days_left(excuse, timezone.localdate(now))
    return put_in_force(excuse, by=by, now=now)
