"""Destroying (销毁): what the rows held is gone with the decision, the files right after it. What is left of them by a crash is
removed by the next sweep, for each stands in a row until it is gone."""

import logging
from datetime import datetime, timedelta

from django.db import transaction

from catalog.archive.appraisal.models import Appraisal, CondemnedFile
from catalog.archive.models import ArchiveRecord
from catalog.items.channels.models import Evidence
from catalog.items.models import Attachment, Version
from catalog.items.search.index import reindex
from disclosure.backup.named import is_named, place_of

logger = logging.getLogger(__name__)
GONE = "<p>这件的档案保管期满，已经按规定鉴定、销毁，正文和附件不再保存。</p>"
# An upload of the same content puts its file there before the row that names it.
UPLOADING = timedelta(hours=1)


def destroy(row: Appraisal, *, now: datetime) -> None:
    """``row`` is settled and saved: the triggers let its package's path go for that reason alone. Titles stay, for the register."""
    record, item = row.record, row.record.item
    versions = Version.objects.filter(item=item)
    attachments = Attachment.objects.filter(version__item=item)
    evidence = Evidence.objects.filter(record__item=item)
    paths = {record.path, *attachments.values_list("path", flat=True), *evidence.values_list("path", flat=True)}
    CondemnedFile.objects.bulk_create(CondemnedFile(appraisal=row, file=path) for path in sorted(paths))
    attachments.delete()
    evidence.delete()
    versions.update(body=GONE, correction_note="")
    reindex(item)
    ArchiveRecord.objects.filter(pk=record.pk).update(path="")
    transaction.on_commit(lambda: remove_condemned(now=now), robust=True)


def remove_condemned(*, now: datetime) -> int:
    """One transaction a file; may run twice, or while another does. Returns how many are gone."""
    keys = list(CondemnedFile.objects.order_by("pk").values_list("pk", flat=True))
    return sum(removed(key, now) for key in keys)


def removed(key: int, now: datetime) -> bool:
    """The file first, then its row: a crash in between leaves a row whose file is gone, which the next run takes away."""
    with transaction.atomic():
        row = CondemnedFile.objects.select_for_update(skip_locked=True).filter(pk=key).first()
        if row is None:
            return False
        try:
            if not is_named(row.file):
                place = place_of(row.file)
                if is_being_uploaded(row, now):
                    return False
                place.unlink(missing_ok=True)
        except OSError:
            logger.exception("the condemned file %s cannot be removed", row.pk)
            return False
        row.delete()
    return True


def is_being_uploaded(row: CondemnedFile, now: datetime) -> bool:
    """A package has a name of its own, an attachment that of its content."""
    place = place_of(row.file)
    is_content = not row.file.startswith("archive/") and place.is_file()
    return is_content and place.stat().st_mtime > (now - UPLOADING).timestamp()
