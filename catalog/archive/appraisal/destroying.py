"""Destroying (销毁): what the rows held is gone with the decision, the files right after it. What is left of them by a crash is
removed by the next sweep, for each stands in a row until it is gone."""

import logging
from datetime import datetime, timedelta

from django.db import transaction

from catalog.archive.appraisal.models import Appraisal, CondemnedFile
from catalog.archive.models import ArchiveRecord
from catalog.archive.package.zip_file import FOLDER
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
    """May run twice, or while another does. Returns how many are gone."""
    return sum(removed(row, now) for row in CondemnedFile.objects.order_by("pk"))


def removed(row: CondemnedFile, now: datetime) -> bool:
    """The file first, then its row: a crash in between leaves a row whose file is gone, which the next run takes away. What
    another row names too stays."""
    try:
        if not is_named(row.file):
            if is_being_uploaded(row.file, now):
                return False
            place_of(row.file).unlink(missing_ok=True)
    except OSError:
        logger.exception("the condemned file %s cannot be removed", row.pk)
        return False
    row.delete()
    return True


def is_being_uploaded(file: str, now: datetime) -> bool:
    """A package has a name of its own, an attachment that of its content."""
    place = place_of(file)
    is_content = not file.startswith(f"{FOLDER}/") and place.is_file()
    return is_content and place.stat().st_mtime > (now - UPLOADING).timestamp()
