"""Organisations and people for the tests of every app."""

from datetime import date, datetime, time

from django.test import Client
from django.utils import timezone
from guardian.shortcuts import assign_perm

from disclosure.organizations import actions
from disclosure.organizations.models.directory import Department, Organization
from disclosure.organizations.models.people import Audience, Membership, Post, User
from disclosure.organizations.permissions import permissions_of_posts
from disclosure.organizations.roles import DESK_ROLES, ROLES

BEGINNING = date(2020, 1, 1)


def noon(on: date) -> datetime:
    return timezone.make_aware(datetime.combine(on, time(12)))


def make_organization(code="branch", superior=None, **fields) -> Organization:
    fields = {"name": f"{code}党支部", **fields}
    return actions.create_organization(superior=superior, by=None, now=noon(BEGINNING), code=code, **fields)


def make_department(organization, name="办公室", **fields) -> Department:
    return Department.objects.create(organization=organization, name=name, **fields)


def make_person(username="person", **fields) -> User:
    """An account: sign in by ``client.force_login``, or give a ``password`` to use the form."""
    fields = {"full_name": username, **fields}
    password = fields.pop("password", None)
    person = User(username=username, **fields)
    person.set_password(password) if password else person.set_unusable_password()
    person.save()
    return person


def client_of(person: User) -> Client:
    """The browser of who has signed in."""
    client = Client()
    client.force_login(person)
    return client


def make_post(person, organization, role, from_on=BEGINNING, **fields) -> Post:
    """A post whose permissions are granted: appointed on the first day of the person's latest post."""
    days = Post.objects.filter(person=person).values_list("from_on", flat=True)
    now = noon(max([from_on, *days]))
    return actions.appoint(
        person=person, organization=organization, role=role, from_on=from_on, by=None, now=now, **fields
    )


def make_holder(organization, role, username=None, **fields) -> User:
    """A new person who holds the role in the organisation."""
    person = make_person(username or f"{organization.code}-{role}")
    make_post(person, organization, role, **fields)
    return person


def make_holders(organization, roles, from_on=BEGINNING) -> dict[str, User]:
    """Role → a new person who holds it, as ``make_holder`` leaves them, in a handful of statements: most tests need five."""
    people = {
        role: User(username=f"{organization.code}-{role}", full_name=f"{organization.code}-{role}") for role in roles
    }
    for role, person in people.items():
        person.set_unusable_password()
        person.is_staff = role in DESK_ROLES
    User.objects.bulk_create(people.values())
    Post.objects.bulk_create(
        Post(person=person, organization=organization, role=role, from_on=from_on) for role, person in people.items()
    )
    for code, permission in permissions_of_posts().items():
        assign_perm(permission, [people[role] for role in roles if code in ROLES[role].permissions], organization)
    return people


def make_member(person, organization, kind="party", from_on=BEGINNING, **fields) -> Membership:
    return actions.enrol(
        person=person, organization=organization, kind=kind, from_on=from_on, by=None, now=noon(from_on), **fields
    )


def make_audience(organization, name="党支部委员", members=()) -> Audience:
    audience = Audience.objects.create(organization=organization, name=name)
    audience.members.set(members)
    return audience


def make_administrator(kind, username=None) -> User:
    """A system, security or audit administrator."""
    person = make_person(username or f"{kind}-administrator")
    actions.make_administrator(person, kind, by=None, now=noon(BEGINNING))
    return person
