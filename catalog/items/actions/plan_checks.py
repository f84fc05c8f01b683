"""What a plan of disclosure may not be: wider than its entry, or against what the catalogue pins (PL-02)."""

from django.core.exceptions import ValidationError

from catalog.directory.models import Entry
from catalog.items.blockers import find_planned_display
from catalog.items.context import ItemContext
from catalog.items.models import Item
from catalog.schemes.choices import NARROWER, LimitKind, Scope

LONGEST_STAGE = 365


def check_plan(item: Item, many: dict) -> None:
    """Raises ``ValidationError`` by field. ``many`` holds the audiences and recipients to be set."""
    faults: dict[str, str] = {}
    if item.scope not in Scope.values:
        faults["scope"] = "没有这种公开范围。"
    elif item.entry:
        faults |= faults_beside_entry(item, item.entry, many)
    if item.limit_kind not in LimitKind.values:
        faults["limit_kind"] = "没有这种时限类别。"
    if item.approval_route not in Item.ApprovalRoute.values:
        faults["approval_route"] = "没有这种审批方式。"
    if item.department and item.department.organization_id != item.organization_id:
        faults["department"] = "科室不属于本组织。"
    if any(audience.organization_id != item.organization_id for audience in many.get("audiences", ())):
        faults["audiences"] = "特定对象不属于本组织。"
    if item.outside_after_days is not None:
        faults |= faults_of_stage(item)
    if faults:
        raise ValidationError(faults)


def faults_of_stage(item: Item) -> dict[str, str]:
    """A staged release leads from the readers inside to society, in at most a year."""
    if item.scope != Scope.SOCIETY or not item.inside_first:
        return {"outside_after_days": "只有先党内后党外的事项才填这一栏。"}
    if not 0 <= item.outside_after_days <= LONGEST_STAGE:
        return {"outside_after_days": f"请填0到{LONGEST_STAGE}之间的天数。"}
    return {}


def check_planned_display(context: ItemContext) -> None:
    """The last day on display, as far as the plan can tell (PL-10). Raises ``ValidationError``."""
    for blocker in find_planned_display(context):
        raise ValidationError({"display_until": blocker.message})


def faults_beside_entry(item: Item, entry: Entry, many: dict) -> dict[str, str]:
    faults = {}
    if entry.is_scope_pinned and item.scope != entry.scope:
        faults["scope"] = "这一项的公开范围按有关规定，不得更改。"
    elif item.scope not in NARROWER[entry.scope]:
        faults["scope"] = f"目录定的范围是“{entry.get_scope_display()}”，只能收窄，不能放宽。"
    if entry.is_scope_pinned and sorted(item.channels) != sorted(entry.channels):
        faults["channels"] = "这一项的公开形式按有关规定，不得更改。"
    if entry.inside_first and item.scope == Scope.SOCIETY and not item.inside_first:
        faults["inside_first"] = "目录定了先党内后党外，不能改为直接向社会公开。"
    if item.limit_kind != entry.limit_kind:
        faults["limit_kind"] = "时限类别由目录确定，不能在事项上改。"
    strangers = [row for row in many.get("audiences", ()) if row.name not in entry.audience_names]
    if entry.scope == Scope.AUDIENCE and item.scope == Scope.AUDIENCE and strangers:
        faults["audiences"] = f"目录定的对象是{'、'.join(entry.audience_names)}，不能换成别的对象。"
    return faults
