"""What a person watches: the organisations at or below those where they hold WATCH, and the level shown first (QJ-18)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.core.exceptions import PermissionDenied
from django.db.models import Case, F, Value, When
from django.db.models.functions import Substr
from django.http import Http404

from disclosure.deadlines.models import Deadline
from disclosure.organizations.access import access_for
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.roles import WATCH

MOST_UNITS = 50


@dataclass(frozen=True)
class Watch:
    """The subtrees a person watches, narrowed to ``organization`` where they drilled down to one."""

    prefixes: list[str]
    organization: Organization | None = None

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
    def units(self) -> list[Organization]:
        """The level shown: itself and its direct subordinates, one more than is ever drawn. One query."""
        rows = Organization.objects.active()
        if self.top is None:
            return list(rows.filter(path__in=self.scope)[: MOST_UNITS + 1])
        depth = len(self.top) // Organization.steplen
        return list(rows.filter(path__startswith=self.top, depth__range=(depth, depth + 1))[: MOST_UNITS + 1])

    def units_at(self, paths: list[str]) -> Mapping[str, Organization]:
        """Path → organisation; those no longer in use too, for what they left undone still counts."""
        return {unit.path: unit for unit in Organization.objects.filter(path__in=paths)}

    def is_itself(self, unit: Organization) -> bool:
        """Whether the unit is the organisation looked at, status here for its own rows only."""
        return unit.path == self.top

    def line(self) -> list[Organization]:
        """From the highest organisation watched down to the one looked at. One query."""
        if self.organization is None:
            return []
        paths = [path for path in self.organization.line_paths if any(path.startswith(each) for each in self.prefixes)]
        return list(Organization.objects.filter(path__in=paths))


def watch_of(request, code: str = "") -> Watch:
    """403 for whoever watches nothing; 404 for an organisation outside what they watch."""
    prefixes = access_for(request).prefixes(WATCH)
    if not prefixes:
        raise PermissionDenied
    if not code:
        return Watch(prefixes)
    organization = Organization.objects.within(prefixes).filter(code=code).first()
    if organization is None:
        raise Http404
    return Watch(prefixes, organization)
