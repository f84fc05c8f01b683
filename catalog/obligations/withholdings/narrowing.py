"""Narrowing (缩小公开范围): an item reaches fewer people than its entry says. Who agrees, and whether it is filed, stands in the
scheme: an exemption for those left out, the superior's decision, or the approver's with a reason (LK-19, JG-04, PL-02, QJ-15)."""

from datetime import date

from django.core.exceptions import ValidationError

from catalog.items.models import Item
from catalog.items.stages import narrower_scope
from catalog.obligations.withholdings.models import Withholding
from catalog.obligations.withholdings.proposal import require_only_one
from catalog.obligations.withholdings.superior import APPROVER, EXEMPTION, SUPERIOR, goes_up, narrowing_route
from catalog.schemes.choices import Scope
from catalog.schemes.rules import find_scheme
from catalog.schemes.sources import source_words
from disclosure.organizations.models.directory import Organization
from disclosure.web.required import require_text


def new_narrowing(
    organization: Organization, item: Item, *, on: date, scope: str, left_out: str, legal_basis: str
) -> Withholding:
    """Not saved yet, and without its reason. ``scope``: what remains; empty: what the item's plan says."""
    if item.organization_id != organization.pk:
        raise ValidationError({"item": "这个事项不是本组织的。"})
    remaining = narrower_scope(item)
    if not remaining:
        raise ValidationError({"item": why_not(item)})
    if scope and scope != remaining:
        raise ValidationError({"scope": f"这个事项现在只能缩小到“{Scope(remaining).label}”。要改，先改公开安排。"})
    if narrowing_route(organization, on) != APPROVER:
        require_text(legal_basis, "请从规则库里选依据。", field="legal_basis")
    withholding = Withholding(
        organization=organization,
        entry_code=item.entry.code if item.entry else "",
        item=item,
        kind=Withholding.Kind.NARROWING,
        scope=remaining,
        left_out=left_out.strip() or left_out_by(item, remaining),
        from_on=on,
    )
    withholding.needs_superior = goes_up(withholding, on)
    require_only_one(withholding)
    return withholding


def why_not(item: Item) -> str:
    if item.entry is None:
        return "目录外事项没有目录定的范围，不用办。"
    if item.narrowed_on:
        return "这个事项缩小范围已经获准，不用再提。"
    if item.withdrawn_at or item.published_outside_at:
        return "这个事项已经向社会公开或者已经撤回。要收回，请在事项里申请撤回。"
    return "这个事项的范围和目录定的一样。要缩小，先在公开安排里改范围。"


def left_out_by(item: Item, scope: str) -> str:
    owed = Scope(item.entry.scope if item.entry else item.scope)
    return f"“{owed.label}”中“{Scope(scope).label}”以外的人"


WHO = {
    EXEMPTION: "对没有公开到的人，按不予公开办：写明依据，由另一个人批准，再报上级备案",
    SUPERIOR: "要由另一个人同意，再报上级党组织审定",
    APPROVER: "由另一个有审批权的人凭理由批准",
}


def narrowing_words(item: Item, on: date) -> str:
    """What it takes by the scheme that an item reaches fewer people than its entry says; empty where it reaches all of them."""
    scope, rules = narrower_scope(item), find_scheme(item.organization, on)
    if not scope or item.entry is None:
        return ""
    owed, left = Scope(item.entry.scope).label, Scope(scope).label
    said = source_words(rules.narrowing) if rules else ""
    source = f"（实施方案{said}）" if said else ""
    return f"目录定的范围是“{owed}”。只公开到“{left}”的，{WHO[narrowing_route(item.organization, on)]}{source}。"
