"""Organisations and people of a script's own, in office long before its days unless it says otherwise; their named groups and carriers."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError

from disclosure.organizations.actions import appoint, create_organization, enrol
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.models.people import Audience, Membership, User
from disclosure.organizations.roles import ROLES
from disclosure.oversight.demo.data import identities
from disclosure.oversight.demo.directory import BEGINNING
from disclosure.oversight.demo.people import account
from disclosure.oversight.rehearsal.script import NewAudience, NewOrganization, NewPeople, Written
from disclosure.oversight.rehearsal.telling.carriers import put_up
from disclosure.oversight.rehearsal.telling.words import NewCarrier


def organization_of(code: str) -> Organization:
    found = Organization.objects.filter(code=code).first()
    if found is None:
        raise ValidationError(f"没有代码为“{code}”的党组织。")
    return found


def add_organization(written: Written, row: NewOrganization, now: datetime) -> None:
    superior = organization_of(row.superior) if row.superior else None
    fields = row.model_dump(exclude={"superior"})
    create_organization(superior=superior, by=None, now=now, **{**fields, "short_name": row.short_name or row.name})


def add_people(written: Written, row: NewPeople, now: datetime) -> None:
    organization = organization_of(row.code)
    if row.roles is None and not row.count:
        for identity, known in identities().items():
            roles = known.get("role", [])
            held = [roles] if isinstance(roles, str) else roles
            add_person(organization, identity, held, known.get("member"), row, now)
        return
    for each in row.roles or []:
        roles = [each] if isinstance(each, str) else each
        add_person(organization, roles[0], roles, row.scope, row, now)
    kind = "member" if row.scope == Membership.Kind.PARTY else "staff"
    for number in range(1, row.count + 1):
        add_person(organization, f"{kind}-{number}", [], row.scope, row, now)


def add_person(
    organization: Organization, name: str, roles: Sequence[str], kind: str | None, row: NewPeople, now: datetime
) -> None:
    """``row``: with the term of the posts. Of the roles of the demonstration's identities each brings those that it has there: who handles collects too."""
    person = account(f"{organization.code}-{name}", f"{organization.short_name}{name}", password=make_password(None))
    first, last = row.first or BEGINNING, row.until
    for role in dict.fromkeys(roles_of(roles)):
        appoint(person=person, organization=organization, role=role, from_on=first, until_on=last, by=None, now=now)
    if kind:
        enrol(person=person, organization=organization, kind=kind, from_on=BEGINNING, by=None, now=now)


def roles_of(names: Sequence[str]) -> Iterator[str]:
    for name in names:
        if name not in ROLES:
            raise ValidationError(f"没有“{name}”这个岗位。有：{'、'.join(ROLES)}。")
        roles = identities().get(name, {}).get("role", name)
        yield from [roles] if isinstance(roles, str) else roles


def add_audience(written: Written, row: NewAudience, now: datetime) -> None:
    organization = organization_of(row.org)
    audience, _is_new = Audience.objects.get_or_create(organization=organization, name=row.name)
    audience.members.add(*(person_named(name, organization) for name in row.people))


def person_named(name: str, organization: Organization) -> User:
    """By the user name, or by what the person is there."""
    found = User.objects.filter(username__in=[name, f"{organization.code}-{name}"]).order_by("username").first()
    if found is None:
        raise ValidationError(f"没有“{name}”这个账号。")
    return found


def add_carrier(written: Written, row: NewCarrier, now: datetime) -> None:
    put_up(organization_of(row.org or written.script.org), row)
