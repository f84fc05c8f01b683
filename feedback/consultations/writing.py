"""Writing a consultation: begun, saved as often as one likes, with its files."""

from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from catalog.bulletins.drafts import delete_file, require_new_name, require_unchanged, store_file
from disclosure.files.intake import take_in
from disclosure.files.store import Received
from disclosure.organizations.models.people import User
from disclosure.workflow.kit import Act
from feedback.consultations.drafts import fill_draft
from feedback.consultations.models import Consultation, ConsultationFile
from feedback.consultations.table import DRAFTED, WRITERS, consultations

# The text may come as a file.
NOT_ASKED = ("organization", "created_by", "saved_by", "body")


@consultations.start("write", "起草征求意见", who=WRITERS, done="草稿已保存。需要附件的可以接着添加。")
def write(act: Act, **text: Any) -> None:
    """``text``: what ``fill_draft`` takes."""
    consultation = Consultation(organization=act.subject, created_by=act.person, created_at=act.now)
    audiences = fill_draft(consultation, act.person, act.now, **text)
    act.create(consultation, exclude=NOT_ASKED)
    consultation.audiences.set(audiences)
    act.record("created", scope=consultation.scope)


@consultations.action("save", "修改", at=DRAFTED, who=WRITERS, is_button=False, done="已保存。")
def save(act: Act, *, seen_saved_at: datetime | None = None, **text: Any) -> None:
    """When somebody saved since ``seen_saved_at``, refuses once and loses nothing."""
    consultation = act.subject
    require_unchanged(consultation.saved_at, consultation.saved_by, seen_saved_at)
    consultation.audiences.set(fill_draft(consultation, act.person, act.now, **text))
    act.record("saved", scope=consultation.scope)


@consultations.action("keep_file", "修改", at=DRAFTED, who=WRITERS, is_button=False)
def keep_file(act: Act, *, received: Received) -> ConsultationFile:
    """Who adds or takes away a file writes the draft too, as far as publishing by another person goes."""
    require_new_name(act.subject, received.file.name)
    file = store_file(act.subject, received, act.person, act.now)
    act.subject.saved_by = act.person
    act.record("file_added", sha256=file.sha256)
    return file


@consultations.action("drop_file", "修改", at=DRAFTED, who=WRITERS, is_button=False)
def drop_file(act: Act, *, file: ConsultationFile) -> None:
    delete_file(act.subject, file)
    act.subject.saved_by = act.person
    act.record("file_removed", sha256=file.sha256)


def add_file(consultation: Consultation, *, upload: UploadedFile, by: User, now: datetime) -> ConsultationFile:
    """Attach a file to a draft; it is scanned before the lock. Raises ``ValidationError`` for one that may not be attached."""

    def may(name: str) -> None:
        consultations.check(keep_file, consultation, by=by, now=now)
        require_new_name(consultation, name)

    return take_in(upload, may=may, keep=lambda file: keep_file(consultation, received=file, by=by, now=now))


def remove_file(file: ConsultationFile, *, by: User, now: datetime) -> None:
    drop_file(file.consultation, file=file, by=by, now=now)
