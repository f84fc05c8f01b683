"""Whose right an action is: on one object (``allows``) and as a set (``rows``); one test proves that the two agree."""

from dataclasses import dataclass

from django.db.models import Q

from disclosure.organizations.access import Access
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.roles import SUBTREE_PERMISSIONS

NOBODY = Q(pk__in=[])


class Who:
    """Combined by ``|``: any of the parts will do."""

    def allows(self, subject, access: Access) -> bool:
        raise NotImplementedError

    def rows(self, access: Access) -> Q:
        raise NotImplementedError

    def allows_in(self, organization: Organization, access: Access) -> bool:
        """Asked where the action starts a procedure, in an organisation."""
        return False

    def __or__(self, other: "Who") -> "Who":
        return AnyOf((self, other))


@dataclass(frozen=True)
class AnyOf(Who):
    parts: tuple[Who, ...]

    def allows(self, subject, access):
        return any(part.allows(subject, access) for part in self.parts)

    def allows_in(self, organization, access):
        return any(part.allows_in(organization, access) for part in self.parts)

    def rows(self, access):
        found = NOBODY
        for part in self.parts:
            found |= part.rows(access)
        return found


@dataclass(frozen=True)
class Nobody(Who):
    """For the system or a sender alone."""

    def allows(self, subject, access):
        return False

    def rows(self, access):
        return NOBODY


@dataclass(frozen=True)
class Anyone(Who):
    """Whoever is signed in, whatever their posts; a blocker says what else it takes."""

    def allows(self, subject, access):
        return access.is_known

    def rows(self, access):
        return Q() if access.is_known else NOBODY


@dataclass(frozen=True)
class Own(Who):
    """The person whom a column of the row names, such as ``asked_by``."""

    column: str

    def allows(self, subject, access):
        return access.is_known and getattr(subject, f"{self.column}_id") == access.user_id

    def rows(self, access):
        return Q(**{self.column: access.user_id}) if access.is_known else NOBODY


class Holds(Who):
    """Any of the permissions in the object's organisation, or in one that ``at`` leads to (``catalogue__organization``).
    None that reach the subtree: for these ``HoldsAbove`` and ``HoldsThere``. Where ``at`` leads to none, nobody holds it."""

    refused: frozenset[str] = SUBTREE_PERMISSIONS

    def __init__(self, *permissions: str, at: str = "organization"):
        if wrong := self.refused.intersection(permissions):
            raise ValueError(f"these reach the subtree: {sorted(wrong)}")
        self.permissions, self.at = permissions, at

    def allows(self, subject, access):
        found = subject
        for name in self.at.split("__"):
            found = getattr(found, name) if found else None
        return found is not None and self.allows_in(found, access)

    def allows_in(self, organization, access):
        return any(access.can(each, organization) for each in self.permissions)

    def rows(self, access):
        return Q(**{f"{self.at}__in": access.organization_ids(*self.permissions)})


class HoldsThere(Holds):
    """At the very organisation, where the permission would reach those below it too."""

    refused = frozenset()

    def allows_in(self, organization, access):
        return organization.pk in access.organization_ids(*self.permissions)


@dataclass(frozen=True)
class HoldsAbove(Who):
    """Strictly above: who decides for the organisation itself has no say in what goes up from it."""

    permission: str

    def allows(self, subject, access):
        path = subject.organization.path
        return any(path != each and path.startswith(each) for each in access.prefixes(self.permission))

    def rows(self, access):
        found = NOBODY
        for each in access.prefixes(self.permission):
            found |= Q(organization__path__startswith=each) & ~Q(organization__path=each)
        return found
