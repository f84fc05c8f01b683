"""Whose circular of which month a person asks for."""

from datetime import date

from django.urls import reverse

from disclosure.deadlines.dates import day_in, year_month
from disclosure.organizations.access import access_for
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.roles import WATCH
from disclosure.oversight.board.numbers import month_before, months_until
from disclosure.oversight.watching import Watch, watch_of
from disclosure.web.components import Tab

MONTHS = 6


def month_asked(parameters, on: date) -> date:
    """The last whole month where none of the last months is asked for."""
    asked = day_in(f"{parameters.get('month', '')}-01")
    return asked if asked in months_until(on, MONTHS) else month_before(on.replace(day=1))


def place_of(request, code: str) -> Watch:
    """Who watches it, or works at its desk, where the notice is written. 403 and 404 as ``watch_of``."""
    access = access_for(request)
    if not access.has_any(WATCH) and code:
        place = Organization.objects.filter(pk__in=access.desk_ids, code=code).first()
        if place is not None:
            return Watch([place.path], place)
    return watch_of(request, code)


def own_places(request) -> list[Organization]:
    """Those at whose desk a person works who watches nothing."""
    access = access_for(request)
    return [] if access.has_any(WATCH) else list(Organization.objects.filter(pk__in=access.desk_ids))


def tops_of(watch: Watch) -> list[Organization]:
    return list(Organization.objects.filter(path__in=watch.prefixes))


def month_tabs(organization: Organization, month: date, on: date) -> list[Tab]:
    """The newest first."""
    address = reverse("oversight:organization_circulars", args=[organization.code])
    return [
        Tab(year_month(each), f"{address}?month={each:%Y-%m}", each == month)
        for each in reversed(months_until(on, MONTHS))
    ]
