"""The draft of what is written here and published by another person, as ``admin/catalog/_written_text.html`` shows it to its writers."""

from dataclasses import dataclass, field, replace
from typing import Any

from django.urls import reverse

from disclosure.files.listing import Attachment, attachment_of
from disclosure.web.forms import UploadForm
from disclosure.workflow.action import Action
from disclosure.workflow.context import Context
from disclosure.workflow.staff.page import stamped

Bound = dict[str, Any]


@dataclass(frozen=True)
class DraftFile(Attachment):
    """``remove``: where its removal is posted to."""

    remove: str


@dataclass(frozen=True)
class Draft:
    """``file_form``, ``files_url`` and ``files``: where it may have any."""

    form: Any
    save_url: str
    file_form: Any = None
    files_url: str = ""
    files: list[DraftFile] = field(default_factory=list)


def draft_of(context: Context, save: Action, form: Any, bound: Bound) -> Draft:
    """``save``: the action that saves it; ``bound``: forms posted with errors, by ``text`` or ``file``."""
    return Draft(stamped(bound.get("text") or form, save, context), address(context.subject, "save"))


def draft_with_files(context: Context, save: Action, form: Any, bound: Bound) -> Draft:
    row = context.subject
    files = [
        DraftFile(**vars(attachment_of(file, file.get_absolute_url())), remove=address(row, "remove_file", file.pk))
        for file in row.files.order_by("pk")
    ]
    file_form = bound.get("file") or UploadForm()
    return replace(
        draft_of(context, save, form, bound), file_form=file_form, files_url=address(row, "files"), files=files
    )


def address(row: Any, name: str, *more: int) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{name}", args=[row.pk, *more])
