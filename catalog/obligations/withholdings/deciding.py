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
from catalog.obligations.withholdings.models import Withholding
from catalog.obligations.withholdings.superior import deciders_above, may_decide_above, superior_decides
from disclosure.organizations.access import access_of
from disclosure.organizations.roles import APPROVE, PUBLISH


@transaction.atomic
def approve(withholding: Withholding, *, note: str = "", by, now: datetime) -> Withholding:
    """The organisation's own word. It goes up where the superior decides, else it is in force."""
    on = timezone.localdate(now)
    withholding = begin(withholding, by=by, now=now, permissions=[APPROVE], state=S.SUBMITTED)
    require_other(by, withholding.proposed_by_id)
    require_days_left(withholding, on)
    withholding.approved_by, withholding.approved_at, withholding.approval_note = by, now, note.strip()
    withholding.needs_superior = superior_decides(withholding.organization, on)
    audit("withholding.approved", withholding, by=by, now=now, needs_superior=withholding.needs_superior)
    if not withholding.needs_superior:
        return put_in_force(withholding, by=by, now=now)
    withholding.state = S.AGREED
    withholding.save()
    tell_about(withholding, "agreed", deciders_above(withholding.organization, on), "等您审定", now=now)
    tell_about(withholding, "agreed:home", [withholding.proposed_by_id], "本级已同意，报上级审定", now=now)
    return withholding


def require_days_left(withholding: Withholding, on: date) -> None:
    if withholding.until_on and withholding.until_on < on:
        raise ValidationError("暂缓的截止日期已经过去，请选不同意，由提出人重新提出。")
    if withholding.review_on and withholding.review_on <= on:
        raise ValidationError("复查日期已经过去，请选不同意，由提出人重新提出。")


@transaction.atomic
def refuse(withholding: Withholding, *, note: str, by, now: datetime) -> Withholding:
    """Not agreed: what was owed stays owed."""
    withholding = begin(withholding, by=by, now=now, permissions=[APPROVE], state=S.SUBMITTED)
    require_other(by, withholding.proposed_by_id)
    withholding.approval_note = require_words(note, "请写明为什么不同意。")
    return turn_down(withholding, by=by, now=now, opinion=withholding.approval_note)


def turn_down(withholding: Withholding, *, by, now: datetime, opinion: str) -> Withholding:
    withholding.state = S.REFUSED
    withholding.save()
    audit("withholding.refused", withholding, by=by, now=now)
    people = {withholding.proposed_by_id, withholding.approved_by_id} - {None, by and by.pk}
    tell_about(withholding, "refused", people, "没有同意，仍要按时公开", now=now, body=opinion)
    return withholding


@transaction.atomic
def answer_from_above(withholding: Withholding, *, agreed: bool, opinion: str, by, now: datetime) -> Withholding:
    """The superior's word, with an opinion that the organisation reads."""
    withholding = locked(withholding)
    if not may_decide_above(withholding, access_of(by, timezone.localdate(now))):
        raise PermissionDenied("您没有审定这一件的权限。")
    require_state(withholding, S.AGREED)
    require_other(by, withholding.proposed_by_id, withholding.approved_by_id)
    return take_answer(withholding, agreed=agreed, opinion=require_words(opinion, "请写明意见。"), by=by, now=now)


@transaction.atomic
def register_reply(
    withholding: Withholding, *, agreed: bool, opinion: str, reply_on: date, reply_number: str, by, now: datetime
) -> Withholding:
    """The written reply of a superior that does not work in the portal: its day, its number and what it says."""
    on = timezone.localdate(now)
    withholding = begin(withholding, by=by, now=now, permissions=[APPROVE, PUBLISH], state=S.AGREED)
    if deciders_above(withholding.organization, on):
        raise ValidationError("上级在本系统里审定，不用登记批复。")
    if reply_on > on:
        raise ValidationError({"reply_on": "批复日期不能晚于今天。"})
    if reply_on < timezone.localdate(withholding.approved_at):
        raise ValidationError({"reply_on": "批复日期不能早于本级批准的那一天。"})
    number = require_words(reply_number, "请写批复文号。")
    day = f"{reply_on.year}年{reply_on.month}月{reply_on.day}日"
    words = f"{require_words(opinion, '请写批复的意见。')}（{number}，{day}）"
    return take_answer(withholding, agreed=agreed, opinion=words, by=by, now=now)


def take_answer(withholding: Withholding, *, agreed: bool, opinion: str, by, now: datetime) -> Withholding:
    withholding.superior_by, withholding.superior_at, withholding.superior_opinion = by, now, opinion
    audit("withholding.answered_above", withholding, by=by, now=now, agreed=agreed)
    if not agreed:
        return turn_down(withholding, by=by, now=now, opinion=opinion)
    require_days_left(withholding, timezone.localdate(now))
    return put_in_force(withholding, by=by, now=now)
