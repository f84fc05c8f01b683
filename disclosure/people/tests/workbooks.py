"""Workbooks as offices have them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import Workbook

from disclosure.people.reading.book import Book, open_book
from disclosure.people.understanding.preview import Preview, preview_of

ON = date(2026, 12, 1)
IDENTITY = "11010519491231002X"


def workbook_of(sheets: Mapping[str, Sequence[Sequence[Any]]], merged: Iterable[tuple[str, str]] = ()) -> bytes:
    """Title of a sheet → its rows; ``merged``: (title, range)."""
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    for title, place in merged:
        book[title].merge_cells(place)
    output = BytesIO()
    book.save(output)
    return output.getvalue()


def book_of(sheets: Mapping[str, Sequence[Sequence[Any]]], merged: Iterable[tuple[str, str]] = ()) -> Book:
    return open_book(workbook_of(sheets, merged), "人员.xlsx")


def preview(book: Book, organization=None, **given) -> Preview:
    return preview_of(book, organization=organization, on=ON, by=given.pop("by", None), **given)


def suggested(preview: Preview) -> Preview:
    """Every question answered as suggested, until none is left that has a suggestion."""
    while answers := {(each.column, each.word): each.suggestion for each in preview.questions if each.suggestion}:
        preview = preview.answered(answers)
    return preview
