"""Which catalogues an organisation works by: its own, and a superior's made for its class, without copies (QJ-03)."""

from catalog.models import Catalogue, Entry
from disclosure.organizations.models import Organization


def applies(catalogue: Catalogue, organization: Organization) -> bool:
    """Whether the catalogue is in force for the organisation. One made for a class also serves its maker."""
    if catalogue.state != Catalogue.State.IN_FORCE:
        return False
    if catalogue.organization_id == organization.pk:
        return True
    return catalogue.applies_to == Catalogue.AppliesTo.CLASS and (
        organization.path.startswith(catalogue.organization.path) and names_sector(catalogue, organization)
    )


def names_sector(catalogue: Catalogue, organization: Organization) -> bool:
    """No class named means all of them; a class may be named by its code or its label."""
    words = {organization.sector, organization.get_sector_display()}
    return not catalogue.sectors or bool(words & set(catalogue.sectors))


def catalogues_for(organization: Organization) -> list[Catalogue]:
    """In force for the organisation, its own first, then the nearest superior's. One query."""
    rows = (
        Catalogue.objects.in_force()
        .filter(organization__path__in=organization.line_paths)
        .select_related("organization", "scheme")
        .order_by("-organization__path", "applies_to", "pk")
    )
    return [catalogue for catalogue in rows if applies(catalogue, organization)]


def entries_for(organization: Organization):
    """The entries an organisation may disclose under, in the order of its catalogues."""
    catalogues = catalogues_for(organization)
    return Entry.objects.entries().filter(catalogue__in=catalogues).order_by("tree_id", "lft")
