"""What the item's workbench shows: the steps, the form of the present step, what is missing, what may be done."""

import difflib
from collections.abc import Mapping
from typing import Any

from catalog.items.actions.table import items
from catalog.items.blockers import find_submission
from catalog.items.context import ItemContext
from catalog.items.models import Version
from catalog.items.public.page import document
from catalog.items.staff.buttons import buttons_of, missing_rows
from catalog.items.staff.decisions import decision_rows, reason_notice
from catalog.items.staff.due import deadline_rows
from catalog.items.staff.panels import panels_of
from catalog.items.staff.writing_steps import forms_of_step, is_writable, removable, step_rows
from catalog.items.states import PUBLISHED
from disclosure.deadlines.workdays import WorkCalendar
from disclosure.files.rich_text import to_text
from disclosure.web.components import TODAY, Link
from disclosure.workflow.staff.page import history_of

HISTORY = 50


def following(context: ItemContext) -> dict | None:
    """The next item that waits for the person."""
    rows = items.inbox(context.access).exclude(pk=context.item.pk).select_related("working_version")
    row = rows.order_by("deadline__due_on", "pk").first()
    return {"title": row.working_version.title, "url": row.staff_url} if row else None


def difference(old: Version, new: Version) -> list[dict]:
    """Lines of the new text against the old one: kept, added, removed."""
    before, after = to_text(old.body).splitlines(), to_text(new.body).splitlines()
    signs = {"+ ": "added", "- ": "removed", "  ": "kept"}
    lines = difflib.ndiff([old.title, *before], [new.title, *after])
    return [{"text": line[2:], "kind": signs[line[:2]]} for line in lines if line[:2] in signs]


def workbench_of(context: ItemContext, calendar: WorkCalendar, *, step: str, bound: Mapping[str, Any]) -> dict:
    """``bound``: forms that were posted with errors, by step or by the name of the action."""
    item, version, writable = context.item, context.version, is_writable(context)
    base = item.staff_url
    buttons = buttons_of(context, bound, is_writable=writable, is_checking=step == "check")
    missing = list(find_submission(context, {})) if writable else []
    panels = panels_of(item, context)
    earlier = item.versions.filter(number=version.number - 1).first() if version.number > 1 else None
    return {
        "item": item,
        "version": version,
        "base": base,
        "is_writable": writable,
        "step": step,
        "steps": step_rows(step, base, len(missing)),
        "missing": missing_rows(missing, base, is_writable=writable),
        "offers": buttons,
        "public_url": item.get_absolute_url() if item.state in PUBLISHED else "",
        "asking": [panel for panel in panels if panel.asks],
        "following": None if buttons or writable else following(context),
        "notice": reason_notice(item),
        "panels": panels,
        "crumbs": [TODAY, Link(version.title)],
        "deadline": deadline_rows(item, calendar, context.on),
        "document": document(item, version, version.attachments.order_by("pk"), calendar, context.on),
        "attachments": removable(item, version),
        "decisions": decision_rows(item),
        "history": history_of(item, most=HISTORY),
        "difference": difference(earlier, version) if earlier else [],
        **(forms_of_step(step, context, bound) if writable else {}),
    }
