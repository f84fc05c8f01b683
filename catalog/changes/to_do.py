"""Which changes a person sees at the desk, and which of them wait for the person's word."""

from django.db.models import Q

from catalog.changes.guard import S
from catalog.changes.models import EntryChange
from disclosure.organizations.access import Access
from disclosure.organizations.roles import APPROVE, DESK_PERMISSIONS


def in_sight(access: Access) -> Q:
    """Asked by the own organisations, or about a catalogue that one of them made."""
    own = access.organization_ids(*DESK_PERMISSIONS)
    return Q(organization__in=own) | Q(catalogue__organization__in=own)


def changes_waiting_for(access: Access):
    mine = Q(catalogue__organization__in=access.organization_ids(APPROVE), state=S.SUBMITTED)
    return EntryChange.objects.filter(mine & ~Q(asked_by=access.user.pk))
