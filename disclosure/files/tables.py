"""Rows as a table to take away, csv or xlsx: one head, one row after another, as both spreadsheets and programs read it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.http import Http404, HttpResponseBase, StreamingHttpResponse

from disclosure.files.serving import download, name_file
from disclosure.files.workbook import list_of
from disclosure.web.spreadsheet import csv_lines

Rows = Iterable[Sequence[Any]]


def table_file(kind: str, name: str, title: str, widths: Mapping[str, int], rows: Rows) -> HttpResponseBase:
    """``kind``: csv or xlsx; ``name``: without its ending; ``widths``: heading → width. 404 for another kind."""
    if kind == "xlsx":
        return download(list_of(title, widths, rows), f"{name}.xlsx")
    if kind != "csv":
        raise Http404
    response = StreamingHttpResponse(csv_lines(widths, rows))
    name_file(response, f"{name}.csv")
    return response
