"""What the draft of a consultation and the minutes of a meeting hold: their text, and for whom they are."""

from collections.abc import Iterable
from datetime import date, datetime

from django.core.exceptions import ValidationError

from catalog.bulletins.blockers import INSIDE
from catalog.schemes.choices import Scope
from disclosure.files.rich_text import clean, one_line
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.models.people import Audience, User
from disclosure.workflow.kit import require_text
from feedback.consultations.models import Consultation, Meeting


def fill_draft(
    consultation: Consultation,
    by: User,
    now: datetime,
    *,
    title: str,
    body: str,
    scope: str,
    from_on: date,
    until_on: date,
    audiences: Iterable[Audience] = (),
    allows_anonymous: bool = True,
) -> list[Audience]:
    """Not saved yet. Returns the named groups, to be set once it has a row."""
    groups = check_readers(consultation.organization, scope, audiences)
    if until_on < from_on:
        raise ValidationError({"until_on": "截止日期不能早于开始日期。"})
    consultation.title = require_text(one_line(title), "请写标题。", field="title")
    consultation.body, consultation.scope, consultation.allows_anonymous = clean(body), scope, allows_anonymous
    consultation.from_on, consultation.until_on = from_on, until_on
    consultation.saved_at, consultation.saved_by = now, by
    return groups


def fill_minutes(
    meeting: Meeting,
    by: User,
    now: datetime,
    *,
    kind: str,
    title: str,
    held_on: date,
    place: str,
    attendance: int,
    minutes: str,
    scope: str,
    attendees: str = "",
    audiences: Iterable[Audience] = (),
    consultation: Consultation | None = None,
) -> list[Audience]:
    """Not saved yet. Returns the named groups. ``consultation``: the one that it belongs to, if any."""
    groups = check_readers(meeting.organization, scope, audiences)
    if kind not in Meeting.Kind.values:
        raise ValidationError({"kind": "请选听证会或座谈会。"})
    if consultation is not None and consultation.organization_id != meeting.organization_id:
        raise ValidationError({"consultation": "这份征求意见不是本组织的。"})
    meeting.kind, meeting.held_on, meeting.consultation = kind, held_on, consultation
    meeting.title = require_text(one_line(title), "请写明议题。", field="title", most=200)
    meeting.place = require_text(one_line(place), "请写明地点。", field="place", most=200)
    meeting.attendance, meeting.attendees = attendance, attendees.strip()
    meeting.minutes, meeting.scope = clean(minutes), scope
    meeting.saved_at, meeting.saved_by = now, by
    return groups


def check_readers(organization: Organization, scope: str, audiences: Iterable[Audience]) -> list[Audience]:
    """Returns the groups, where it is for groups."""
    groups = list(audiences) if scope == Scope.AUDIENCE else []
    faults = {}
    if scope not in (*INSIDE, Scope.SOCIETY):
        faults["scope"] = "可以面向社会、机关全体人员、党内或特定对象，不能只面向个人。"
    elif scope == Scope.AUDIENCE and not groups:
        faults["audiences"] = "面向特定对象，请选对象。"
    if any(audience.organization_id != organization.pk for audience in groups):
        faults["audiences"] = "特定对象不属于本组织。"
    if faults:
        raise ValidationError(faults)
    return groups
