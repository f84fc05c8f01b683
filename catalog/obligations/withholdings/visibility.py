"""Which withholdings a person sees on the staff pages."""

from django.db.models import Q

from disclosure.organizations.access import Access
from disclosure.organizations.roles import DECIDE_BELOW
from disclosure.workflow.who import HoldsAbove


def in_view(access: Access) -> Q:
    """Of the own organisations; of those below, what has come up for decision."""
    own = Q(organization__in=access.desk_ids)
    return own | (HoldsAbove(DECIDE_BELOW).rows(access) & Q(needs_superior=True, approved_at__isnull=False))
