"""For whom a notice or a consultation is: the same people that ``visible_to`` lets in, asked from its side."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet

from catalog.items.visibility import still_there
from catalog.schemes.choices import Scope
from disclosure.organizations.models.people import Audience, Membership, User


def readers_of(row: Any, on: date) -> QuerySet[User]:
    """Active people inside whom it reaches on the day; of what is for society nobody in particular."""
    members = Membership.objects.current(on)
    organization = row.organization
    if row.scope == Scope.PARTY:
        party = members.filter(kind=Membership.Kind.PARTY, organization__path__startswith=organization.path)
        return active(party.values("person"))
    if row.scope == Scope.STAFF:
        return active(members.filter(organization=organization).values("person"))
    if row.scope == Scope.AUDIENCE:
        return active(in_audiences(row, on))
    return User.objects.none()


def readers_among(people: Collection[int], row: Any, on: date) -> set[int]:
    """Those of the people, by their keys, who may read it; what is for society everybody may."""
    if row.scope == Scope.SOCIETY:
        return set(people)
    return set(readers_of(row, on).filter(pk__in=people).values_list("pk", flat=True))


def waiting_readers(bulletin: Any, on: date) -> QuerySet[User]:
    """Those it is for who have not confirmed it as read yet (LK-22); who left since is among the confirmed still."""
    return readers_of(bulletin, on).exclude(pk__in=bulletin.receipts.values("reader"))


def active(ids) -> QuerySet[User]:
    return User.objects.filter(pk__in=ids, is_active=True)


def in_audiences(row: Any, on: date):
    """Of a named group, and still of its organisation by membership or post."""
    still = still_there(OuterRef("user"), on)
    rows = Audience.members.through.objects.filter(still, audience__in=row.audiences.values("pk"))
    return rows.values("user")
