"""Who reads the register: the desk of who files, and at the superior those who decide on what came in."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.utils import timezone

from catalog.filings.models import Filing
from disclosure.organizations.access import Access, access_of
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.roles import DECIDE_BELOW, DESK_PERMISSIONS, DRAFT, MANAGE_CATALOGUE, PUBLISH

SENDING = (PUBLISH, MANAGE_CATALOGUE)
WRITING = (DRAFT, *SENDING)


def addressed_to(access: Access) -> Q:
    """Sent to an organisation where the person decides on what comes from below: at that very one, not below it."""
    return Q(to_organization_id__in=access.organization_ids(DECIDE_BELOW), sent_on__isnull=False)


def filings_for(access: Access) -> QuerySet[Filing]:
    own = Q(organization_id__in=access.organization_ids(*DESK_PERMISSIONS))
    return Filing.objects.filter(own | addressed_to(access))


def incoming(access: Access) -> QuerySet[Filing]:
    return Filing.objects.filter(addressed_to(access))


def is_of_desk(filing: Filing, access: Access) -> bool:
    return filing.organization_id in access.organization_ids(*DESK_PERMISSIONS)


def may_write(organization: Organization, access: Access) -> bool:
    return organization.pk in access.organization_ids(*WRITING)


def may_send(organization: Organization, access: Access) -> bool:
    return organization.pk in access.organization_ids(*SENDING)


def may_receive(filing: Filing, access: Access) -> bool:
    return filing.to_organization_id in access.organization_ids(DECIDE_BELOW)


def require_writer(organization: Organization, *, by, now: datetime) -> None:
    """``by=None`` is the system."""
    if by is not None and not may_write(organization, access_of(by, timezone.localdate(now))):
        raise PermissionDenied("您没有写这个组织报送材料的权限。")


def require_sender(organization: Organization, *, by, now: datetime) -> None:
    if by is not None and not may_send(organization, access_of(by, timezone.localdate(now))):
        raise PermissionDenied("您没有替这个组织报送的权限，请交书记报送。")


def require_receiver(filing: Filing, *, by, now: datetime) -> None:
    if not may_receive(filing, access_of(by, timezone.localdate(now))):
        raise PermissionDenied("这份材料不是报给您所在组织的，或者您没有审定下级报送事项的权限。")
