"""Rows as a table to take away, csv or xlsx: one head, one row after another, as both spreadsheets and programs read it."""

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header
from openpyxl import Workbook

from disclosure.audit.export import csv_lines

CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
Rows = Iterable[Sequence[Any]]


def table_file(kind: str, name: str, title: str, widths: Mapping[str, int], rows: Rows) -> HttpResponseBase:
    """``kind``: csv or xlsx; ``name``: without its ending; ``widths``: heading → width; cells are ``guarded``. 404 for another kind."""
    if kind not in CONTENT_TYPES:
        raise Http404
    response: HttpResponseBase
    if kind == "xlsx":
        response = HttpResponse(workbook(title, widths, rows), content_type=CONTENT_TYPES[kind])
    else:
        response = StreamingHttpResponse(csv_lines(widths, rows), content_type=CONTENT_TYPES[kind])
    disposition = content_disposition_header(as_attachment=True, filename=f"{name}.{kind}")
    response["Content-Disposition"] = disposition or ""
    return response


def workbook(title: str, widths: Mapping[str, int], rows: Rows) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    for index, width in enumerate(widths.values()):
        sheet.column_dimensions[chr(ord("A") + index)].width = width
    sheet.freeze_panes = "A2"
    sheet.append(list(widths))
    for row in rows:
        sheet.append(row)
    file = BytesIO()
    book.save(file)
    return file.getvalue()
