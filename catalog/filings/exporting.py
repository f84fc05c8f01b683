"""The register of what goes up, as csv and xlsx: the rows the person may read, newest first, without their texts."""

from datetime import date

from django.db.models import QuerySet
from django.http import HttpResponseBase

from catalog.filings.models import Filing
from disclosure.files.tables import table_file

# Heading → width.
COLUMNS = {
    "报送组织": 24, "组织代码": 14, "种类": 14, "事由": 48, "报送机关": 28, "应报日期": 12, "报送日期": 12, "文号": 18,
    "签收日期": 12, "回执": 18, "情况": 12, "上级意见": 36, "不再报送的原因": 24,
}  # fmt: skip


def cells(filing: Filing, on: date) -> list[str | date]:
    return [
        str(filing.organization),
        filing.organization.code,
        filing.get_what_display(),
        filing.title,
        filing.to_name,
        (filing.deadline and filing.deadline.due_on) or "",
        filing.sent_on or "",
        filing.number,
        filing.received_on or "",
        filing.receipt,
        filing.state_words(on),
        filing.comment,
        filing.dropped_reason,
    ]


def register_file(kind: str, filings: QuerySet[Filing], on: date) -> HttpResponseBase:
    filings = filings.select_related("organization", "to_organization", "deadline").defer("content").order_by("-pk")
    return table_file(
        kind, f"备案登记簿{on}", "备案登记簿", COLUMNS, (cells(row, on) for row in filings.iterator(chunk_size=2000))
    )
