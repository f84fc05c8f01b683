"""The archive on an item's workbench: what is still to be done before it, by when, and afterwards its number (LK-08)."""

from datetime import date

from django.urls import reverse

from catalog.archive.models import ArchiveRecord
from catalog.items.actions.steps import STEPS, is_allowed
from catalog.items.blockers import of_step
from catalog.items.context import ItemContext
from catalog.items.models import Item
from catalog.items.staff.rows import due_words
from disclosure.deadlines.dates import full, moment
from disclosure.deadlines.working_calendar import current_calendar
from disclosure.web.panel import Panel

NAME = "archive"
TEMPLATE = "admin/catalog/item/_archive_panel.html"


def archive_panel(item: Item, case: ItemContext) -> Panel | None:
    """None while the item is on its way or on display."""
    record = ArchiveRecord.objects.filter(item=item).select_related("packed_by").first()
    if record is not None:
        return Panel(NAME, f"已归档：{record.archive_number}", TEMPLATE, {"facts": facts_of(record), **link_to(record)})
    step = STEPS["archive"]
    if not step.when(item) or item.published_inside_at is None:
        return None
    is_mine = is_allowed(case, step)
    blockers = of_step(case, "archive")
    context = {
        "due": due_row(item, case.on),
        "blockers": [{"text": row.message, "url": row.link} for row in blockers],
        "url": f"/admin/catalog/item/{item.pk}/archive/" if is_mine and not blockers else "",
        "is_mine": is_mine,
    }
    return Panel(NAME, "待归档", TEMPLATE, context, is_open=True, asks=is_mine)


def due_row(item: Item, on: date) -> dict | None:
    deadline = item.archive_deadline
    if deadline is None or deadline.closed_on is not None:
        return None
    calendar = current_calendar()
    words, state = due_words(deadline.due_on, on, calendar)
    shown = full(deadline.due_on, calendar) if deadline.due_on else ""
    return {"words": words, "state": state, "on": shown, "is_provisional": deadline.is_provisional}


def link_to(record: ArchiveRecord) -> dict:
    return {"record_url": reverse("admin:catalog_archiverecord_change", args=[record.pk])}


def facts_of(record: ArchiveRecord) -> list[dict]:
    """As the register has them; the archive's own page shows the same."""
    rows = (
        ("档号", record.archive_number),
        ("件号", record.piece_number),
        ("题名", record.title),
        ("责任者", record.responsible),
        ("日期", full(record.dated_on)),
        ("页数", f"{record.pages} 页"),
        ("保管期限", record.get_retention_display()),
        ("归档", f"{record.packed_by}，{moment(record.packed_at)}"),
    )
    return [{"label": label, "value": value} for label, value in rows]
