"""The item's workbench: the steps, the form of the present step, what is missing, what may be done; and the reader's view."""

import difflib
from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse

from catalog.items.context import ItemContext
from catalog.items.models import Item, Version
from catalog.items.public.page import document
from catalog.items.staff.buttons import buttons_of, following, missing_of
from catalog.items.staff.decisions import decision_rows, reason_notice
from catalog.items.staff.frame import page
from catalog.items.staff.panels import panels_of
from catalog.items.staff.rows import item_due
from catalog.items.staff.writing_steps import files_of, form_of_step, is_writable, steps_for, steps_of
from disclosure.deadlines.working_calendar import current_calendar
from disclosure.files.rich_text import to_text
from disclosure.workflow.staff.page import history_of

HISTORY = 50
KINDS = {"+ ": "added", "- ": "removed", "  ": "kept"}


def workbench_page(model_admin, request, context: ItemContext, bound: Mapping[str, Any]) -> HttpResponse:
    """``bound``: forms that were posted with errors, by step or by the name of the action."""
    item, version, calendar, writable = context.item, context.version, current_calendar(), is_writable(context)
    step = request.GET.get("step", "")
    step = step if step in steps_for(item) else "content"
    missing, panels = missing_of(context, is_writable=writable), panels_of(item, context)
    offers = buttons_of(context, bound, is_writable=writable, is_checking=step == "check")
    return page(
        model_admin,
        request,
        "workbench",
        item.title_in_hand,
        item=item,
        version=version,
        is_writable=writable,
        step=step,
        steps=steps_of(item, step, len(missing)),
        form=form_of_step(step, context, bound) if writable else None,
        files=files_of(context),
        missing=missing,
        offers=offers,
        following=None if offers or writable else following(context),
        public_url=item.get_absolute_url() if item.is_on_show and not item.hidden_at else "",
        notice=reason_notice(item),
        panels=panels,
        asking=[panel for panel in panels if panel.asks],
        deadline=item_due(item, context.on, calendar),
        document=document(item, version, context.attachments, calendar, context.on),
        decisions=decision_rows(item),
        history=history_of(item, most=HISTORY),
        difference=difference(version),
    )


def preview_page(model_admin, request, item: Item, context: ItemContext) -> HttpResponse:
    """The working version exactly as the reader will see it."""
    shown = document(item, context.version, context.attachments, current_calendar(), context.on)
    return page(model_admin, request, "preview", context.version.title, item=item, document=shown)


def difference(version: Version) -> list[tuple[str, str]]:
    """Every line of the text beside the version before, with whether it was kept, added or removed; empty for the first, and for
    what says how the matter went on."""
    is_correction = version.number > 1 and not version.is_progress
    old = version.item.versions.texts().filter(number=version.number - 1).first() if is_correction else None
    before, after = ([each.title, *to_text(each.body).splitlines()] for each in (old, version)) if old else ([], [])
    return [(line[2:], KINDS[line[:2]]) for line in difflib.ndiff(before, after) if line[:2] in KINDS]
