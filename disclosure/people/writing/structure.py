"""Organisations, departments, accounts, memberships, leading groups and audiences of a preview."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime

from disclosure.organizations.actions import create_organization, move_organization
from disclosure.organizations.many import actions as many
from disclosure.organizations.models.directory import Department, LeadingGroupSeat, Organization
from disclosure.organizations.models.people import Audience, Membership, User
from disclosure.people.models import SignInPhone
from disclosure.people.understanding.known import Known
from disclosure.people.understanding.plan import Place, Plan
from disclosure.people.writing.places import departments_of, places_of
from disclosure.web.moments import local_day


def write(plan: Plan, known: Known, *, by: User | None, now: datetime) -> Mapping[str, int]:
    """How many of each were written."""
    on = local_day(now)
    _organizations(plan, by=by, now=now)
    departments = _departments(plan, by=by, now=now)
    _accounts(plan, by=by, now=now)
    _endings(plan, on, by=by, now=now)
    _memberships(plan, departments, on, by=by, now=now)
    _seats(plan, on, by=by, now=now)
    _listings(plan, known, by=by, now=now)
    return {
        "organizations": len(plan.places),
        "people": len(plan.people),
        "memberships": len(plan.memberships),
        "ended": len(plan.chosen_endings),
    }


def _organizations(plan: Plan, *, by: User | None, now: datetime) -> None:
    """Superiors first."""
    for place in plan.new_places:
        _create(place, by=by, now=now)
    changes = {place.row: place.changes for place in plan.changed_places if place.row and place.changes}
    many.change_all("organization.changed", changes, by=by, now=now)
    for place in plan.changed_places:
        if place.row and place.moves and place.superior:
            place.row.refresh_from_db()
            move_organization(place.row, superior=place.superior.row, by=by, now=now)
    rows = Organization.objects.in_bulk([place.pk for place in places_of(plan)])
    for place in places_of(plan):
        place.row = rows[place.pk]


def _create(place: Place, *, by: User | None, now: datetime) -> None:
    if place.row is not None:
        return
    if place.superior:
        _create(place.superior, by=by, now=now)
    superior = place.superior.row if place.superior else None
    place.row = create_organization(superior=superior, by=by, now=now, code=place.code, **place.values)


def _departments(plan: Plan, *, by: User | None, now: datetime) -> Mapping[tuple[int, str], Department]:
    """All of the organisations concerned, by organisation and name."""
    new = [Department(organization=each.place.row, name=each.name) for each in plan.departments]
    many.add_departments(new, by=by, now=now)
    return departments_of(plan)


def _accounts(plan: Plan, *, by: User | None, now: datetime) -> None:
    new = plan.new_people
    rows = [User(username=each.username, full_name=each.full_name, email=each.email) for each in new]
    many.open_accounts(rows, by=by, now=now)
    for someone, row in zip(new, rows, strict=True):
        someone.row = row
    many.change_all(
        "user.changed", {each.row: each.changes for each in plan.people if each.row and each.changes}, by=by, now=now
    )
    phones = {each.pk: each.phone for each in plan.people if each.phone}
    SignInPhone.objects.filter(person__in=phones).delete()
    SignInPhone.objects.bulk_create(SignInPhone(person_id=pk, sealed=phone) for pk, phone in phones.items())


def _endings(plan: Plan, on: date, *, by: User | None, now: datetime) -> None:
    rows = [ending.row for ending in plan.chosen_endings]
    replaced = [each.instead_of for each in plan.memberships if each.instead_of]
    many.end_all([*_of(Membership, rows), *replaced], "membership.left", until_on=on, by=by, now=now)
    seats = [each.instead_of for each in plan.seats if each.instead_of]
    many.end_all([*_of(LeadingGroupSeat, rows), *seats], "leadinggroupseat.changed", until_on=on, by=by, now=now)


def _of(model, rows):
    return [row for row in rows if isinstance(row, model)]


def _memberships(plan: Plan, departments, on: date, *, by: User | None, now: datetime) -> None:
    rows = [
        Membership(
            person=each.person.row,
            organization=each.place.row,
            kind=each.kind,
            from_on=each.from_on,
            department=departments.get((each.place.pk, each.department)),
        )
        for each in plan.memberships
    ]
    many.enrol_all(rows, by=by, now=now)


def _seats(plan: Plan, on: date, *, by: User | None, now: datetime) -> None:
    rows = [
        LeadingGroupSeat(
            organization=each.place.row,
            body=each.body,
            title=each.title,
            name=each.name,
            person=each.person.row if each.person else None,
            position=each.position,
            from_on=each.from_on,
        )
        for each in plan.seats
    ]
    many.seat_all(rows, by=by, now=now)


def _listings(plan: Plan, known: Known, *, by: User | None, now: datetime) -> None:
    audiences = [
        known.audiences.get((each.place.pk, each.audience)) or Audience(organization=each.place.row, name=each.audience)
        for each in plan.listings
    ]
    many.make_audiences([audience for audience in audiences if audience.pk is None], by=by, now=now)
    people = ([person.row for person in each.people if person.row] for each in plan.listings)
    removed: dict[Audience, list[User]] = defaultdict(list)
    for ending in plan.chosen_endings:
        if isinstance(ending.row, tuple):
            removed[ending.row[0]].append(ending.row[1])
    many.list_all(dict(zip(audiences, people, strict=True)), removed, by=by, now=now)
