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
    """``responsible_person`` is the name entered for the first responsible person, or else the secretary's."""

    organization: Organization
    responsible_person: str
    secretaries: tuple[str, ...]
    office_name: str
    address: str
    phone: str
    mailbox: str
    spokesperson: str
    group: tuple[Seat, ...]
    office: tuple[Seat, ...]


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
    secretaries = tuple(str(person) for person in heads_of([organization.pk], on)[organization.pk])
    bodies = seats_of(organization, on)
    return Card(
        organization=organization,
        responsible_person=organization.responsible_person or "、".join(secretaries),
        secretaries=secretaries,
        office_name=organization.office_name,
        address=organization.address,
        phone=organization.supervision_phone,
        mailbox=organization.mailbox,
        spokesperson=organization.spokesperson,
        group=tuple(bodies[LeadingGroupSeat.Body.GROUP]),
        office=tuple(bodies[LeadingGroupSeat.Body.OFFICE]),
    )
