"""The rows a page shows, as csv and xlsx: exactly the same rows, in the same order."""

from collections.abc import Iterable
from datetime import date

from django.http import HttpResponseBase
from django.utils import timezone

from disclosure.deadlines.models import Deadline
from disclosure.files.tables import table_file
from disclosure.oversight.frame import explained
from disclosure.oversight.selection import Selection
from disclosure.oversight.watching import Watch, watch_of

# Heading → width.
COLUMNS = {
    "党组织": 24, "组织代码": 14, "责任科室": 16, "责任人": 10, "种类": 12, "事由": 48, "起算日": 12, "到期日": 12, "暂定": 6,
    "办结日": 12, "逾期天数": 10,
}  # fmt: skip


def cells(deadline: Deadline, on: date) -> list[str | date | int]:
    return [
        str(deadline.organization),
        deadline.organization.code,
        deadline.department.name if deadline.department else "",
        str(deadline.person) if deadline.person else "",
        deadline.get_kind_display(),
        deadline.title,
        deadline.start_on,
        deadline.due_on or "暂停中",
        "暂定" if deadline.is_provisional else "",
        deadline.closed_on or "",
        days_late(deadline, on),
    ]


def days_late(deadline: Deadline, on: date) -> int:
    """Days after the due date until it was closed, or until the day asked for."""
    if deadline.due_on is None or not deadline.can_be_late:
        return 0
    return max(0, ((deadline.closed_on or on) - deadline.due_on).days)


def deadlines_file(kind: str, deadlines: Iterable[Deadline], on: date) -> HttpResponseBase:
    return table_file(kind, f"deadlines-{on}", "时限", COLUMNS, (cells(row, on) for row in deadlines))


def rows_of(watch: Watch, selection: Selection, on):
    rows = selection.rows(watch.deadlines(own=selection.own), on)
    return rows.select_related("organization", "department", "person").defer("trace", "rule")


def export_url(watch: Watch, selection: Selection, extension: str) -> str:
    address, _, rest = selection.url(watch.code).partition("?")
    return f"{address}deadlines.{extension}?{rest.removesuffix('#list')}"


@explained
def export(request, kind, code=""):
    on, selection = timezone.localdate(), Selection.of(request.GET)
    rows = rows_of(watch_of(request, code), selection, on).order_by(*selection.order).iterator(chunk_size=2000)
    return deadlines_file(kind, rows, on)
