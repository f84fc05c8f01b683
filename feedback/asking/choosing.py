"""Which organisations a form offers: those in use, found by name, or the own ones and the upper levels of the tree."""

from datetime import date

from django.db.models import Q

from disclosure.organizations.access import access_of
from disclosure.organizations.models import Organization

LEVELS, MOST = 2, 40


def offered(q: str, reader, on: date) -> list[Organization]:
    rows = Organization.objects.active()
    if q:
        return list(rows.filter(Q(name__icontains=q) | Q(short_name__icontains=q))[:MOST])
    own = list(rows.filter(pk__in=access_of(reader, on).member_organization_ids))
    return [*own, *rows.filter(depth__lte=LEVELS).exclude(pk__in=[row.pk for row in own])[:MOST]]
