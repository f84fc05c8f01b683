"""The accounts of the demonstration: a person for every identity, with post, membership, seat and audiences.

What is there already is left as it is: a post that someone ended stays ended.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.hashers import check_password, make_password

from disclosure.organizations.actions import appoint, enrol, make_administrator
from disclosure.organizations.models.directory import LeadingGroupSeat, Organization
from disclosure.organizations.models.people import Membership, Post, User
from disclosure.organizations.portal.identity import enter_identity
from disclosure.organizations.roles import ROLES
from disclosure.oversight.demo.asked import ask_of_accounts
from disclosure.oversight.demo.data import Unit, administrators, identities
from disclosure.oversight.demo.directory import BEGINNING

Body, Title = LeadingGroupSeat.Body, LeadingGroupSeat.Title
SEATS = {
    "head": (Body.GROUP, Title.HEAD),
    "deputy_head": (Body.GROUP, Title.DEPUTY_HEAD),
    "director": (Body.OFFICE, Title.DIRECTOR),
    "office_member": (Body.OFFICE, Title.MEMBER),
}


@dataclass(frozen=True)
class Account:
    """A line of the table that the command prints."""

    username: str
    name: str
    organization: str
    role: str


def hash_once(password: str) -> str:
    """One costly hash serves every account; the one in use, while the password is the same."""
    held = User.objects.filter(username__in=administrators()).values_list("password", flat=True).first()
    return held if held and check_password(password, held) else make_password(password)


def fill_people(organization: Organization, unit: Unit, *, password: str, now: datetime) -> list[Account]:
    """``password`` is already hashed."""
    accounts = []
    for position, (identity, name) in enumerate(unit.people.items()):
        known = identities()[identity]
        person = account(f"{unit.code}-{identity}", name, password=password)
        place: dict[str, Any] = {"person": person, "organization": organization}
        own = organization.departments.order_by("position").first() if known.get("in_department") else None
        for role in unit.roles(identity):
            if not Post.objects.filter(**place, role=role).exists():
                appoint(**place, role=role, from_on=BEGINNING, department=own, by=None, now=now)
        if "member" in known and not Membership.objects.filter(**place).exists():
            enrol(**place, kind=known["member"], from_on=BEGINNING, by=None, now=now)
        if "seat" in known:
            body, title = SEATS[known["seat"]]
            defaults = {"person": person, "position": position, "from_on": BEGINNING}
            seat = {"organization": organization, "body": body, "title": title, "name": person.full_name}
            LeadingGroupSeat.objects.get_or_create(**seat, defaults=defaults)
        if known.get("audience"):
            person.audiences.add(*organization.audiences.all())
        accounts.append(Account(person.username, name, str(organization), role_words(unit.roles(identity), known)))
    return accounts


def fill_administrators(*, password: str, now: datetime) -> list[Account]:
    accounts = []
    for username, (kind, name) in administrators().items():
        person = account(username, name, password=password)
        if not person.administrator:
            make_administrator(person, kind, by=None, now=now)
            if kind == User.Administrator.SYSTEM:
                enter_identity(by=person, now=now, responsible="党务公开演示", phone="0535-0000000")
        accounts.append(Account(username, name, "", person.get_administrator_display()))
    ask_of_accounts(now=now)
    return accounts


def account(username: str, name: str, *, password: str) -> User:
    email = f"{username}@demo.invalid"
    person, created = User.objects.get_or_create(
        username=username, defaults={"full_name": name, "email": email, "password": password}
    )
    if not created and person.password != password:
        person.password = password
        person.save(update_fields=["password"])
    return person


def role_words(roles: list[str], known: Mapping) -> str:
    """角色与身份, such as 经办人、党员."""
    words = [ROLES[role].label for role in roles]
    if "member" in known:
        words.append(Membership.Kind(known["member"]).label)
    if known.get("audience"):
        words.append("特定对象")
    return "、".join(words)
