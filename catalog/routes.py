"""Who approves an item: a leader, a meeting, or the superior (JG-06); off-catalogue as the scheme says (LK-06, YY-09)."""

from catalog.directory import catalogue_for
from catalog.models import Item
from catalog.rules import SchemeRules
from disclosure.organizations.access import Access
from disclosure.organizations.models import Organization
from disclosure.organizations.roles import APPROVE, DECIDE_BELOW

Route = Item.ApprovalRoute
# What the record of an approval must say, by route; the last is for an organisation whose superior is not in the portal.
FACTS = {
    Route.LEADER: {},
    Route.COLLECTIVE: {"meeting_on": "会议日期", "minutes_number": "会议纪要编号"},
    Route.SUPERIOR: {},
}
REPLY_FACTS = {"reply_on": "上级批复日期", "reply_number": "上级批复文号"}


def catalogue_owner(organization: Organization) -> Organization | None:
    """Who made the catalogue the organisation works by."""
    catalogue = catalogue_for(organization)
    return catalogue.organization if catalogue else None


def required_route(item: Item, rules: SchemeRules) -> str | None:
    """The only route that will do for an off-catalogue item; None when the route is free."""
    if item.entry_id:
        return None
    approver = rules.off_catalogue_approver
    if approver == "superior":
        return Route.SUPERIOR
    if approver == "catalogue_owner":
        owner = catalogue_owner(item.organization)
        return Route.SUPERIOR if owner and owner.pk != item.organization_id else None
    return None


def is_decided_above(item: Item) -> bool:
    """Decided by a superior in the portal. Without one, the organisation records the superior's written reply."""
    return item.approval_route == Route.SUPERIOR and not item.organization.is_root()


def deciders(item: Item, rules: SchemeRules) -> list[Organization]:
    """The organisations above that may decide: the catalogue's maker alone, or every superior."""
    above = item.organization.line_paths[:-1]
    if not item.entry_id and rules.off_catalogue_approver == "catalogue_owner":
        owner = catalogue_owner(item.organization)
        if owner and owner.path in above:
            return [owner]
    return list(Organization.objects.filter(path__in=above))


def may_approve(item: Item, access: Access, rules: SchemeRules) -> bool:
    if not is_decided_above(item):
        return access.can(APPROVE, item.organization)
    deciding = access.organization_ids(DECIDE_BELOW)
    return bool(deciding) and any(organization.pk in deciding for organization in deciders(item, rules))


def facts_needed(item: Item) -> dict[str, str]:
    """Name → label of what an approval of the item must record."""
    if item.approval_route == Route.SUPERIOR and not is_decided_above(item):
        return REPLY_FACTS
    return FACTS[Route(item.approval_route)]
