"""Start codes for the people of an import, on paper: one slip each, shown once."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef

from disclosure.organizations.models.directory import Organization
from disclosure.organizations.models.people import Membership, Post, User
from disclosure.organizations.start_codes.codes import has_password, issue_start_code
from disclosure.organizations.start_codes.models import StartCode
from disclosure.people.models import PeopleImport
from disclosure.web.moments import local_day

MOST = 300  # slips on one page: what a printer and a press bear; the rest follows page by page


@dataclass(frozen=True)
class Slip:
    organization: str
    name: str
    username: str
    code: str
    posts: str = ""


@dataclass(frozen=True)
class Waiting:
    """People of an organisation who have no password yet; ``without``: those of them who have no code that is still good."""

    organization: Organization
    people: tuple[User, ...]
    without: tuple[User, ...]

    @property
    def words(self) -> str:
        printed = len(self.people) - len(self.without)
        done = "，都印过" if not self.without else f"，印过 {printed} 人" if printed else ""
        return f"{self.organization.name}（{len(self.people)} 人{done}）"


def waiting_for_codes(kept: PeopleImport, now: datetime) -> list[Waiting]:
    """Of those whom the import names, by organisation, in the order of the tree; whoever holds a post there begins first."""
    ids = set(kept.decided.values())
    people = {
        row.pk: row
        for row in User.objects.filter(pk__in=ids, is_active=True, administrator="").order_by("full_name", "pk")
    }
    open_people = {pk: row for pk, row in people.items() if not has_password(row)}
    printed = set(StartCode.objects.open(now).filter(person__in=open_people).values_list("person", flat=True))
    on = local_day(now)
    held = Post.objects.current(on).filter(person=OuterRef("person"), organization=OuterRef("organization"))
    rows = Membership.objects.current(on).filter(person__in=open_people).annotate(has_post=Exists(held))
    found: dict[Organization, dict[int, User]] = {}
    order = ("organization__path", "-has_post", "person__full_name", "pk")
    for row in rows.select_related("organization").order_by(*order):
        found.setdefault(row.organization, {})[row.person_id] = open_people[row.person_id]
    return [
        Waiting(organization, tuple(people.values()), tuple(row for pk, row in people.items() if pk not in printed))
        for organization, people in found.items()
    ]


def next_portion(waiting: Iterable[Waiting]) -> list[str]:
    """Codes of the organisations to print next, as many as one page takes: those that nobody printed whole."""
    codes: list[str] = []
    count = 0
    for each in waiting:
        if each.without and (not codes or count + len(each.people) <= MOST):
            codes.append(each.organization.code)
            count += len(each.people)
    return codes


@transaction.atomic
def slips_for(waiting: Iterable[Waiting], *, by: User | None, now: datetime) -> list[Slip]:
    """New codes: what was printed before is worth nothing. Of an organisation too large for one page the next who have none.
    ValidationError: too many at once."""
    chosen = list(waiting)
    if len(chosen) == 1 and len(chosen[0].people) > MOST:
        chosen = [replace(chosen[0], people=(chosen[0].without or chosen[0].people)[:MOST])]
    people = [(each.organization, person) for each in chosen for person in each.people]
    if len(people) > MOST:
        raise ValidationError(f"一次最多印 {MOST} 张，选了 {len(people)} 张。请少选几个党组织，印好再印下一批。")
    held = posts_in_words([person for _organization, person in people], local_day(now))
    return [
        slip_for(person, organization.name, held[person.pk, organization.pk], by=by, now=now)
        for organization, person in people
    ]


def posts_in_words(people: Iterable[User], on: date) -> dict[tuple[int, int], str]:
    """(Person, organisation) → what somebody is there, so that whoever hands out slips finds those who begin."""
    found: dict[tuple[int, int], list[str]] = defaultdict(list)
    for post in Post.objects.current(on).filter(person__in=people).order_by("pk"):
        found[post.person_id, post.organization_id].append(post.get_role_display())
    return defaultdict(str, {key: "、".join(roles) for key, roles in found.items()})


def slip_for(person: User, organization: str = "", posts: str = "", *, by: User | None, now: datetime) -> Slip:
    code = issue_start_code(person, by=by, now=now)
    return Slip(organization, person.full_name, person.username, code, posts)
