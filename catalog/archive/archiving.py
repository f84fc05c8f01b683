"""Archiving (归档): everything about an item goes into one package, and from then on nothing about it changes (LK-08)."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from catalog.archive.models import ArchiveRecord
from catalog.archive.package.description import facts_of, parts_of, record_for
from catalog.archive.package.zip_file import FOLDER, FileDamaged, Package, write_package
from catalog.archive.retention import suggested_retention
from catalog.items.actions.guard import audit, begin, decide, keep
from catalog.items.actions.transitions import move_item
from catalog.items.models import Decision, Item
from catalog.items.states import ItemState
from disclosure.deadlines.actions import close
from disclosure.deadlines.dates import local_day
from disclosure.workflow.locks import lock_organization


@transaction.atomic
def archive(item: Item, *, by, now: datetime, retention: str | None = None) -> ArchiveRecord:
    """Pack the item. ``retention`` is the person's choice of 保管期限; without one the suggestion stands.

    The file is in its place before its row is written, and taken away again when anything fails.
    """
    item = begin(item, "archive", by=by, now=now).item
    retention = chosen(item, retention)
    decide(item.published_version, Decision.Step.ARCHIVE, by=by, now=now)
    if item.archive_deadline is not None:
        item.archive_deadline = close(item.archive_deadline, on=local_day(now), by=by, now=now)
    parts = parts_of(item)
    # Last, for it also holds up who registers an item.
    lock_organization(item.organization_id)
    record = record_for(item, parts, retention=retention, by=by, now=now)
    try:
        package = write_package(parts, facts_of(record, parts))
    except FileDamaged as error:
        raise ValidationError(str(error)) from None
    record.path, record.size, record.sha256 = path_of(record, package), package.size, package.sha256
    try:
        package.move_in(record.path)
        record.save(force_insert=True)
        seal(item, record, by=by, now=now)
    except BaseException:
        package.discard(record.path)
        raise
    return record


def chosen(item: Item, retention: str | None) -> str:
    retention = retention or suggested_retention(item).retention
    if retention not in ArchiveRecord.Retention.values:
        raise ValidationError({"retention": "请选择保管期限。"})
    return retention


def path_of(record: ArchiveRecord, package: Package) -> str:
    """The hash keeps a leftover of a crash apart from what later gets the same number."""
    name = f"{record.archive_number}-{package.sha256[:12]}.zip"
    return f"{FOLDER}/{record.organization.code}/{record.year}/{name}"


def seal(item: Item, record: ArchiveRecord, *, by, now: datetime) -> None:
    """From here on the item's state opens no step."""
    move_item(item, ItemState.ARCHIVED)
    item.archived_at = now
    keep(item, now)
    numbers = {"archive_number": record.archive_number, "sha256": record.sha256, "retention": record.retention}
    audit("item.archived", item, by=by, now=now, **numbers)
