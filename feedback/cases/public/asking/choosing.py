"""Which organisations a form offers: those in use, found by name; else the own ones first, and where there are too many for
one page the upper levels of the tree before the lower."""

from datetime import date

from django.db.models import Q

from disclosure.organizations.access import access_of
from disclosure.organizations.models.directory import Organization

MOST = 40


def offered(q: str, reader, on: date) -> list[Organization]:
    rows = Organization.objects.active()
    if q:
        return list(rows.filter(Q(name__icontains=q) | Q(short_name__icontains=q))[:MOST])
    own = list(rows.filter(pk__in=access_of(reader, on).member_organization_ids))
    return [*own, *upper_first(rows.exclude(pk__in=[row.pk for row in own]))]


def upper_first(rows) -> list[Organization]:
    """In the order of the tree where all of them fit."""
    found = list(rows.order_by("path")[: MOST + 1])
    return found if len(found) <= MOST else list(rows.order_by("depth", "path")[:MOST])
