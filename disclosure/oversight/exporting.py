"""The rows a page shows, as csv and xlsx: exactly the same rows, in the same order."""

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from io import BytesIO

from openpyxl import Workbook

from disclosure.audit.export import BYTE_ORDER_MARK, Echo, guarded
from disclosure.deadlines.models import Deadline

HEADER = ["党组织", "组织代码", "责任科室", "责任人", "种类", "事由", "起算日", "到期日", "暂定", "办结日", "逾期天数"]
WIDTHS = [24, 14, 16, 10, 12, 48, 12, 12, 6, 12, 10]


def cells(deadline: Deadline, on: date) -> list[str | date | int]:
    return [
        guarded(str(deadline.organization)),
        guarded(deadline.organization.code),
        guarded(deadline.department.name if deadline.department else ""),
        guarded(str(deadline.person) if deadline.person else ""),
        deadline.get_kind_display(),
        guarded(deadline.title),
        deadline.start_on,
        deadline.due_on or "暂停中",
        "暂定" if deadline.is_provisional else "",
        deadline.closed_on or "",
        days_late(deadline, on),
    ]


def days_late(deadline: Deadline, on: date) -> int:
    """Days after the due date until it was closed, or until the day asked for."""
    if deadline.due_on is None:
        return 0
    return max(0, ((deadline.closed_on or on) - deadline.due_on).days)


def csv_lines(deadlines: Iterable[Deadline], on: date) -> Iterator[str]:
    writer = csv.writer(Echo())
    yield BYTE_ORDER_MARK + writer.writerow(HEADER)
    for deadline in deadlines:
        yield writer.writerow(cells(deadline, on))


def workbook(deadlines: Iterable[Deadline], on: date) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("时限")
    for index, width in enumerate(WIDTHS):
        sheet.column_dimensions[chr(ord("A") + index)].width = width
    sheet.freeze_panes = "A2"
    sheet.append(HEADER)
    for deadline in deadlines:
        sheet.append(cells(deadline, on))
    file = BytesIO()
    book.save(file)
    return file.getvalue()
