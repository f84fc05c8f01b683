"""Which withholdings a person sees at the desk, and which of them wait for the person's word."""

from django.db.models import Q

from catalog.obligations.withholdings.guard import S
from catalog.obligations.withholdings.models import Withholding
from disclosure.organizations.access import Access
from disclosure.organizations.roles import APPROVE, DECIDE_BELOW, DESK_PERMISSIONS, PUBLISH


def below(access: Access) -> Q:
    """Of organisations strictly below those at which the person decides."""
    found = Q(pk__in=[])
    for prefix in access.prefixes(DECIDE_BELOW):
        found |= Q(organization__path__startswith=prefix) & ~Q(organization__path=prefix)
    return found


def in_sight(access: Access) -> Q:
    """Of the own organisations; of those below, what has come up for decision."""
    own = Q(organization__in=access.organization_ids(*DESK_PERMISSIONS))
    return own | (below(access) & Q(needs_superior=True, approved_at__isnull=False))


def withholdings_waiting_for(access: Access):
    """To approve, to decide from above, or to register the superior's reply where nobody stands above in the portal."""
    user = access.user
    at_home = Q(state=S.SUBMITTED, organization__in=access.organization_ids(APPROVE)) & ~Q(proposed_by=user.pk)
    agreed = Q(state=S.AGREED) & ~Q(proposed_by=user.pk) & ~Q(approved_by=user.pk)
    reply = Q(state=S.AGREED, organization__depth=1, organization__in=access.organization_ids(APPROVE, PUBLISH))
    return Withholding.objects.filter(at_home | (agreed & below(access)) | reply)
