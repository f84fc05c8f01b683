"""Attachments of the working version."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from catalog.items.actions.table import WRITERS, WRITTEN, items
from catalog.items.models import Attachment, Item, Version
from disclosure.audit.words import register
from disclosure.files.intake import take_in
from disclosure.files.store import Received, clean_name
from disclosure.organizations.models.people import User
from disclosure.workflow.act import Act

register("attachment", {"added": "添加附件", "removed": "删除附件", "read": "查看附件"})


def require_new_name(version: Version | None, name: str) -> None:
    if Attachment.objects.filter(version=version, name=clean_name(name)).exists():
        raise ValidationError({"upload": "已有同名附件。"})


@items.action("add_attachment", "添加附件", at=WRITTEN, who=WRITERS, is_button=False)
def attach(act: Act, *, received: Received) -> Attachment:
    version = act.subject.working_version
    require_new_name(version, received.file.name)
    stored = received.keep()
    columns = stored.columns(by=act.by, now=act.now)
    attachment = Attachment.objects.create(version=version, personal_data=stored.findings, **columns)
    # Who adds a file proposes it, as who writes the text does.
    version.saved_by = act.by
    version.save(update_fields=["saved_by"])
    act.record_as("attachment.added", {"sha256": stored.sha256})
    return attachment


@items.action("remove_attachment", "删除附件", at=WRITTEN, who=WRITERS, is_button=False)
def remove_attachment(act: Act, *, attachment: Attachment) -> None:
    """Take a file off the working version; other versions keep theirs."""
    row = act.subject.working_version.attachments.filter(pk=attachment.pk).first()
    if row is None:
        raise ValidationError("只能删除正在撰写的内容里的附件。")
    row.delete()
    act.record_as("attachment.removed", {"sha256": attachment.sha256})


def add_attachment(item: Item, *, upload: UploadedFile, by: User, now: datetime) -> Attachment:
    """It is scanned before the lock. Raises ``ValidationError`` for a file that may not be attached."""

    def may(name: str) -> None:
        items.check(attach, item, by=by, now=now)
        require_new_name(item.working_version, name)

    return take_in(upload, may=may, keep=lambda file: attach(item, received=file, by=by, now=now), field="upload")
