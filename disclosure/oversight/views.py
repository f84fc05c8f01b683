"""The oversight pages, for people who watch an organisation and those below it (PL-04, LK-05, QJ-18)."""

from django.urls import reverse
from django.utils import timezone

from disclosure.deadlines.calendar.due_calendar import Span, year_in
from disclosure.deadlines.working_calendar import current_calendar
from disclosure.oversight import frame, pages, periods
from disclosure.oversight.exporting import deadlines_file
from disclosure.oversight.frame import explained
from disclosure.oversight.selection import Selection
from disclosure.oversight.watching import MOST_UNITS, Watch, watch_of
from disclosure.web.components import Tab
from disclosure.web.page_links import listed


@explained
def overview(request, code=""):
    on, watch = timezone.localdate(), watch_of(request, code)
    selection = Selection.of(request.GET)
    by = request.GET.get("by", "")
    by = by if by in pages.BREAKDOWNS else "organization"
    found = listed(request.GET, rows_of(watch, selection, on), order=selection.order, anchor="#list")
    calendar = current_calendar()
    context = {
        "sentence": pages.sentence(watch, on),
        "tabs": pages.state_tabs(watch, selection, on),
        "heat": pages.heat_map(watch, on),
        "most_units": MOST_UNITS,
        "breakdown": pages.breakdown(watch, by, on),
        "filters": pages.filter_bar(request.GET),
        "heading": pages.heading(selection),
        "rows": [pages.row_of(row, calendar, on) for row in found.rows],
        "page": found,
        "csv_url": export_url(watch, selection, "csv"),
        "xlsx_url": export_url(watch, selection, "xlsx"),
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
        "is_cut": len(units) > MOST_UNITS,
        "most_units": MOST_UNITS,
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


@explained
def export(request, kind, code=""):
    on, selection = timezone.localdate(), Selection.of(request.GET)
    rows = rows_of(watch_of(request, code), selection, on).order_by(*selection.order).iterator(chunk_size=2000)
    return deadlines_file(kind, rows, on)
