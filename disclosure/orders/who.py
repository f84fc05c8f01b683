"""Who orders, reports, closes and reads. An order that is handled where it came from offers nothing here."""

from dataclasses import dataclass

from django.db.models import F, Q

from disclosure.orders.models import Order
from disclosure.organizations.access import Access
from disclosure.organizations.models.directory import Organization, under
from disclosure.organizations.roles import DECIDE_BELOW, INSPECT, PERMISSIONS, SUBTREE_PERMISSIONS
from disclosure.workflow.who import Who

HERE = Q(is_at_source=False)
DESK = tuple(name for name, _label in PERMISSIONS if name not in SUBTREE_PERMISSIONS)


@dataclass(frozen=True)
class Orders(Who):
    """Whoever inspects the organisation, from there or from above; whoever decides above it."""

    def allows(self, subject, access):
        return False

    def rows(self, access):
        return Q(pk__in=[])

    def allows_in(self, organization, access):
        decides = any(organization.path != path for path in paths_over(organization, access, DECIDE_BELOW))
        return decides or access.can(INSPECT, organization)


@dataclass(frozen=True)
class Reports(Who):
    """The person who is named, as long as they work there; whoever holds the permission that the ledger names."""

    def allows(self, subject: Order, access: Access) -> bool:
        if subject.is_at_source:
            return False
        is_theirs = access.is_known and subject.person_id == access.user_id
        return (is_theirs and subject.organization_id in access.workplace_ids) or (
            subject.deadline is not None and access.can(subject.deadline.permission, subject.organization)
        )

    def rows(self, access: Access) -> Q:
        return HERE & owed_by(access)


@dataclass(frozen=True)
class Confirms(Who):
    """Whoever inspects for the issuer; whoever decides there on those below; who gave it, as long as they work there."""

    def allows(self, subject: Order, access: Access) -> bool:
        if subject.is_at_source:
            return False
        issuer = subject.issuer_id
        decides = not subject.is_own and issuer in access.organization_ids(DECIDE_BELOW)
        is_theirs = access.is_known and subject.issued_by_id == access.user_id and issuer in access.workplace_ids
        return decides or is_theirs or issuer in access.organization_ids(INSPECT)

    def rows(self, access: Access) -> Q:
        decides = Q(issuer__in=access.organization_ids(DECIDE_BELOW)) & ~Q(issuer=F("organization"))
        theirs = Q(issued_by=access.user_id, issuer__in=access.workplace_ids)
        return HERE & (decides | theirs | Q(issuer__in=access.organization_ids(INSPECT)))


ORDERS, REPORTS, CONFIRMS = Orders(), Reports(), Confirms()


def owed_by(access: Access) -> Q:
    """Orders that are the person's to put right."""
    found = Q(person=access.user_id, organization__in=access.workplace_ids)
    for permission in DESK:
        if organizations := access.organization_ids(permission):
            found |= Q(deadline__permission=permission, organization__in=organizations)
    return found


def readable_by(access: Access) -> Q:
    """The addressee's desk, everybody who works at the issuer, who inspects or decides above; of one that is handled where it
    came from only those whose work it is."""
    paths = [*access.prefixes(INSPECT), *access.prefixes(DECIDE_BELOW)]
    read = Q(organization__in=access.desk_ids) | Q(issuer__in=access.workplace_ids) | under(paths, "organization__path")
    return HERE & read | owed_by(access)


def paths_over(organization: Organization, access: Access, permission: str) -> list[str]:
    return [path for path in access.prefixes(permission) if organization.path.startswith(path)]


def issuers_of(organization: Organization, access: Access) -> list[Organization]:
    """In whose name the person may order something there, the nearest first."""
    inspecting, deciding = access.organization_ids(INSPECT), access.organization_ids(DECIDE_BELOW)
    line = Organization.objects.filter(path__in=organization.line_paths).order_by("-path")
    return [each for each in line if each.pk in inspecting or (each.pk in deciding and each.path != organization.path)]


def organizations_below(access: Access):
    """To which the person may give an order."""
    prefixes = access.prefixes(DECIDE_BELOW)
    below = under(prefixes) & ~Q(path__in=prefixes) | under(access.prefixes(INSPECT))
    return Organization.objects.active().filter(below)
