"""The archive on an item's workbench: what is still to be done before it, by when, and afterwards its number (LK-08)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from catalog.archive.appraisal.ends import retention_words
from catalog.archive.archiving import archive
from catalog.archive.models import ArchiveRecord
from catalog.archive.package.four_properties import report_words
from catalog.items.context import ItemContext
from catalog.items.models import Item
from catalog.items.staff.rows import due_of, whose
from disclosure.deadlines.dates import full, moment, plain
from disclosure.deadlines.models import Deadline
from disclosure.deadlines.working_calendar import current_calendar
from disclosure.web.components import Due, Fact, given
from disclosure.web.panel import Panel

NAME = "archive"
TEMPLATE = "admin/catalog/item/_archive_panel.html"


def archive_panel(item: Item, context: ItemContext) -> Panel | None:
    """None while the item is on its way or on display."""
    record = ArchiveRecord.objects.filter(item=item).select_related("packed_by").first()
    if record is not None:
        url = reverse("admin:catalog_archiverecord_change", args=[record.pk])
        shown: dict[str, Any] = {"metadata": metadata_of(record), "record_url": url}
        return Panel(NAME, f"已归档：{record.archive_number}", TEMPLATE, shown)
    if not archive.fits(context) or item.published_inside_at is None:
        return None
    is_mine = archive.who.allows(item, context.access)
    blockers = archive.found(context, {})
    deadline = item.archive_deadline
    shown = {
        "due": due_of(deadline, context.on, current_calendar(), full) if deadline and not deadline.closed_on else None,
        "blockers": blockers,
        "url": reverse("admin:catalog_item_archive", args=[item.pk]) if is_mine and not blockers else "",
        "is_mine": is_mine,
    }
    return Panel(NAME, "待归档", TEMPLATE, shown, is_open=True, asks=is_mine)


@dataclass(frozen=True)
class Waiting:
    """An item of the list of what waits for the archive."""

    deadline: Deadline
    due: Due

    @property
    def whose(self) -> str:
        return whose(self.deadline.organization, self.deadline.department)


def waiting(deadlines: Iterable[Deadline], on: date) -> list[Waiting]:
    calendar = current_calendar()
    return [Waiting(row, due_of(row, on, calendar, plain)) for row in deadlines]


def metadata_of(record: ArchiveRecord) -> list[Fact]:
    """As the register has them; the archive's own page shows the same."""
    return [
        Fact("档号", record.archive_number),
        Fact("件号", str(record.piece_number)),
        Fact("题名", record.title),
        Fact("责任者", record.responsible),
        Fact("日期", full(record.dated_on)),
        Fact("页数", f"{record.pages} 页"),
        Fact("保管期限", retention_words(record)),
        Fact("归档", f"{record.packed_by}，{moment(record.packed_at)}"),
        *given([Fact("四性检测", report_words(record))]),
    ]
