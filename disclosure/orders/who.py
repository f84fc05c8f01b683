"""Who orders, reports, closes and reads. An order that is handled where it came from offers nothing here."""

from dataclasses import dataclass

from django.db.models import F, Q

from disclosure.deadlines.models import Deadline
from disclosure.orders.models import Order
from disclosure.organizations.access import Access
from disclosure.organizations.models.directory import Organization, under
from disclosure.organizations.roles import DECIDE_BELOW, INSPECT, PERMISSIONS
from disclosure.workflow.who import Who

HERE = Q(is_at_source=False)


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
    """Whose work it is, as the ledger says."""

    def allows(self, subject: Order, access: Access) -> bool:
        return not subject.is_at_source and subject.deadline is not None and owes(subject.deadline, access)

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


def owed_by(access: Access, deadline: str = "deadline") -> Q:
    """Rows whose row of the ledger is the person's work; ``deadline``: the lookup of that."""
    found = Q((f"{deadline}__person", access.user_id), (f"{deadline}__organization__in", access.workplace_ids))
    for permission, _label in PERMISSIONS:
        if organizations := access.organization_ids(permission):
            held = {f"{deadline}__permission": permission, f"{deadline}__organization__in": organizations}
            found |= Q(**held)
    return found


def owes(deadline: Deadline, access: Access) -> bool:
    """The person whom the ledger names, as long as they work there; whoever holds the permission that it names."""
    is_theirs = access.is_known and deadline.person_id == access.user_id
    works_there = deadline.organization_id in access.workplace_ids
    return is_theirs and works_there or deadline.organization_id in access.organization_ids(deadline.permission)


def readable_by(access: Access) -> Q:
    """The addressee's desk, everybody who works at the issuer, who inspects or decides above. None that is handled where it came
    from: it is read there."""
    paths = [*access.prefixes(INSPECT), *access.prefixes(DECIDE_BELOW)]
    read = Q(organization__in=access.desk_ids) | Q(issuer__in=access.workplace_ids) | under(paths, "organization__path")
    return HERE & (read | owed_by(access))


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
