"""Organisations and people of a script's own, in office long before its days."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError

from disclosure.organizations.actions import appoint, create_organization, enrol
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.models.people import Membership
from disclosure.organizations.roles import ROLES
from disclosure.oversight.demo.data import identities
from disclosure.oversight.demo.directory import BEGINNING
from disclosure.oversight.demo.people import account
from disclosure.oversight.rehearsal.script import NewOrganization, NewPeople, Written


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
            add_person(organization, identity, [roles] if isinstance(roles, str) else roles, known.get("member"), now)
        return
    for each in row.roles or []:
        roles = [each] if isinstance(each, str) else each
        add_person(organization, roles[0], roles, row.scope, now)
    kind = "member" if row.scope == Membership.Kind.PARTY else "staff"
    for number in range(1, row.count + 1):
        add_person(organization, f"{kind}-{number}", [], row.scope, now)


def add_person(organization: Organization, name: str, roles: Sequence[str], kind: str | None, now: datetime) -> None:
    """Of the roles of the demonstration's identities each brings those that it has there: who handles collects too."""
    person = account(f"{organization.code}-{name}", f"{organization.short_name}{name}", password=make_password(None))
    for role in dict.fromkeys(roles_of(roles)):
        appoint(person=person, organization=organization, role=role, from_on=BEGINNING, by=None, now=now)
    if kind:
        enrol(person=person, organization=organization, kind=kind, from_on=BEGINNING, by=None, now=now)


def roles_of(names: Sequence[str]) -> Iterator[str]:
    for name in names:
        if name not in ROLES:
            raise ValidationError(f"没有“{name}”这个岗位。有：{'、'.join(ROLES)}。")
        roles = identities().get(name, {}).get("role", name)
        yield from [roles] if isinstance(roles, str) else roles
