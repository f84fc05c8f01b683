"""Who reads the register: the staff of who files, and at the superior those who decide on what came in."""

from django.db.models import Q, QuerySet

from catalog.filings.models import Filing
from disclosure.organizations.access import Access
from disclosure.organizations.roles import DECIDE_BELOW, DRAFT, MANAGE_CATALOGUE, PUBLISH

SENDING = (PUBLISH, MANAGE_CATALOGUE)
WRITING = (DRAFT, *SENDING)


def addressed_to(access: Access) -> Q:
    """Sent to an organisation where the person decides on what comes from below: at that very one, not below it."""
    return Q(to_organization_id__in=access.organization_ids(DECIDE_BELOW), sent_on__isnull=False)


def filings_for(access: Access) -> QuerySet[Filing]:
    own = Q(organization_id__in=access.desk_ids)
    return Filing.objects.filter(own | addressed_to(access))
