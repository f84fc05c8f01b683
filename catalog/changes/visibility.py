"""Which changes a person sees on the staff pages."""

from django.db.models import Q

from disclosure.organizations.access import Access


def in_view(access: Access) -> Q:
    """Asked by the own organisations, or about a catalogue that one of them made."""
    own = access.desk_ids
    return Q(organization__in=own) | Q(catalogue__organization__in=own)
