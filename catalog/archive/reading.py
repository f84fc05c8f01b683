"""Who may take a package out: the leading posts of its organisation, for it holds everything, whatever the item's scope."""

import zipfile
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet

from catalog.archive.appraisal.ends import destroyed_words
from catalog.archive.models import ArchiveRecord
from catalog.archive.package.zip_file import Member
from catalog.archive.verifying import manifest_of
from catalog.items.models import Item
from disclosure.audit.record import record as put_on_record
from disclosure.audit.words import register
from disclosure.deadlines.dates import local_day
from disclosure.deadlines.models import Deadline
from disclosure.organizations.access import Access, access_of
from disclosure.organizations.roles import APPROVE, MANAGE_CATALOGUE, PUBLISH

register("archive", {"read": "下载档案包"})

READERS = (PUBLISH, APPROVE, MANAGE_CATALOGUE)
LOST = "档案包不在原来的地方了，请系统管理员核对档案（archive verify）。"


def readable_records(user, on: date) -> QuerySet[ArchiveRecord]:
    """Of items on the person's desk, in organisations where they publish, approve or keep the catalogue."""
    organizations = access_of(user, on).organization_ids(*READERS)
    desk = Item.objects.on_desk_of(user, on).values("pk")
    return ArchiveRecord.objects.filter(organization__in=organizations, item__in=desk)


@transaction.atomic
def take_out(record: ArchiveRecord, *, by, now: datetime) -> Path:
    """Where the package is, for one who may read it; that it was taken out is on record."""
    if not readable_records(by, local_day(now)).filter(pk=record.pk).exists():
        raise PermissionDenied("您没有下载这个档案包的权限。")
    if record.is_destroyed:
        raise ValidationError(destroyed_words(record))
    place = Path(settings.MEDIA_ROOT) / record.path
    if not place.is_file():
        raise ValidationError(LOST)
    put_on_record("archive.read", record, by=by, now=now, organization=record.organization, label=record.archive_number)
    return place


def lost_words(record: ArchiveRecord, members: list[Member] | None) -> str:
    """Why there is nothing to take out; empty where there is."""
    return destroyed_words(record) if record.is_destroyed else LOST if members is None else ""


def members_of(record: ArchiveRecord) -> list[Member] | None:
    """What the manifest lists; None where the package cannot be read."""
    if record.is_destroyed:
        return None
    try:
        with zipfile.ZipFile(Path(settings.MEDIA_ROOT) / record.path) as package:
            manifest = manifest_of(package)
    except (OSError, ValueError, zipfile.BadZipFile):
        return None
    return manifest.members if manifest else None


def open_tasks(access: Access) -> QuerySet[Deadline]:
    """What waits to be archived in the organisations where the person works."""
    organizations = access.desk_ids
    rows = Deadline.objects.open().filter(kind=Deadline.Kind.ARCHIVE, organization__in=organizations)
    return rows.select_related("organization", "department", "archived_item")
