"""For which days a kind of duty is opened: from the last run on, so that an outage is made up for."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max

from catalog.obligations.duties.grounds import Ground, Grounds
from catalog.obligations.duties.models import Duty
from catalog.obligations.duties.owed import Turn
from disclosure.organizations.models.directory import Organization

# Within it most have opened something, so that the years before are read for few.
RECENT = timedelta(days=100)


@dataclass(frozen=True)
class Span:
    """The days on which an organisation works by one ground. ``begun``: since when what is owed there holds; ``since``: from
    when on everything is made up for. None for who comes to the portal: what it works by is older than the last run, so
    nobody knows what it did outside of the portal."""

    organization: Organization
    ground: Ground
    begun: date
    since: date | None

    def owes(self, turn: Turn, on: date) -> bool:
        """The turn runs, and falls due, after the ground began or after the last run. Who comes with a catalogue that was in
        force before the turn began, begins with what falls due from today on."""
        period = turn.period
        first = self.since or (self.begun if self.begun >= period.starts_on else max(self.begun, on))
        return period.starts_on <= self.ground.until and period.ends_on >= first and period.due_on >= first


def spans_of(
    kind: str, organizations: list[Organization], grounds: Grounds, *, by_catalogue: bool = False
) -> Iterator[Span]:
    """Five queries at most. ``by_catalogue``: what is owed there stands in the catalogue, else in the scheme alone."""
    last, anywhere = last_runs(organizations, kind, grounds.on), last_anywhere(kind, grounds.on)
    found = grounds.of(organizations, last)
    for organization in organizations:
        for ground in found.get(organization.pk, ()):
            if by_catalogue and ground.catalogue is None:
                continue
            begun = ground.since if by_catalogue else ground.rules_since
            yield Span(organization, ground, begun, made_up_since(last.get(organization.pk), anywhere, begun))


def made_up_since(last: date | None, anywhere: date | None, begun: date) -> date | None:
    if last is not None:
        return max(last, begun)
    return begun if anywhere and begun > anywhere else None


def last_runs(organizations: Iterable[Organization], kind: str, on: date) -> dict[int, date]:
    """Organisation id → day of the last run that opened the kind for it. Two queries."""
    ids = {organization.pk for organization in organizations}
    rows = Duty.objects.filter(kind=kind).order_by()
    latest = Max("deadline__opened_on")
    found = dict(
        rows.filter(organization__in=ids, starts_on__gte=on - RECENT).values_list("organization").annotate(latest)
    )
    older = rows.filter(organization__in=ids - set(found)).values_list("organization").annotate(latest)
    return found | dict(older)


def last_anywhere(kind: str, on: date) -> date | None:
    """Of the last run before today that opened the kind for anyone. Today's does not count: a run that was broken off and
    begins again finds what it would have found."""
    rows = Duty.objects.filter(kind=kind, deadline__opened_on__lt=on).order_by("-pk")
    return rows.values_list("deadline__opened_on", flat=True).first()
