"""Who answers for a row of the ledger and how to reach them (LK-18): whoever is named, else whoever holds the permission there,
else the office of the leading group, which is the default handler. Two statements, however many rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from disclosure.deadlines.models import Deadline
from disclosure.organizations.card import TITLE_ORDER
from disclosure.organizations.holders import add_once, posts_of
from disclosure.organizations.models.directory import LeadingGroupSeat, Organization
from disclosure.organizations.models.people import User
from disclosure.organizations.roles import ROLES

MOST_NAMES = 2


@dataclass(frozen=True)
class Responsible:
    """``name``: never empty; ``office``: that of the organisation, by which it goes where nobody is named; ``people``: whom the
    portal can tell."""

    name: str
    phone: str
    office: str
    people: tuple[User, ...] = ()
    is_office: bool = False

    def __str__(self) -> str:
        return f"{self.name}　{self.phone}" if self.phone else self.name


Held = Mapping[tuple[int, str], list[User]]
Seats = Mapping[int, list[LeadingGroupSeat]]


def responsible_for(rows: Iterable[Deadline], on: date) -> dict[int, Responsible]:
    """Key of the row → who answers for it. The rows are read with ``organization`` and ``person``."""
    rows = list(rows)
    organizations = {row.organization_id for row in rows}
    held, seats = holders_at(organizations, on), office_at(organizations, on)
    return {row.pk: responsible(row, held, seats) for row in rows}


def holders_at(organizations: set[int], on: date) -> Held:
    """(Organisation, permission) → who holds it at that very organisation."""
    held: dict[tuple[int, str], list[User]] = {}
    for post in posts_of(ROLES, on).filter(organization__in=organizations):
        for permission in ROLES[post.role].permissions:
            add_once(held.setdefault((post.organization_id, permission), []), post.person)
    return held


def office_at(organizations: set[int], on: date) -> Seats:
    """Organisation → its office, the director first."""
    found: dict[int, list[LeadingGroupSeat]] = {}
    rows = LeadingGroupSeat.objects.current(on).filter(
        organization__in=organizations, body=LeadingGroupSeat.Body.OFFICE
    )
    for seat in sorted(
        rows.select_related("person"), key=lambda seat: (TITLE_ORDER[seat.title], seat.position, seat.pk)
    ):
        found.setdefault(seat.organization_id, []).append(seat)
    return found


def responsible(row: Deadline, held: Held, seats: Seats) -> Responsible:
    organization = row.organization
    office = organization.office
    named = [row.person] if row.person and row.person.is_active else []
    people = named or held.get((row.organization_id, row.permission), [])
    if people:
        return Responsible(names(people), phone_of(people, organization), office, tuple(people))
    office_seats = seats.get(row.organization_id, [])
    people = [seat.person for seat in office_seats if seat.person and seat.person.is_active]
    name = f"{office}（{office_seats[0].name}）" if office_seats else office
    return Responsible(name, phone_of(people, organization), office, tuple(people), is_office=True)


def names(people: list[User]) -> str:
    shown = "、".join(str(person) for person in people[:MOST_NAMES])
    return f"{shown}等{len(people)}人" if len(people) > MOST_NAMES else shown


def phone_of(people: Iterable[User], organization: Organization) -> str:
    """The first that is known, else that of the organisation."""
    return next((person.phone for person in people if person.phone), organization.supervision_phone)
