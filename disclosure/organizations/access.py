"""What one person may do on one day, resolved once into tree paths.

A permission counts only where guardian's table grants it *and* a post in force that day carries it, even when the sweep
is late. Permissions that reach the subtree are never expanded; a path prefix decides.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from disclosure.organizations.models.directory import Organization, line_of
from disclosure.organizations.models.people import Membership, OrganizationUserPermission, Post
from disclosure.organizations.roles import DESK_PERMISSIONS, PERMISSIONS, ROLES, SUBTREE_PERMISSIONS, WATCH
from disclosure.web.moments import local_day


def drop_nested(paths: list[str]) -> list[str]:
    """'0001' swallows '00010002': the shortest paths that cover all the given ones."""
    kept: list[str] = []
    for path in sorted(paths):
        if not kept or not path.startswith(kept[-1]):
            kept.append(path)
    return kept


@dataclass
class Access:
    """Lazily loaded: one query for permissions and one for memberships, whatever the number of checks."""

    user: Any
    on: date

    @property
    def user_id(self) -> int | None:
        return getattr(self.user, "pk", None)

    @property
    def is_known(self) -> bool:
        return bool(self.user and self.user.is_authenticated and self.user.is_active)

    @cached_property
    def _grants(self) -> Mapping[str, Mapping[int, str]]:
        """Permission → {organisation id: tree path}."""
        granted: dict[str, dict[int, str]] = defaultdict(dict)
        if not self.is_known:
            return granted
        posts = Post.objects.current(self.on).filter(person_id=self.user.pk)
        rows = OrganizationUserPermission.objects.filter(user_id=self.user.pk, content_object__posts__in=posts)
        for permission, organization, path, role in rows.values_list(
            "permission__codename", "content_object_id", "content_object__path", "content_object__posts__role"
        ):
            if permission in ROLES[role].permissions:
                granted[permission][organization] = path
        return granted

    @cached_property
    def _memberships(self) -> list[tuple[str, int, str]]:
        if not self.is_known:
            return []
        rows = Membership.objects.current(self.on).filter(person_id=self.user.pk)
        return list(rows.values_list("kind", "organization_id", "organization__path"))

    def prefixes(self, permission: str) -> list[str]:
        """Tree paths at which the permission is granted, nested ones dropped."""
        return drop_nested(list(self._grants[permission].values())) if permission in self._grants else []

    def organization_ids(self, *permissions: str) -> set[int]:
        """Organisations at which any of the permissions is granted (the nodes themselves, not their subtrees)."""
        return {organization for permission in permissions for organization in self._grants.get(permission, {})}

    def has_any(self, *permissions: str) -> bool:
        return any(self._grants.get(permission) for permission in permissions)

    def has_below(self, permission: str) -> bool:
        """Whether one of the organisations at which it is granted has others below it. One query."""
        places = self.organization_ids(permission)
        return bool(places) and Organization.objects.filter(pk__in=places, numchild__gt=0).exists()

    @property
    def desk_ids(self) -> set[int]:
        """Organisations at whose desk the person works."""
        return self.organization_ids(*DESK_PERMISSIONS)

    @property
    def workplace_ids(self) -> set[int]:
        """Organisations where the person holds any post."""
        return self.organization_ids(*(name for name, _label in PERMISSIONS))

    @property
    def works_at_desk(self) -> bool:
        return self.has_any(*DESK_PERMISSIONS)

    def belongs_or_watches(self, organization: Organization) -> bool:
        return organization.pk in self.member_organization_ids or self.can(WATCH, organization)

    def can(self, permission: str, organization: Organization) -> bool:
        """Whether the permission holds on the organisation, through its subtree where the permission reaches it."""
        if permission in SUBTREE_PERMISSIONS:
            return any(organization.path.startswith(prefix) for prefix in self.prefixes(permission))
        return organization.pk in self._grants.get(permission, {})

    @cached_property
    def party_paths(self) -> list[str]:
        """Paths of the organisations whose Party pages the person may read: their own and all above (design, PARTY)."""
        paths = {
            each
            for kind, _organization, path in self._memberships
            if kind == Membership.Kind.PARTY
            for each in line_of(path)
        }
        return sorted(paths)

    @cached_property
    def member_organization_ids(self) -> set[int]:
        """Organisations the person belongs to in any way: they are of the organ's whole staff (STAFF)."""
        return {organization for _kind, organization, _path in self._memberships}


def access_of(user, on: date) -> Access:
    return Access(user, on)


def access_at(user, now: datetime) -> Access:
    """On the day of the moment."""
    return Access(user, local_day(now))


def access_for(request) -> Access:
    """The signed-in person's access today, resolved once a request."""
    if not hasattr(request, "_access"):
        request._access = access_of(reader_of(request), timezone.localdate())
    return request._access


def reader_of(request):
    """The person a request reads as: nobody without a session cookie, so that public pages cost no query for it."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES and not hasattr(request, "_cached_user"):
        return AnonymousUser()
    return request.user
