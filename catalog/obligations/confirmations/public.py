"""What readers see of a confirmation: that there was nothing, and when it was said; never who said it, nor what is missing."""

from collections.abc import Mapping
from datetime import date

from catalog.obligations.confirmations.asked import REMEMBERED
from catalog.obligations.confirmations.models import Answer, nothing_words
from catalog.schemes.choices import Scope
from disclosure.deadlines.dates import local_day
from disclosure.organizations.access import access_of
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.site import Reading

# Named groups and people: what is owed to them is told to nobody here.
FEW = (Scope.AUDIENCE, Scope.INDIVIDUAL)


def confirmed_of(organization: Organization, on: date, code: str | None = None) -> Mapping[str, str]:
    """Entry code → 2026年第三季度没有新情况（10月9日确认）, of the last period of which it was said and nothing registered. One
    query."""
    rows = Answer.objects.looked_up().filter(
        confirmation__organization=organization,
        confirmation__ends_on__gte=on - REMEMBERED,
        confirmed_at__isnull=False,
        has_item=False,
    )
    rows = rows if code is None else rows.filter(entry_code=code)
    found = rows.order_by("confirmation__ends_on").values_list(
        "entry_code", "confirmation__period_label", "entry__limit_kind", "confirmed_at"
    )
    return {entry: nothing_words(label, kind, local_day(at)) for entry, label, kind, at in found}


def scopes_open_to(organization: Organization, reading: Reading) -> frozenset[str]:
    """Scopes of the organisation's entries that include the reader; named groups and people are told nothing here."""
    found, access = {str(Scope.SOCIETY)}, access_of(reading.reader, reading.on)
    if organization.path in access.party_paths:
        found.add(Scope.PARTY)
    if organization.pk in access.member_organization_ids:
        found.add(Scope.STAFF)
    return frozenset(found)
