"""The first of the oversight pages and the file of its numbers (LK-05, PL-04, QJ-18)."""

from urllib.parse import urlencode

from django.utils import timezone

from disclosure.deadlines.working_calendar import calendar_when_needed
from disclosure.oversight import frame, pages
from disclosure.oversight.board.facts import BY_LEVEL, board_of
from disclosure.oversight.board.files import numbers_file
from disclosure.oversight.board.numbers import Numbers, numbers_of
from disclosure.oversight.exporting import export_url, rows_of
from disclosure.oversight.selection import Selection, place_url, urge_url
from disclosure.oversight.watching import watch_of
from disclosure.web.page_links import listed


@frame.explained
def overview(request, code=""):
    """Three statements beside the person, the place and those below it: the numbers, a page of the rows, what was pressed for
    today."""
    on, watch = timezone.localdate(), watch_of(request, code)
    selection = Selection.of(request.GET)
    board = board_of(watch, selection.kind, request.GET.get("by", ""), on)
    found = listed(request.GET, rows_of(watch, selection, on), order=selection.order, anchor="#list")
    calendar, told = calendar_when_needed(), board.told
    is_all_told = sum(told.overdue.values()) >= board.numbers.now["overdue_now"]
    to_press = any(row.pk not in told.rows for row in found.rows) or (found.older_url and not is_all_told)
    context = {
        "board": board,
        "kinds": pages.kind_tabs(watch, selection.kind),
        "breakdown_tabs": pages.breakdown_tabs(board.numbers, board.by),
        "tabs": pages.state_tabs(board.numbers, selection),
        "filters": pages.filter_bar(request.GET),
        "heading": pages.heading(selection),
        "rows": [pages.row_of(row, calendar, on, told.rows) for row in found.rows],
        "page": found,
        "urge_url": urge_url(selection, code) if to_press and selection.state == "overdue" else "",
        "circular_url": frame.view_url("circulars", code),
        "files": [export_url(watch, selection, kind) for kind in ("csv", "xlsx")],
        "numbers_files": [numbers_url(board.numbers, kind) for kind in ("csv", "xlsx")],
    }
    return frame.page(request, "overview", watch, "overview", context)


@frame.explained
def export_numbers(request, kind, code=""):
    on, watch = timezone.localdate(), watch_of(request, code)
    numbers = numbers_of(watch, Selection.of(request.GET).kind, on, by_level=request.GET.get("by") == BY_LEVEL)
    return numbers_file(kind, numbers)


def numbers_url(numbers: Numbers, extension: str) -> str:
    chosen = {"kind": numbers.kind, "by": BY_LEVEL if numbers.by_level else ""}
    query = urlencode({name: value for name, value in chosen.items() if value})
    return f"{place_url(numbers.watch.code)}numbers.{extension}{query and '?'}{query}"
