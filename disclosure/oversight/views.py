"""The oversight pages, for people who watch an organisation and those below it (PL-04, LK-05, QJ-18)."""

from django.urls import reverse
from django.utils import timezone

from disclosure.deadlines.calendar.due_calendar import Span, year_in
from disclosure.deadlines.working_calendar import current_calendar
from disclosure.oversight import frame, periods
from disclosure.oversight.exporting import export_url
from disclosure.oversight.frame import explained
from disclosure.oversight.watching import MOST_UNITS, watch_of
from disclosure.web.components import Tab


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
