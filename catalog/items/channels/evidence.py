"""Scans and photos that show a channel was carried out: for the desk of the organisation and the archive, never for readers."""

from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet

from catalog.items.channels.actions import channels, keep_evidence
from catalog.items.channels.models import ChannelRecord, Evidence
from disclosure.files.intake import take_in
from disclosure.organizations.access import access_of
from disclosure.organizations.models.people import User
from disclosure.organizations.roles import DESK_PERMISSIONS


def readable_evidence(user, on: date) -> QuerySet[Evidence]:
    """Of the organisations where the person works at the desk."""
    organizations = access_of(user, on).organization_ids(*DESK_PERMISSIONS)
    return Evidence.objects.filter(record__item__organization_id__in=organizations)


def add_evidence(record: ChannelRecord, *, upload: UploadedFile, by: User, now: datetime) -> Evidence:
    """Asked first, looked through with nothing locked, then kept. Raises ``ValidationError`` for what may not be kept."""
    return take_in(
        upload,
        may=lambda _name: channels.check(keep_evidence, record, by=by, now=now),
        keep=lambda file: keep_evidence(record, upload=file, by=by, now=now),
        field="upload",
    )
