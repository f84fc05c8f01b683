"""Archiving (归档): everything about an item goes into one package, and from then on nothing about it changes (LK-08)."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError

from catalog.archive.models import ArchiveRecord
from catalog.archive.package.description import manifest_head, parts_of, record_for, with_report
from catalog.archive.package.zip_file import FOLDER, FileDamaged, Package, write_package
from catalog.archive.retention import plain_number, suggested_retention
from catalog.items.actions.table import S, decide, items
from catalog.items.context import ItemContext
from catalog.items.models import Decision, Item
from disclosure.deadlines.actions import close
from disclosure.organizations.roles import PUBLISH
from disclosure.workflow.kit import Act, Blocker, Holds, in_state, lock_organization


def find_open_channels(context: ItemContext, values: Mapping[str, Any]) -> Iterator[Blocker]:
    """What is not settled by then could never be settled: nothing about an archived item changes (LK-08)."""
    waiting = context.item.channel_records.filter(
        recorded_at__isnull=True, dropped_at__isnull=True, deadline__closed_on__isnull=True, deadline__isnull=False
    )
    for form in waiting.order_by("pk").values_list("channel", flat=True):
        yield Blocker("channel_open", f"公开形式“{form}”还没有登记落实情况，也没有注明不再采用。", "#channels")


@items.action(
    "archive", "归档", at=in_state(S.DISPLAY_ENDED, S.WITHDRAWN), to={S.ARCHIVED}, who=Holds(PUBLISH),
    blockers=find_open_channels, is_button=False, done="已归档，档号 {found.archive_number}。",
)  # fmt: skip
def archive(act: Act, *, retention: str | None = None) -> ArchiveRecord:
    """Pack the item. ``retention`` is the person's choice of 保管期限; without one it is the suggested one. The file is in its
    place before its row is written, and taken away again when anything fails."""
    item = act.subject
    retention = chosen(item, retention)
    decide(act, Decision.Step.ARCHIVE, version=item.published_version)
    if item.archive_deadline is not None:
        item.archive_deadline = close(item.archive_deadline, on=act.on, by=act.by, now=act.now)
    parts = parts_of(item)
    # Last, for it also holds up who registers an item.
    lock_organization(item.organization_id)
    record = record_for(item, parts, retention=retention, by=act.by, now=act.now)
    try:
        package = write_package(with_report(record, parts), manifest_head(record, parts))
    except FileDamaged as error:
        raise ValidationError(str(error)) from None
    record.path, record.size, record.sha256 = path_of(record, package), package.size, package.sha256
    try:
        package.move_in(record.path)
        record.save(force_insert=True)
        seal(act, record)
    except BaseException:
        package.discard(record.path)
        raise
    return record


def chosen(item: Item, retention: str | None) -> str:
    retention = retention or suggested_retention(item)[0]
    if retention not in ArchiveRecord.Retention.values:
        raise ValidationError({"retention": "请选择保管期限。"})
    return retention


def path_of(record: ArchiveRecord, package: Package) -> str:
    """The hash keeps a leftover of a crash apart from what later gets the same number."""
    number = plain_number(record.organization, record.year, record.retention, record.piece_number)
    name = f"{number}-{package.sha256[:12]}.zip"
    return f"{FOLDER}/{record.organization.code}/{record.year}/{name}"


def seal(act: Act, record: ArchiveRecord) -> None:
    """From here on the item's state opens no step."""
    act.move(S.ARCHIVED)
    act.subject.archived_at = act.now
    act.save()
    numbers = {"archive_number": record.archive_number, "sha256": record.sha256, "retention": record.retention}
    act.record("archived", **numbers)
