"""For which days a kind of duty is opened: from the last run on, so that an outage is made up for."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max

from catalog.obligations.duties.grounds import Ground, Grounds
from catalog.obligations.duties.models import Duty
from catalog.obligations.duties.owed import Turn
from disclosure.audit.models import Event
from disclosure.deadlines.dates import local_day
from disclosure.organizations.models.directory import Organization

# Within it most have opened something, so that the years before are read for few.
RECENT = timedelta(days=100)
ADOPTED, IN_FORCE = "scheme.adopted", "catalogue.put_in_force"


@dataclass(frozen=True)
class Span:
    """The days on which an organisation works by one ground. ``begun``: since when what is owed there holds; ``since``: from
    when on everything is made up for. None for who has owed nothing of the kind yet: it came with its ground on ``known_on``,
    and nobody knows what it did outside of the portal before."""

    organization: Organization
    ground: Ground
    begun: date
    since: date | None
    known_on: date

    def owes(self, turn: Turn) -> bool:
        """The turn runs, and falls due, after the ground began or after the last run. Who comes with a catalogue that was in
        force before the turn began, begins with what falls due from the day on which it came."""
        period = turn.period
        first = self.since or (self.begun if self.begun >= period.starts_on else max(self.begun, self.known_on))
        return period.starts_on <= self.ground.until and period.ends_on >= first and period.due_on >= first


def spans_of(
    kind: str, organizations: list[Organization], grounds: Grounds, *, by_catalogue: bool = False
) -> Iterator[Span]:
    """Six queries at most. ``by_catalogue``: what is owed there stands in the catalogue, else in the scheme alone.

    Nothing here rests on which nights the job ran: whatever the gap, the same turns are owed after it.
    """
    last = last_runs(organizations, kind, grounds.on)
    created = created_on([organization for organization in organizations if organization.pk not in last])
    found = grounds.of(organizations, created | last)
    new = [ground for pk, rows in found.items() if pk not in last for ground in rows]
    came = came_on(new, by_catalogue=by_catalogue)
    for organization in organizations:
        for ground in found.get(organization.pk, ()):
            if by_catalogue and ground.catalogue is None:
                continue
            begun = ground.since if by_catalogue else ground.rules_since
            if opened := last.get(organization.pk):
                yield Span(organization, ground, begun, max(opened, begun), begun)
                continue
            known = [created.get(organization.pk), *(came.get(key) for key in keys_of(ground, by_catalogue))]
            known_on = min(max(filter(None, known), default=grounds.on), grounds.on)
            yield Span(organization, ground, begun, None, max(known_on, begun))


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


# --- when an organisation came with what it works by, as the log has it ---


def created_on(organizations: list[Organization]) -> dict[int, date]:
    """Organisation id → the day on which it was entered."""
    found = days_of("organization.created", {organization.pk for organization in organizations})
    return {pk: on for (_action, pk), on in found.items()}


def came_on(grounds: Iterable[Ground], *, by_catalogue: bool) -> dict[tuple[str, int], date]:
    """By what the log calls it: the day on which a scheme was adopted, or a catalogue put in force. It may name an earlier day."""
    keys = {key for ground in grounds for key in keys_of(ground, by_catalogue)}
    adopted = days_of(ADOPTED, {pk for action, pk in keys if action == ADOPTED})
    return adopted | days_of(IN_FORCE, {pk for action, pk in keys if action == IN_FORCE})


def keys_of(ground: Ground, by_catalogue: bool) -> list[tuple[str, int]]:
    own = [(ADOPTED, ground.adoption.pk)]
    return [*own, (IN_FORCE, ground.catalogue.pk)] if by_catalogue and ground.catalogue else own


def days_of(action: str, ids: set[int]) -> dict[tuple[str, int], date]:
    """Action and object → the day of its first event. One query, none for nothing."""
    if not ids:
        return {}
    rows = Event.objects.filter(action=action, object_id__in=ids).order_by("-pk")
    return {(action, pk): local_day(at) for pk, at in rows.values_list("object_id", "at")}
