"""Attachments of the working version."""

from django.core.exceptions import ValidationError

from catalog.items.actions.table import WRITERS, WRITTEN, items
from catalog.items.models import Attachment, Item
from disclosure.audit.words import register
from disclosure.files.store import Received, clean_name
from disclosure.workflow.act import Act
from disclosure.workflow.with_file import FileAction

register("attachment", {"added": "添加附件", "removed": "删除附件", "read": "查看附件"})


def require_new_name(item: Item, name: str) -> None:
    if Attachment.objects.filter(version=item.working_version, name=clean_name(name)).exists():
        raise ValidationError({"file": "已有同名附件。"})


@items.action(
    "add_attachment", "添加附件", at=WRITTEN, who=WRITERS, is_button=False, made_as=FileAction, takes_file="file",
    may_be_named=require_new_name, done="附件已添加。",
)  # fmt: skip
def add_attachment(act: Act, *, upload: Received) -> Attachment:
    """Raises ``ValidationError`` for a file that may not be attached."""
    version = act.subject.working_version
    require_new_name(act.subject, upload.file.name)
    stored = upload.keep()
    columns = stored.columns(by=act.by, now=act.now)
    attachment = Attachment.objects.create(version=version, personal_data=stored.findings, **columns)
    # Who adds a file proposes it, as who writes the text does.
    version.saved_by = act.by
    version.save(update_fields=["saved_by"])
    act.record_as("attachment.added", {"sha256": stored.sha256})
    return attachment


@items.action("remove_attachment", "删除附件", at=WRITTEN, who=WRITERS, is_button=False, done="已删除附件“{found}”。")
def remove_attachment(act: Act, *, attachment: Attachment) -> str:
    """Take a file off the working version; other versions keep theirs. Returns its name."""
    row = act.subject.working_version.attachments.filter(pk=attachment.pk).first()
    if row is None:
        raise ValidationError("只能删除正在撰写的内容里的附件。")
    row.delete()
    act.record_as("attachment.removed", {"sha256": attachment.sha256})
    return attachment.name
