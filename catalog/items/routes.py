"""Who approves an item: a leader, a meeting, or the superior (JG-06); off-catalogue as the scheme says (LK-06, YY-09).

Where the scheme goes by whose matter it is, a department's is disclosed by that department, the branch's own after a named
office has reviewed it (PL-17).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from catalog.directory.contents import catalogue_for
from catalog.items.models import Item
from catalog.schemes.rules import Row, SchemeRules, find_scheme
from disclosure.organizations.access import Access
from disclosure.organizations.models.directory import Department, Organization
from disclosure.organizations.models.people import Post
from disclosure.organizations.roles import APPROVE, DECIDE_BELOW, REVIEW, roles_granting
from disclosure.workflow.who import Holds, HoldsAbove, Who

Route = Item.ApprovalRoute
# What the record of an approval says, by route; the last where the superior is not in the portal.
EVIDENCE: Mapping[str, Mapping[str, str]] = {
    Route.LEADER: {},
    Route.COLLECTIVE: {"meeting_on": "会议日期", "minutes_number": "会议纪要编号"},
    Route.SUPERIOR: {"reply_on": "上级批复日期", "reply_number": "上级批复文号"},
}
CIRCULATED: Mapping[str, str] = {"meeting_on": "会议或传批的日期", "minutes_number": "会议纪要编号或传批件编号"}
# Whose matter it is: of a department that leads it, or of the branch itself.
DEPARTMENT, BRANCH = "department", "branch"


def catalogue_owner(organization: Organization) -> Organization | None:
    """Who made the catalogue the organisation works by."""
    catalogue = catalogue_for(organization)
    return catalogue.organization if catalogue else None


def required_route(item: Item, rules: SchemeRules) -> str | None:
    """The only route that will do by the document (LK-06, JG-06, YY-09); None where the route may be chosen."""
    if item.entry_id is None:
        approver = rules.off_catalogue_approver
        owner = catalogue_owner(item.organization) if approver == "catalogue_owner" else None
        if approver == "superior" or (owner and owner.pk != item.organization_id):
            return Route.SUPERIOR
    row = fixed_row(item, rules)
    return row["route"] if row else None


def fixed_row(item: Item, rules: SchemeRules | None) -> Row | None:
    """The scheme's route that is fixed for what the item is."""
    rows = (rules.data.get("approval_routes") or []) if rules else []
    return next((row for row in rows if matter_of(item) & set(row.get("fixed_for", []))), None)


def matter_of(item: Item) -> set[str]:
    if item.entry_id is None:
        return {"off_catalogue"}
    return {"catalogue", "important"} if item.is_important else {"catalogue"}


def first_route(item: Item, rules: SchemeRules) -> str:
    """What a new item starts with."""
    return required_route(item, rules) or rule_of_owner(rules, item.department).route


@dataclass(frozen=True)
class OwnerRule:
    """The scheme's sentence on the matters of a department, or of the branch itself. ``reviewer``: an office (PL-17), empty
    where any reviewer will do."""

    owner: str
    route: str = Route.LEADER
    reviewer: str = ""


def owner_rules(rules: SchemeRules | None) -> list[OwnerRule]:
    """Empty where the scheme does not ask whose matter it is."""
    rows = (rules.data.get("approval_routes") or []) if rules else []
    return [OwnerRule(row["owner"], row["route"], row.get("reviewer", "")) for row in rows if row.get("owner")]


def rule_of_owner(rules: SchemeRules | None, department: Department | None) -> OwnerRule:
    """Its route is the one an item starts with; a person may choose another unless ``required_route`` names the only one."""
    owner = DEPARTMENT if department else BRANCH
    return next((rule for rule in owner_rules(rules) if rule.owner == owner), OwnerRule(owner))


def explain_owners(rules: SchemeRules | None) -> str:
    """The scheme's routes by owner in one sentence for the plan's form; empty where it does not ask whose matter it is."""
    parts = []
    for rule in owner_rules(rules):
        whose = "责任科室牵头的" if rule.owner == DEPARTMENT else "支部的（不指定责任科室）"
        office = f"，由{rule.reviewer}审核" if rule.reviewer else ""
        parts.append(f"{whose}，{Route(rule.route).label}{office}")
    return f"按实施方案：{'；'.join(parts)}。" if parts else ""


def office_reviewers(item: Item, rules: SchemeRules | None, on: date) -> set[int]:
    """Who reviews for the named office. Empty where none is named, or the organisation has no such office with a reviewer in it:
    then the work goes on with whoever reviews."""
    office = rule_of_owner(rules, item.department).reviewer
    if not office:
        return set()
    posts = Post.objects.current(on).filter(
        organization=item.organization_id,
        role__in=roles_granting(REVIEW),
        person__is_active=True,
        department__organization=item.organization_id,
        department__is_active=True,
    )
    found = list(posts.values_list("person_id", "department__name"))
    exact = {person for person, name in found if name == office}
    return exact or {person for person, name in found if is_called(office, name)}


def is_called(office: str, name: str) -> bool:
    """局办公室 and 办公室 are the same office of one organisation."""
    return office.endswith(name) or name.endswith(office)


def is_decided_above(item: Item) -> bool:
    """Decided by a superior in the portal. Without one, the organisation records the superior's written reply."""
    return item.approval_route == Route.SUPERIOR and not item.organization.is_root()


def deciders(item: Item, on: date) -> list[Organization]:
    """The organisations above that may decide: every superior, or off-catalogue the catalogue's maker alone, where the scheme
    says so."""
    above = item.organization.line_paths[:-1]
    rules = None if item.entry_id else find_scheme(item.organization, on)
    if rules and rules.off_catalogue_approver == "catalogue_owner":
        owner = catalogue_owner(item.organization)
        if owner and owner.path in above:
            return [owner]
    return list(Organization.objects.filter(path__in=above))


class Approvers(Who):
    """Who approves by the item's route: at home, or where it is decided above, those who decide there."""

    def allows(self, subject: Item, access: Access) -> bool:
        if not is_decided_above(subject):
            return access.can(APPROVE, subject.organization)
        deciding = access.organization_ids(DECIDE_BELOW)
        return bool(deciding) and any(organization.pk in deciding for organization in deciders(subject, access.on))

    def rows(self, access: Access) -> Q:
        """``deciders`` may narrow it to the catalogue's maker."""
        is_above = Q(approval_route=Route.SUPERIOR)
        at_home = Holds(APPROVE).rows(access) & (~is_above | Q(organization__depth=1))
        return at_home | (is_above & HoldsAbove(DECIDE_BELOW).rows(access))


def evidence_needed(item: Item, rules: SchemeRules | None) -> Mapping[str, str]:
    """Name → label of what an approval of the item must record. Where the document lets the group be asked one by one (传批),
    the paper that went round takes the place of the minutes."""
    if is_decided_above(item):
        return {}
    row = fixed_row(item, rules)
    may_go_round = row is not None and row["route"] == item.approval_route and row.get("circulation")
    return CIRCULATED if may_go_round else EVIDENCE[item.approval_route]
