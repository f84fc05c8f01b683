"""The steps of writing an item, the form of each, and the files of the draft."""

from collections.abc import Mapping
from typing import Any

from django.forms import BaseForm, model_to_dict

from catalog.items.context import ItemContext
from catalog.items.models import Item
from catalog.items.staff.forms import PlanForm, TextForm
from catalog.items.states import VersionState
from disclosure.files.listing import Attachment, attachment_rows
from disclosure.organizations.roles import DRAFT
from disclosure.web.components import Step
from disclosure.web.forms import UploadForm

STEPS = {"content": "内容", "files": "附件", "plan": "公开安排", "check": "检查并提交"}


def is_writable(context: ItemContext) -> bool:
    return context.version.state == VersionState.DRAFT and context.access.can(DRAFT, context.item.organization)


def steps_for(item: Item) -> Mapping[str, str]:
    """What was published goes on as it was planned."""
    return {name: words for name, words in STEPS.items() if name != "plan" or item.published_inside_at is None}


def steps_of(item: Item, current: str, missing: int) -> list[Step]:
    steps, base = [Step("登记", "done")], item.staff_url
    names = steps_for(item)
    reached = list(names).index(current)
    for place, (name, words) in enumerate(names.items()):
        state = "done" if place < reached else "current" if place == reached else "todo"
        note = f"还差 {missing} 项" if name == "check" and missing else ""
        steps.append(Step(words, state, note, f"{base}?step={name}"))
    return steps


def form_of_step(step: str, context: ItemContext, bound: Mapping[str, Any]) -> BaseForm | None:
    """The one that was posted with errors, or a new one."""
    item, version = context.item, context.version
    if step in bound:
        return bound[step]
    if step == "content":
        initial = {"title": version.title, "body": version.body, "seen_saved_at": version.saved_at.isoformat()}
        return TextForm(initial=initial)
    if step == "plan":
        readers = {"audiences": item.audiences.all(), "recipients": item.recipients.all()}
        initial = model_to_dict(item, exclude=readers) | readers
        return PlanForm(initial=initial, item=item, rules=context.rules, today=context.on)
    return UploadForm() if step == "files" else None


def files_of(context: ItemContext) -> list[tuple[Attachment, int]]:
    """Each with its key, by which it may be taken away again."""
    rows = context.attachments
    return list(zip(attachment_rows(context.item.pk, rows), [row.pk for row in rows], strict=True))
