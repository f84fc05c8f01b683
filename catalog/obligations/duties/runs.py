"""Since when a kind of duty was last opened: what a run has to make up for after an outage."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max

from catalog.obligations.duties.models import Duty
from disclosure.organizations.models.directory import Organization

# Within it most have opened something, so that the years before are read for few.
RECENT = timedelta(days=100)


@dataclass(frozen=True)
class Runs:
    """``last``: organisation id → day of the last run that opened the kind for it. ``anywhere``: for anyone, before today."""

    last: dict[int, date]
    anywhere: date | None

    def since(self, organization: int, ground_since: date) -> date | None:
        """From when on everything is made up for. None for who comes to the portal: what it works by is older than the
        last run, so nobody knows what it did outside of the portal."""
        last = self.last.get(organization)
        if last is not None:
            return max(last, ground_since)
        return ground_since if self.anywhere and ground_since > self.anywhere else None


def last_runs(organizations: Iterable[Organization], kind: str, on: date) -> dict[int, date]:
    """Two queries."""
    ids = {organization.pk for organization in organizations}
    rows = Duty.objects.filter(kind=kind).order_by()
    latest = Max("deadline__opened_on")
    found = dict(
        rows.filter(organization__in=ids, starts_on__gte=on - RECENT).values_list("organization").annotate(latest)
    )
    older = rows.filter(organization__in=ids - set(found)).values_list("organization").annotate(latest)
    return found | dict(older)


def last_anywhere(kind: str, on: date) -> date | None:
    """Today's do not count: a run that was broken off and begins again finds what it would have found."""
    rows = Duty.objects.filter(kind=kind, deadline__opened_on__lt=on).order_by("-pk")
    return rows.values_list("deadline__opened_on", flat=True).first()
