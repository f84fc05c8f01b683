"""What a person watches: the organisations at or below those where they hold WATCH, and the level shown first (QJ-18).

Readiness and rollout are also open to those who work at an organisation's own desk.
"""

from dataclasses import dataclass
from functools import cached_property

from django.core.exceptions import PermissionDenied
from django.db.models import Case, F, Value, When
from django.db.models.functions import Substr
from django.http import Http404

from disclosure.deadlines.models import Deadline
from disclosure.organizations.access import Access, access_for
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.roles import WATCH

MOST_UNITS = 50


@dataclass(frozen=True)
class Watch:
    """The subtrees a person watches, narrowed to ``organization`` where they drilled down to one."""

    prefixes: list[str]
    organization: Organization | None = None
    # The organisation, those above it and those below it, where they were asked for together.
    known: list[Organization] | None = None

    @property
    def code(self) -> str:
        return self.organization.code if self.organization else ""

    @property
    def scope(self) -> list[str]:
        return [self.organization.path] if self.organization else self.prefixes

    @cached_property
    def top(self) -> str | None:
        """The path whose subordinates stand side by side; None when several subtrees do."""
        return self.scope[0] if len(self.scope) == 1 else None

    def deadlines(self, *, own: bool = False):
        """``own``: of the organisation looked at alone."""
        if own and self.organization:
            return Deadline.objects.filter(organization=self.organization)
        return Deadline.objects.within(self.scope)

    @property
    def unit(self):
        """The unit of a row: the organisation itself, or the direct subordinate at or above which it lies."""
        if self.top is not None:
            return Substr("organization__path", 1, len(self.top) + Organization.steplen)
        cases = [When(organization__path__startswith=path, then=Value(path)) for path in self.scope]
        return Case(*cases, default=F("organization__path"))

    @cached_property
    def places(self) -> list[Organization]:
        """Every organisation in view, in use or not, in tree order. One query, and none where the page was opened with them."""
        if self.known is not None and self.organization:
            return [each for each in self.known if each.path.startswith(self.organization.path)]
        return list(Organization.objects.within(self.scope))

    @property
    def units(self) -> list[Organization]:
        """The level shown, in use or not: itself and its direct subordinates, or the tops of all that is watched."""
        if self.top is None:
            return [each for each in self.places if each.path in self.scope]
        return [each for each in self.places if len(each.path) <= len(self.top) + Organization.steplen]

    def unit_at(self, path: str) -> str:
        """The path of the unit at or above which an organisation lies."""
        if self.top is None:
            return next(each for each in self.scope if path.startswith(each))
        return path[: len(self.top) + Organization.steplen]

    def label_of(self, unit: Organization) -> str:
        return f"{unit}（本级）" if self.is_itself(unit) else str(unit)

    def is_itself(self, unit: Organization) -> bool:
        """Whether the unit is the organisation looked at, status here for its own rows only."""
        return unit.path == self.top

    def line(self) -> list[Organization]:
        """From the highest organisation watched down to the one looked at. One query, or none as above."""
        if self.organization is None:
            return []
        paths = [path for path in self.organization.line_paths if any(path.startswith(each) for each in self.prefixes)]
        if self.known is not None:
            return [each for each in self.known if each.path in paths]
        return list(Organization.objects.filter(path__in=paths))


def watch_of(request, code: str = "") -> Watch:
    """403 for whoever watches nothing; 404 for an organisation outside what they watch. With those above and below it."""
    prefixes = access_for(request).prefixes(WATCH)
    if not prefixes:
        raise PermissionDenied
    if not code:
        return Watch(prefixes)
    known = list(Organization.objects.around(code))
    found = next((each for each in known if each.code == code), None)
    if found is None or not any(found.path.startswith(prefix) for prefix in prefixes):
        raise Http404
    return Watch(prefixes, found, known)


# --- readiness, rollout and circulars ---


@dataclass(frozen=True)
class Place:
    """Whose readiness, rollout or circulars a person looks at: the subtree they watch, else the organisations at whose desk they work.

    ``watch`` is None where the person sees it from the desk alone, without those below.
    """

    access: Access
    watch: Watch | None
    organization: Organization | None

    @property
    def code(self) -> str:
        return self.organization.code if self.organization else ""

    @property
    def tops(self) -> list[Organization]:
        """The highest that are watched, else those at whose desk the person works."""
        if self.watch is not None:
            return list(Organization.objects.filter(path__in=self.watch.prefixes))
        return list(Organization.objects.filter(pk__in=self.access.desk_ids))

    def organizations(self):
        """In use, in tree order."""
        rows = Organization.objects.active()
        if self.watch is not None:
            return rows.within(self.watch.scope)
        if self.organization is not None:
            return rows.filter(pk=self.organization.pk)
        return rows.filter(pk__in=self.access.desk_ids)


def place_of(request, code: str = "") -> Place:
    """403 for whoever neither watches nor works anywhere; 404 for an organisation out of reach."""
    access = access_for(request)
    desk = Organization.objects.filter(pk__in=access.desk_ids)
    if code:
        own = desk.filter(code=code).first()
        if own is not None and not access.can(WATCH, own):
            return Place(access, None, own)
    elif not access.has_any(WATCH) and access.works_at_desk:
        organizations = list(desk[:2])
        return Place(access, None, organizations[0] if len(organizations) == 1 else None)
    watch = watch_of(request, code)
    return Place(access, watch, watch.organization)


def require_in_reach(request, organization: Organization) -> None:
    """404 for an organisation whose readiness and rollout the person does not even see."""
    access = access_for(request)
    if not access.can(WATCH, organization) and organization.pk not in access.desk_ids:
        raise Http404
