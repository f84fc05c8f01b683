"""A consultation goes out by another person than its writer, is given more time, or is taken down with a reason (JG-10, JG-15)."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from catalog.bulletins.readers import readers_of
from catalog.schemes.choices import Scope
from disclosure.deadlines.actions import close, open_deadline, restart
from disclosure.deadlines.dates import plain
from disclosure.deadlines.models import Deadline
from disclosure.notices.tell import tell
from disclosure.organizations.holders import holders
from disclosure.organizations.roles import PUBLISH
from feedback.consultations.blockers import of_consultation, of_draft, refuse_if
from feedback.consultations.guard import PUBLISHERS, WRITERS, audit, begin, require_draft, require_out, required
from feedback.consultations.models import Consultation
from feedback.consultations.stamp import require_read, stamp_of_draft

SUMMARY_RULE = {"working_days": 15}
SUMMARY_SOURCE = {"note": "预设：原文没有天数；定为截止后15个工作日公布采纳情况。", "preset": True}


def desk_url(consultation: Consultation) -> str:
    return reverse("admin:feedback_consultation_change", args=[consultation.pk])


@transaction.atomic
def ask(consultation: Consultation, *, by, now: datetime) -> Consultation:
    """Tell those who may publish that a draft is ready; each saved draft once."""
    consultation = begin(consultation, "请人发布", WRITERS, by=by, now=now)
    require_draft(consultation)
    on, organization = timezone.localdate(now), consultation.organization
    refuse_if(of_draft(consultation, on))
    wrote = {consultation.created_by_id, consultation.saved_by_id}
    people = [person for person in holders(PUBLISH, [organization], on)[organization.pk] if person.pk not in wrote]
    if not people:
        raise ValidationError(
            "稿子要由没有写它的人发布，本组织现在没有这样的人。可以请别的同志起草、由您发布，或者请安全管理员再设一位能发布的。"
        )
    key = f"consultation:{consultation.pk}:ready:{consultation.saved_at.isoformat()}"
    tell(people, key=key, title=f"有一份征求意见等您发布：{organization}", url=desk_url(consultation), now=now)
    audit("consultation.asked", consultation, by=by, now=now)
    return consultation


@transaction.atomic
def publish(consultation: Consultation, *, by, now: datetime, seen: str = "") -> Consultation:
    """Inside, those it is for are told that there is a draft to comment on, never what it says."""
    consultation = begin(consultation, "发布", PUBLISHERS, by=by, now=now)
    require_draft(consultation)
    on = timezone.localdate(now)
    require_read(stamp_of_draft(consultation), seen)
    refuse_if(of_consultation(consultation, by, on))
    consultation.published_at, consultation.published_by = now, by
    consultation.summary_deadline = open_deadline(
        organization=consultation.organization,
        kind=Deadline.Kind.OPINION,
        title=f"公布征求意见的采纳情况（第{consultation.pk}号）",
        start_on=consultation.until_on,
        rule=SUMMARY_RULE,
        event="征求意见截止",
        source=SUMMARY_SOURCE,
        url=desk_url(consultation),
        by=by,
        now=now,
    )
    consultation.save()
    audit("consultation.published", consultation, by=by, now=now, scope=consultation.scope)
    tell_readers(consultation, by=by, now=now)
    return consultation


def tell_readers(consultation: Consultation, *, by, now: datetime) -> None:
    if consultation.scope == Scope.SOCIETY:
        return
    people = readers_of(consultation, timezone.localdate(now)).exclude(pk=by.pk).values_list("pk", flat=True)
    title = f"{consultation.organization}有一份稿子征求您的意见，{plain(consultation.until_on)}截止"
    key, url = f"consultation:{consultation.pk}:published", consultation.get_absolute_url()
    tell(people, key=key, title=title, url=url, now=now)


@transaction.atomic
def extend(consultation: Consultation, *, until_on: date, reason: str, by, now: datetime) -> Consultation:
    """More time, given before it is over: the only change to what was published. The summary is owed later by as much."""
    consultation = begin(consultation, "延长", PUBLISHERS, by=by, now=now)
    require_out(consultation)
    reason = required(reason, "延长的原因", "reason")
    if timezone.localdate(now) > consultation.until_on:
        raise ValidationError("已经截止，不能再延长。要再听意见，请另发一份。")
    if until_on <= consultation.until_on:
        raise ValidationError({"until_on": f"新的截止日期要晚于{plain(consultation.until_on)}。"})
    old, consultation.until_on = consultation.until_on, until_on
    if consultation.summary_deadline:
        deadline, words = consultation.summary_deadline, "征求意见延长"
        consultation.summary_deadline = restart(deadline, start_on=until_on, reason=words, by=by, now=now)
    consultation.save()
    changes = {"until_on": [old.isoformat(), until_on.isoformat()], "reason": reason}
    audit("consultation.extended", consultation, by=by, now=now, **changes)
    return consultation


@transaction.atomic
def withdraw(consultation: Consultation, *, reason: str, by, now: datetime) -> Consultation:
    """Gone for every reader at once; the desk keeps it with what was said, and no summary is owed any more."""
    consultation = begin(consultation, "撤下", PUBLISHERS, by=by, now=now)
    require_out(consultation)
    consultation.withdrawn_reason = required(reason, "撤下的原因", "reason")
    consultation.withdrawn_at = now
    consultation.save()
    if consultation.summary_deadline:
        on, ended = timezone.localdate(now), Deadline.ClosedAs.ENDED
        close(consultation.summary_deadline, on=on, by=by, now=now, closed_as=ended)
    audit("consultation.withdrawn", consultation, by=by, now=now, reason=consultation.withdrawn_reason)
    return consultation
