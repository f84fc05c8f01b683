"""The steps of writing an item, the form of each, and the files that may still be taken away."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from catalog.items.context import ItemContext
from catalog.items.models import Item, Version
from catalog.items.staff.forms import PlanForm, TextForm
from catalog.items.states import VersionState
from disclosure.files.listing import attachment_rows
from disclosure.organizations.roles import DRAFT
from disclosure.web.forms import UploadForm

STEPS = (("content", "内容"), ("files", "附件"), ("plan", "公开安排"), ("check", "检查并提交"))


def is_writable(context: ItemContext) -> bool:
    return context.version.state == VersionState.DRAFT and context.access.can(DRAFT, context.item.organization)


def step_rows(current: str, base: str, missing: int) -> list[dict]:
    rows = [{"label": "登记", "state": "done", "url": ""}]
    reached = False
    for name, words in STEPS:
        is_current = name == current
        reached = reached or is_current
        note = f"还差 {missing} 项" if name == "check" and missing else ""
        state = "current" if is_current else ("todo" if reached else "done")
        rows.append({"label": words, "url": f"{base}?step={name}", "state": state, "note": note})
    return rows


def forms_of_step(step: str, context: ItemContext, bound: Mapping[str, Any]) -> dict:
    item, version = context.item, context.version
    if step == "content":
        initial = {"title": version.title, "body": version.body, "seen_saved_at": version.saved_at.isoformat()}
        return {"form": bound.get("content") or TextForm(initial=initial)}
    if step == "files":
        return {"form": bound.get("files") or UploadForm()}
    if step == "plan":
        form = PlanForm(initial=plan_of(item), item=item, rules=context.rules, today=context.on)
        return {"form": bound.get("plan") or form}
    return {}


def plan_of(item: Item) -> dict:
    names = (
        "event_on", "is_important", "department", "scope", "inside_first", "channels", "approval_route",
        "display_until", "work_plan", "is_truthful", "outside_after_days",
    )  # fmt: skip
    return {
        **{name: getattr(item, name) for name in names},
        "audiences": item.audiences.all(),
        "recipients": item.recipients.all(),
    }


def removable(item: Item, version: Version) -> list[dict]:
    rows = list(version.attachments.order_by("pk"))
    return [
        {**vars(shown), "remove": reverse("admin:catalog_item_remove", args=[item.pk, row.pk])}
        for shown, row in zip(attachment_rows(item.pk, rows), rows, strict=True)
    ]
