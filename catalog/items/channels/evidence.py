"""Scans and photos that show a channel was carried out: for the desk of the organisation and the archive, never for readers."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet

from catalog.items.actions.guard import audit
from catalog.items.channels.models import ChannelRecord, Evidence
from catalog.items.channels.recording import RECORDERS, begin, refuse_confirmed
from disclosure.files.intake import take_in
from disclosure.files.store import Received
from disclosure.organizations.access import access_of
from disclosure.organizations.roles import DESK_PERMISSIONS


def readable_evidence(user, on: date) -> QuerySet[Evidence]:
    """Of the organisations where the person works at the desk."""
    organizations = access_of(user, on).organization_ids(*DESK_PERMISSIONS)
    return Evidence.objects.filter(record__item__organization_id__in=organizations)


def add_evidence(record: ChannelRecord, *, upload: UploadedFile, by, now: datetime) -> Evidence:
    """Keep a file beside the record until it is confirmed. Raises ``ValidationError`` for a file that may not be kept."""
    return take_in(
        upload,
        may=lambda _name: open_record(record, by=by, now=now),
        keep=lambda file: keep_evidence(record, file, by=by, now=now),
        field="upload",
    )


@transaction.atomic
def open_record(record: ChannelRecord, *, by, now: datetime) -> ChannelRecord:
    """The record behind its lock, if the person may still add to it."""
    record = begin(record, RECORDERS, "登记", by=by, now=now)
    refuse_confirmed(record)
    return record


@transaction.atomic
def keep_evidence(record: ChannelRecord, file: Received, *, by, now: datetime) -> Evidence:
    record = open_record(record, by=by, now=now)
    if record.evidence.filter(sha256=file.file.sha256).exists():
        raise ValidationError({"upload": "这份文件已经传过了。"})
    stored = file.keep()
    evidence = Evidence.objects.create(record=record, **stored.columns(by=by, now=now))
    audit("item.evidence_added", record.item, by=by, now=now, channel=record.channel, sha256=stored.sha256)
    return evidence


@transaction.atomic
def remove_evidence(evidence: Evidence, *, by, now: datetime) -> None:
    """Take a file away again, while nobody has vouched for the record with it."""
    record = open_record(evidence.record, by=by, now=now)
    row = record.evidence.filter(pk=evidence.pk).first()
    if row is None:
        raise ValidationError("这份文件已经删掉了。")
    row.delete()
    audit("item.evidence_removed", record.item, by=by, now=now, channel=record.channel, sha256=evidence.sha256)
