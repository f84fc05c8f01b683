"""Hearings and symposia (听证会、座谈会): entered with their minutes, published by another person (JG-10, QJ-09)."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from catalog.schemes.choices import Scope
from disclosure.files.rich_text import clean, one_line
from disclosure.organizations.access import access_of
from disclosure.organizations.models.directory import Organization
from feedback.consultations.blockers import of_meeting, refuse_if
from feedback.consultations.guard import (
    PUBLISHERS,
    WRITERS,
    audit,
    begin,
    check_readers,
    may,
    require_draft,
    require_out,
    require_unseen,
    required,
)
from feedback.consultations.models import Consultation, Meeting
from feedback.consultations.stamp import require_read, stamp_of_meeting


@transaction.atomic
def enter_meeting(organization: Organization, *, by, now: datetime, **text) -> Meeting:
    """``kind``, ``title``, ``held_on``, ``place``, ``attendance``, ``attendees``, ``minutes``, ``scope``, ``audiences``,
    ``consultation``: the one that it belongs to, if any."""
    if not may(access_of(by, timezone.localdate(now)), WRITERS, organization):
        raise PermissionDenied("您没有为这个组织登记的权限。")
    meeting = Meeting(organization=organization, entered_by=by, entered_at=now)
    keep(meeting, by=by, now=now, **text)
    audit("meeting.entered", meeting, by=by, now=now, kind=meeting.kind, scope=meeting.scope)
    return meeting


@transaction.atomic
def save_meeting(meeting: Meeting, *, by, now: datetime, seen_saved_at: datetime | None = None, **text) -> Meeting:
    meeting = begin(meeting, "修改", WRITERS, by=by, now=now)
    require_draft(meeting)
    require_unseen(meeting.saved_at, seen_saved_at, meeting.saved_by)
    keep(meeting, by=by, now=now, **text)
    audit("meeting.saved", meeting, by=by, now=now, scope=meeting.scope)
    return meeting


def keep(
    meeting: Meeting,
    *,
    by,
    now: datetime,
    kind: str,
    title: str,
    held_on: date,
    place: str,
    attendance: int,
    minutes: str,
    scope: str,
    attendees: str = "",
    audiences=(),
    consultation: Consultation | None = None,
) -> None:
    audiences = list(audiences) if scope == Scope.AUDIENCE else []
    check_readers(organization=meeting.organization, scope=scope, audiences=audiences)
    if kind not in Meeting.Kind.values:
        raise ValidationError({"kind": "请选听证会或座谈会。"})
    if consultation is not None and consultation.organization_id != meeting.organization_id:
        raise ValidationError({"consultation": "这份征求意见不是本组织的。"})
    meeting.kind, meeting.held_on, meeting.consultation = kind, held_on, consultation
    meeting.title = required(one_line(title), "议题", "title", most=200)
    meeting.place = required(one_line(place), "地点", "place", most=200)
    meeting.attendance, meeting.attendees = attendance, attendees.strip()
    meeting.minutes, meeting.scope = clean(minutes), scope
    meeting.saved_at, meeting.saved_by = now, by
    meeting.save()
    meeting.audiences.set(audiences)


@transaction.atomic
def publish_meeting(meeting: Meeting, *, by, now: datetime, seen: str = "") -> Meeting:
    meeting = begin(meeting, "公布", PUBLISHERS, by=by, now=now)
    require_draft(meeting)
    require_read(stamp_of_meeting(meeting), seen)
    refuse_if(of_meeting(meeting, by, timezone.localdate(now)))
    meeting.published_at, meeting.published_by = now, by
    meeting.save()
    audit("meeting.published", meeting, by=by, now=now, scope=meeting.scope)
    return meeting


@transaction.atomic
def withdraw_meeting(meeting: Meeting, *, reason: str, by, now: datetime) -> Meeting:
    meeting = begin(meeting, "撤下", PUBLISHERS, by=by, now=now)
    require_out(meeting)
    meeting.withdrawn_reason, meeting.withdrawn_at = required(reason, "撤下的原因", "reason"), now
    meeting.save()
    audit("meeting.withdrawn", meeting, by=by, now=now, reason=meeting.withdrawn_reason)
    return meeting
