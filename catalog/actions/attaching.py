"""Attachments of the working version."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from catalog.actions.beginning import audit, begin
from catalog.attachments import file_of
from catalog.file_kinds import FileRefused
from catalog.file_store import clean_name, store
from catalog.file_text import words_of
from catalog.leaks.search import find
from catalog.models import Attachment, Item


@transaction.atomic
def add_attachment(item: Item, *, upload: UploadedFile, by, now: datetime) -> Attachment:
    """Attach a file to the working version. Raises ``ValidationError`` for a file that may not be attached."""
    item = begin(item, "add_attachment", by=by, now=now).item
    if item.working_version.attachments.filter(name=clean_name(upload.name)).exists():
        raise ValidationError({"upload": "已有同名附件。"})
    try:
        stored = store(upload.chunks(), upload.name)
    except FileRefused as error:
        raise ValidationError({"upload": str(error)}) from error
    attachment = Attachment(
        version=item.working_version,
        name=stored.name,
        path=stored.path,
        content_type=stored.kind.content_type,
        size=stored.size,
        sha256=stored.sha256,
        uploaded_by=by,
        uploaded_at=now,
    )
    found = find(words_of(file_of(attachment), stored.kind.extension))
    attachment.personal_data = [{"kind": row.kind, "mask": row.suggested_mask} for row in found]
    attachment.save()
    # Who adds a file proposes it, as who writes the text does.
    item.working_version.saved_by = by
    item.working_version.save(update_fields=["saved_by"])
    audit("attachment.added", item, by=by, now=now, name=stored.name, sha256=stored.sha256)
    return attachment


@transaction.atomic
def remove_attachment(attachment: Attachment, *, by, now: datetime) -> None:
    """Take a file off the working version; other versions keep theirs."""
    item = begin(attachment.version.item, "remove_attachment", by=by, now=now).item
    row = item.working_version.attachments.filter(pk=attachment.pk).first()
    if row is None:
        raise ValidationError("只能删除正在撰写的内容里的附件。")
    row.delete()
    audit("attachment.removed", item, by=by, now=now, name=attachment.name, sha256=attachment.sha256)
