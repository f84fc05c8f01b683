"""Start codes for the people of an import, on paper: one slip each, shown once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from disclosure.organizations.models.directory import Organization
from disclosure.organizations.models.people import Membership, User
from disclosure.organizations.start_codes.codes import has_password, issue_start_code
from disclosure.people.models import PeopleImport
from disclosure.web.moments import local_day

MOST = 300  # slips on one page; whoever prints them hands them out branch by branch


@dataclass(frozen=True)
class Slip:
    organization: str
    name: str
    username: str
    code: str


@dataclass(frozen=True)
class Waiting:
    """People of an organisation who have no password yet."""

    organization: Organization
    people: tuple[User, ...]


def waiting_for_codes(kept: PeopleImport, now: datetime) -> list[Waiting]:
    """Of those whom the import names, by organisation, in the order of the tree."""
    ids = set(kept.decided.values())
    people = {
        row.pk: row
        for row in User.objects.filter(pk__in=ids, is_active=True, administrator="").order_by("full_name", "pk")
    }
    open_people = {pk: row for pk, row in people.items() if not has_password(row)}
    rows = Membership.objects.current(local_day(now)).filter(person__in=open_people)
    found: dict[Organization, dict[int, User]] = {}
    for row in rows.select_related("organization").order_by("organization__path", "person__full_name", "pk"):
        found.setdefault(row.organization, {})[row.person_id] = open_people[row.person_id]
    return [Waiting(organization, tuple(people.values())) for organization, people in found.items()]


@transaction.atomic
def slips_for(waiting: Iterable[Waiting], *, by: User | None, now: datetime) -> list[Slip]:
    """New codes: what was printed before is worth nothing. ValidationError: too many at once."""
    people = [(each.organization.name, person) for each in waiting for person in each.people]
    if len(people) > MOST:
        raise ValidationError(f"一次最多印 {MOST} 张，请一个党组织一个党组织地印。")
    return [slip_for(person, name, by=by, now=now) for name, person in people]


def slip_for(person: User, organization: str = "", *, by: User | None, now: datetime) -> Slip:
    return Slip(organization, person.full_name, person.username, issue_start_code(person, by=by, now=now))
