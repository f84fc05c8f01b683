"""Attachments of the working version."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from catalog.items.actions.guard import audit, begin
from catalog.items.models import Attachment, Item
from disclosure.files.intake import take_in
from disclosure.files.store import Received, clean_name


def add_attachment(item: Item, *, upload: UploadedFile, by, now: datetime) -> Attachment:
    """Attach a file to the working version. Raises ``ValidationError`` for a file that may not be attached."""
    return take_in(
        upload,
        may=lambda name: may_attach(item, name, by=by, now=now),
        keep=lambda file: attach(item, file, by=by, now=now),
        field="upload",
    )


def may_attach(item: Item, name: str, *, by, now: datetime) -> Item:
    item = begin(item, "add_attachment", by=by, now=now).item
    if item.working_version.attachments.filter(name=clean_name(name)).exists():
        raise ValidationError({"upload": "已有同名附件。"})
    return item


@transaction.atomic
def attach(item: Item, received: Received, *, by, now: datetime) -> Attachment:
    item = may_attach(item, received.file.name, by=by, now=now)
    stored = received.keep()
    attachment = Attachment.objects.create(
        version=item.working_version, personal_data=stored.findings, **stored.columns(by=by, now=now)
    )
    # Who adds a file proposes it, as who writes the text does.
    item.working_version.saved_by = by
    item.working_version.save(update_fields=["saved_by"])
    audit("attachment.added", item, by=by, now=now, sha256=stored.sha256)
    return attachment


@transaction.atomic
def remove_attachment(attachment: Attachment, *, by, now: datetime) -> None:
    """Take a file off the working version; other versions keep theirs."""
    item = begin(attachment.version.item, "remove_attachment", by=by, now=now).item
    row = item.working_version.attachments.filter(pk=attachment.pk).first()
    if row is None:
        raise ValidationError("只能删除正在撰写的内容里的附件。")
    row.delete()
    audit("attachment.removed", item, by=by, now=now, sha256=attachment.sha256)
