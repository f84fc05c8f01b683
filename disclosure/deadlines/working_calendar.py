"""The calendar in force: the library's published years, overlaid by the administrator's table."""

from typing import cast

from django.db.models import QuerySet
from django.utils.functional import SimpleLazyObject

from disclosure.deadlines import workdays
from disclosure.deadlines.holidays.years import library_calendar
from disclosure.deadlines.models import HolidayNotice, SpecialDay


def as_days(rows: QuerySet[SpecialDay]) -> list[workdays.SpecialDay]:
    return [workdays.SpecialDay(*row) for row in rows.values_list("on", "is_working", "name", "source")]


def current_calendar() -> workdays.WorkCalendar:
    """Two small queries; load it once a page or job and pass it on."""
    days = as_days(SpecialDay.objects.all())
    years = HolidayNotice.objects.in_force().values_list("year", flat=True)
    return library_calendar().overlaid(days, years)


def calendar_when_needed() -> workdays.WorkCalendar:
    """The same, read only once something is asked of it."""
    return cast(workdays.WorkCalendar, SimpleLazyObject(current_calendar))
