"""The coverage of both taxonomies to take away."""

from django.utils import timezone

from disclosure.deadlines.calendar.due_calendar import year_in
from disclosure.files.tables import table_file
from disclosure.oversight.coverage.tables import COLUMNS, cells
from disclosure.oversight.frame import explained
from disclosure.oversight.periods import coverage_of
from disclosure.oversight.watching import watch_of


@explained
def export(request, code, kind):
    on, watch = timezone.localdate(), watch_of(request, code)
    year = year_in(request.GET.get("year", "")) or on.year
    tables = coverage_of(watch, year, on)
    return table_file(kind, f"coverage-{code}-{year}", "分类覆盖", COLUMNS, cells(tables))
