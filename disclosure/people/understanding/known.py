"""What the portal knows already, read in nine statements however many rows a workbook has."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

from nacl.exceptions import CryptoError

from disclosure.organizations.models.directory import Department, LeadingGroupSeat, Organization
from disclosure.organizations.models.people import Audience, Membership, Post, User
from disclosure.people.models import SignInPhone
from disclosure.people.telephones import sealed_today


@dataclass(frozen=True)
class Known:
    """Organisations at and below the one that imports; people everywhere, since a name may be taken anywhere. By primary keys."""

    organizations: tuple[Organization, ...]
    codes: frozenset[str]
    departments: dict[tuple[int, str], Department]
    people: dict[int, User]
    phones: dict[str, int]
    memberships: dict[int, list[Membership]]
    posts: dict[int, list[Post]]
    seats: tuple[LeadingGroupSeat, ...]
    audiences: dict[tuple[int, str], Audience]
    listed: dict[int, set[int]] = field(default_factory=dict)  # audience → people
    root: Organization | None = None

    def belongs(self, person: int, organization: int) -> bool:
        rows = (*self.memberships.get(person, ()), *self.posts.get(person, ()))
        return any(row.organization_id == organization for row in rows)


def phones() -> Iterator[tuple[str, int]]:
    """As today's key seals them, and whose they are."""
    for sealed, person in SignInPhone.objects.values_list("sealed", "person_id"):
        with suppress(CryptoError):
            yield sealed_today(sealed), person


def known_to(root: Organization | None, on: date) -> Known:
    every = list(Organization.objects.all())
    own = tuple(row for row in every if root is None or row.path.startswith(root.path))
    ids = {row.pk for row in own}
    memberships, posts = defaultdict(list), defaultdict(list)
    for membership in Membership.objects.current(on).select_related("department").order_by("pk"):
        memberships[membership.person_id].append(membership)
    for post in Post.objects.unended(on).order_by("pk"):
        posts[post.person_id].append(post)
    audiences = [row for row in Audience.objects.order_by("pk") if row.organization_id in ids]
    listed: dict[int, set[int]] = defaultdict(set)
    for audience, person in Audience.members.through.objects.values_list("audience_id", "user_id"):
        listed[audience].add(person)
    return Known(
        organizations=own,
        codes=frozenset(row.code for row in every),
        departments={
            (row.organization_id, row.name): row
            for row in Department.objects.order_by("pk")
            if row.organization_id in ids
        },
        people={row.pk: row for row in User.objects.defer("password").order_by("pk")},
        phones=dict(phones()),
        memberships=dict(memberships),
        posts=dict(posts),
        seats=tuple(row for row in LeadingGroupSeat.objects.current(on).order_by("pk") if row.organization_id in ids),
        audiences={(row.organization_id, row.name): row for row in audiences},
        listed=dict(listed),
        root=root,
    )
