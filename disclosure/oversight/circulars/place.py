"""Whose circular of which month a person asks for."""

from datetime import date

from django.urls import reverse

from disclosure.deadlines.dates import day_in, year_month
from disclosure.organizations.models.directory import Organization
from disclosure.oversight.board.numbers import month_before, months_until
from disclosure.oversight.watching import Place, Watch
from disclosure.web.components import Tab

MONTHS = 6


def month_asked(parameters, on: date) -> date:
    """The last whole month where none of the last months is asked for."""
    asked = day_in(f"{parameters.get('month', '')}-01")
    return asked if asked in months_until(on, MONTHS) else month_before(on.replace(day=1))


def watch_at(place: Place) -> Watch:
    """Of one organisation: whoever writes its notices is shown those below it too."""
    assert place.organization
    return place.watch or Watch([place.organization.path], place.organization)


def month_tabs(organization: Organization, month: date, on: date) -> list[Tab]:
    """The newest first."""
    address = reverse("oversight:organization_circulars", args=[organization.code])
    return [
        Tab(year_month(each), f"{address}?month={each:%Y-%m}", each == month)
        for each in reversed(months_until(on, MONTHS))
    ]
