"""The calendar in force: the library's published years, overlaid by the administrator's table."""

from disclosure.deadlines import workdays
from disclosure.deadlines.models import HolidayNotice, SpecialDay


def current_calendar() -> workdays.WorkCalendar:
    """Two small queries; load it once a page or job and pass it on."""
    days = [
        workdays.SpecialDay(on, is_working, name, source)
        for on, is_working, name, source in SpecialDay.objects.values_list("on", "is_working", "name", "source")
    ]
    years = HolidayNotice.objects.in_force().values_list("year", flat=True)
    return workdays.library_calendar().overlaid(days, years)
