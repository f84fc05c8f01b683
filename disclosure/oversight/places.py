"""Whose readiness and rollout a person may look at: the subtree they watch, else the organisations at whose desk they work."""

from dataclasses import dataclass

from django.http import Http404

from disclosure.organizations.access import Access, access_for
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.roles import WATCH
from disclosure.oversight.watching import Watch, watch_of


@dataclass(frozen=True)
class Place:
    """``watch`` is None where the person sees it from the desk alone, without those below."""

    access: Access
    watch: Watch | None
    organization: Organization | None

    @property
    def code(self) -> str:
        return self.organization.code if self.organization else ""

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
