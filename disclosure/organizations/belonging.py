"""Where a person belongs: as a member, or by a post."""

from datetime import date

from disclosure.organizations.models.directory import Organization
from disclosure.organizations.models.people import Membership, Post, User

PLACE, TREE = ("organization",), ("organization__path", "pk")


def places_of(person: User, on: date) -> list[tuple[Organization, str]]:
    """Organisations the person belongs to or holds a post in, with what they are there. Two queries."""
    words: dict[Organization, list[str]] = {}
    for member in Membership.objects.current(on).filter(person=person).select_related(*PLACE).order_by(*TREE):
        words.setdefault(member.organization, []).append(member.get_kind_display())
    for post in Post.objects.current(on).filter(person=person).select_related(*PLACE).order_by(*TREE):
        words.setdefault(post.organization, []).append(post.get_role_display())
    return [(organization, "、".join(dict.fromkeys(roles))) for organization, roles in words.items()]
