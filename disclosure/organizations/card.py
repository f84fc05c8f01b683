"""The card of an organisation: who answers for disclosure there and how to reach them (LK-18, YY-13, QJ-09, QJ-22)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from disclosure.organizations.holders import heads_of
from disclosure.organizations.models.directory import LeadingGroupSeat, Organization


@dataclass(frozen=True)
class Seat:
    title: str
    name: str


@dataclass(frozen=True)
class Card:
    organization: Organization
    secretaries: list[str]
    group: list[Seat]
    office: list[Seat]

    @property
    def responsible_person(self) -> str:
        """The name entered for the first responsible person, or else the secretary's."""
        return self.organization.responsible_person or "、".join(self.secretaries)


TITLE_ORDER = {title: order for order, title in enumerate(LeadingGroupSeat.Title.values)}


def seats_of(organization: Organization, on: date) -> Mapping[str, list[Seat]]:
    """Body → seats held that day, heads before deputies before members."""
    rows = sorted(
        LeadingGroupSeat.objects.current(on).filter(organization=organization),
        key=lambda seat: (TITLE_ORDER[seat.title], seat.position, seat.pk),
    )
    bodies: dict[str, list[Seat]] = {body: [] for body in LeadingGroupSeat.Body.values}
    for row in rows:
        bodies[row.body].append(Seat(row.get_title_display(), row.name))
    return bodies


def card_of(organization: Organization, on: date) -> Card:
    """The card as of a day, in two queries."""
    secretaries = [str(person) for person in heads_of([organization.pk], on)[organization.pk]]
    seats = seats_of(organization, on)
    return Card(organization, secretaries, seats[LeadingGroupSeat.Body.GROUP], seats[LeadingGroupSeat.Body.OFFICE])
