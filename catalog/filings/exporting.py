"""The register of what goes up, as csv and xlsx: the rows the person may read, newest first, without their texts."""

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from io import BytesIO

from openpyxl import Workbook

from catalog.filings.models import Filing
from disclosure.audit.export import BYTE_ORDER_MARK, Echo, guarded

HEADER = [
    "报送组织", "组织代码", "种类", "事由", "报送机关", "应报日期", "报送日期", "文号", "签收日期", "回执", "情况", "上级意见", "不再报送的原因",
]  # fmt: skip
WIDTHS = [24, 14, 14, 48, 28, 12, 12, 18, 12, 18, 12, 36, 24]


def cells(filing: Filing, on: date) -> list[str | date]:
    return [
        guarded(str(filing.organization)),
        guarded(filing.organization.code),
        filing.get_what_display(),
        guarded(filing.title),
        guarded(filing.to_name),
        (filing.deadline and filing.deadline.due_on) or "",
        filing.sent_on or "",
        guarded(filing.number),
        filing.received_on or "",
        guarded(filing.receipt),
        filing.state_words(on),
        guarded(filing.comment),
        guarded(filing.dropped_reason),
    ]


def csv_lines(filings: Iterable[Filing], on: date) -> Iterator[str]:
    writer = csv.writer(Echo())
    yield BYTE_ORDER_MARK + writer.writerow(HEADER)
    for filing in filings:
        yield writer.writerow(cells(filing, on))


def workbook(filings: Iterable[Filing], on: date) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("备案登记簿")
    for index, width in enumerate(WIDTHS):
        sheet.column_dimensions[chr(ord("A") + index)].width = width
    sheet.freeze_panes = "A2"
    sheet.append(HEADER)
    for filing in filings:
        sheet.append(cells(filing, on))
    file = BytesIO()
    book.save(file)
    return file.getvalue()
