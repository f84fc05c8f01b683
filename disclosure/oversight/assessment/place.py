"""The page of a place: its assessments of a year and the year reports that came in (YY-12)."""

from django.utils import timezone

from disclosure.deadlines.calendar.due_calendar import year_in
from disclosure.organizations.access import access_for
from disclosure.oversight import frame
from disclosure.oversight.assessment.overview import overview_of
from disclosure.oversight.watching import watch_of


@frame.explained
def place(request, code=""):
    watch = watch_of(request, code)
    on = timezone.localdate()
    year = year_in(request.GET.get("year", "")) or on.year
    context = {"overview": overview_of(watch, access_for(request), year, on), "year": year}
    return frame.page(request, "assessment/overview", watch, "assessment", context, "年度考核")
