"""Writing a consultation: begun, saved as often as one likes, with its files."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from catalog.schemes.choices import Scope
from disclosure.files.intake import take_in
from disclosure.files.rich_text import clean, one_line
from disclosure.files.store import Received, clean_name
from disclosure.organizations.access import access_of
from disclosure.organizations.models.directory import Organization
from feedback.consultations.guard import WRITERS, audit, begin, check_readers, may, require_draft, require_unseen
from feedback.consultations.models import Consultation, ConsultationFile


@transaction.atomic
def write(organization: Organization, *, by, now: datetime, **text) -> Consultation:
    """Begin a draft: ``title``, ``body``, ``scope``, ``audiences``, ``allows_anonymous``, ``from_on``, ``until_on``."""
    if not may(access_of(by, timezone.localdate(now)), WRITERS, organization):
        raise PermissionDenied("您没有为这个组织起草的权限。")
    consultation = Consultation(organization=organization, created_by=by, created_at=now)
    keep(consultation, by=by, now=now, **text)
    audit("consultation.created", consultation, by=by, now=now, scope=consultation.scope)
    return consultation


@transaction.atomic
def save(consultation: Consultation, *, by, now: datetime, seen_saved_at: datetime | None = None, **text):
    """Save a draft. When somebody saved since ``seen_saved_at``, refuses once and loses nothing."""
    consultation = opened(consultation, by=by, now=now)
    require_unseen(consultation.saved_at, seen_saved_at, consultation.saved_by)
    keep(consultation, by=by, now=now, **text)
    audit("consultation.saved", consultation, by=by, now=now, scope=consultation.scope)
    return consultation


def opened(consultation: Consultation, *, by, now: datetime) -> Consultation:
    consultation = begin(consultation, "修改", WRITERS, by=by, now=now)
    require_draft(consultation)
    return consultation


def keep(
    consultation: Consultation,
    *,
    by,
    now: datetime,
    title: str,
    body: str,
    scope: str,
    from_on: date,
    until_on: date,
    audiences=(),
    allows_anonymous: bool = True,
) -> None:
    audiences = list(audiences) if scope == Scope.AUDIENCE else []
    check_readers(organization=consultation.organization, scope=scope, audiences=audiences)
    if until_on < from_on:
        raise ValidationError({"until_on": "截止日期不能早于开始日期。"})
    consultation.title = one_line(title)
    if not consultation.title:
        raise ValidationError({"title": "请写标题。"})
    consultation.body, consultation.scope, consultation.allows_anonymous = clean(body), scope, allows_anonymous
    consultation.from_on, consultation.until_on = from_on, until_on
    consultation.saved_at, consultation.saved_by = now, by
    consultation.save()
    consultation.audiences.set(audiences)


def add_file(consultation: Consultation, *, upload: UploadedFile, by, now: datetime) -> ConsultationFile:
    """Attach a file to a draft. Raises ``ValidationError`` for a file that may not be attached."""
    return take_in(
        upload,
        may=lambda name: may_add(consultation, name, by=by, now=now),
        keep=lambda file: keep_file(consultation, file, by=by, now=now),
    )


def may_add(consultation: Consultation, name: str, *, by, now: datetime) -> Consultation:
    consultation = opened(consultation, by=by, now=now)
    if consultation.files.filter(name=clean_name(name)).exists():
        raise ValidationError({"file": "已有同名附件。"})
    return consultation


@transaction.atomic
def keep_file(consultation: Consultation, found: Received, *, by, now: datetime) -> ConsultationFile:
    consultation = may_add(consultation, found.file.name, by=by, now=now)
    stored = found.keep()
    columns = stored.columns(by=by, now=now)
    file = ConsultationFile.objects.create(consultation=consultation, findings=stored.findings, **columns)
    wrote(consultation, by=by)
    audit("consultation.file_added", consultation, by=by, now=now, sha256=stored.sha256)
    return file


@transaction.atomic
def remove_file(file: ConsultationFile, *, by, now: datetime) -> None:
    consultation = opened(file.consultation, by=by, now=now)
    if not consultation.files.filter(pk=file.pk).delete()[0]:
        raise ValidationError("这个附件已经删除了。")
    wrote(consultation, by=by)
    audit("consultation.file_removed", consultation, by=by, now=now, sha256=file.sha256)


def wrote(consultation: Consultation, *, by) -> None:
    """Who adds or takes away a file writes the draft too, as far as publishing by another person goes."""
    consultation.saved_by = by
    consultation.save(update_fields=["saved_by"])
