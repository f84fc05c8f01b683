"""The oversight pages, for people who watch an organisation and those below it (PL-04, LK-05, QJ-18)."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from disclosure.deadlines.calendar.due_calendar import Span, year_in
from disclosure.deadlines.working_calendar import current_calendar
from disclosure.oversight import frame, pages, periods
from disclosure.oversight.board.files import numbers_file
from disclosure.oversight.board.heat import heat_map
from disclosure.oversight.board.late import BREAKDOWNS, breakdown
from disclosure.oversight.board.numbers import Numbers, numbers_of
from disclosure.oversight.board.sentence import sentence
from disclosure.oversight.board.trend import trend
from disclosure.oversight.exporting import deadlines_file
from disclosure.oversight.frame import explained
from disclosure.oversight.indicators.registry import INDICATORS
from disclosure.oversight.selection import Selection, place_url, urge_url
from disclosure.oversight.watching import MOST_UNITS, Watch, watch_of
from disclosure.web.components import Tab
from disclosure.web.page_links import listed


@explained
def overview(request, code=""):
    """Two statements beside the person, the place and those below it: the numbers, and a page of the rows."""
    on, watch = timezone.localdate(), watch_of(request, code)
    selection = Selection.of(request.GET)
    by = request.GET.get("by", "")
    by = by if by in BREAKDOWNS else "organization"
    numbers = numbers_of(watch, selection.kind, on, by_level=by == "level")
    found = listed(request.GET, rows_of(watch, selection, on), order=selection.order, anchor="#list")
    calendar = SimpleLazyObject(current_calendar)
    context = {
        "sentence": sentence(numbers),
        "kinds": pages.kind_tabs(watch, selection.kind),
        "trend": trend(numbers),
        "heat": heat_map(numbers),
        "breakdown": breakdown(numbers, by),
        "breakdown_tabs": pages.breakdown_tabs(numbers, by),
        "tabs": pages.state_tabs(numbers, selection),
        "filters": pages.filter_bar(request.GET),
        "heading": pages.heading(selection),
        "urge_url": urge_url(selection, code) if selection.state == "overdue" else "",
        "rows": [pages.row_of(row, calendar, on) for row in found.rows],
        "page": found,
        "files": [export_url(watch, selection, kind) for kind in ("csv", "xlsx")],
        "numbers_files": [numbers_url(numbers, kind) for kind in ("csv", "xlsx")],
    }
    return frame.page(request, "overview", watch, "overview", context)


@explained
def calendar(request, code=""):
    """What falls due and what became of it, day by day or month by month, with those right below."""
    on, watch = timezone.localdate(), watch_of(request, code)
    span = Span.of(request.GET, on)
    units = periods.units_of(watch, span, on)
    context = {
        "calendar": periods.calendar_page(watch, span, current_calendar(), on),
        "units": units[:MOST_UNITS],
        "rest": units[MOST_UNITS:],
    }
    return frame.page(request, "calendar", watch, "calendar", context, "日历")


@explained
def period_map(request, code):
    """The organisation's catalogue against the periods of a year: due, done, late, excused, nothing owed."""
    on, watch = timezone.localdate(), watch_of(request, code)
    year = year_in(request.GET.get("year", "")) or on.year
    by = request.GET.get("by", "")
    by = by if by in periods.CUTS else "quarter"
    shown = periods.period_map(watch, year, by, on)
    span = Span(on.replace(year=year, month=1, day=1), is_year=True)
    before, after = span.moved(-1), span.moved(1)
    context = {
        "map": shown,
        "year": year,
        "cuts": [Tab(label, f"?year={year}&by={name}", name == by) for name, label in periods.CUTS.items()],
        "before_url": f"?{before.query}&by={by}" if before else "",
        "after_url": f"?{after.query}&by={by}" if after else "",
        "csv_url": export_url(watch, shown.selection, "csv"),
        "xlsx_url": export_url(watch, shown.selection, "xlsx"),
        "coverage_urls": [
            (label, f"{reverse('oversight:coverage', args=[code, kind])}?year={year}")
            for label, kind in (("导出 Excel", "xlsx"), ("导出 CSV", "csv"))
        ],
    }
    return frame.page(request, "map", watch, "map", context, "目录和时段")


def rows_of(watch: Watch, selection: Selection, on):
    rows = selection.rows(watch.deadlines(own=selection.own), on)
    return rows.select_related("organization", "department", "person").defer("trace", "rule")


def export_url(watch: Watch, selection: Selection, extension: str) -> str:
    address, _, rest = selection.url(watch.code).partition("?")
    return f"{address}deadlines.{extension}?{rest.removesuffix('#list')}"


def numbers_url(numbers: Numbers, extension: str) -> str:
    chosen = {"kind": numbers.kind, "by": "level" if numbers.by_level else ""}
    query = urlencode({name: value for name, value in chosen.items() if value})
    return f"{place_url(numbers.watch.code)}numbers.{extension}{query and '?'}{query}"


@explained
def export(request, kind, code=""):
    on, selection = timezone.localdate(), Selection.of(request.GET)
    rows = rows_of(watch_of(request, code), selection, on).order_by(*selection.order).iterator(chunk_size=2000)
    return deadlines_file(kind, rows, on)


@explained
def export_numbers(request, kind, code=""):
    on, watch = timezone.localdate(), watch_of(request, code)
    numbers = numbers_of(watch, Selection.of(request.GET).kind, on, by_level=request.GET.get("by") == "level")
    return numbers_file(kind, numbers)


@explained
def definitions(request):
    """What each number counts, in words."""
    context = {"indicators": INDICATORS.values()}
    return frame.page(request, "definitions", watch_of(request), "", context, "这些数怎么算")
