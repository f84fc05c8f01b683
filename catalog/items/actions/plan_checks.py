"""What a plan of disclosure may not be: wider than its entry, or against what the catalogue pins (PL-02)."""

from collections.abc import Iterator, Mapping
from datetime import date

from django.core.exceptions import ValidationError

from catalog.directory.models import Entry
from catalog.items.models import Item
from catalog.schemes.choices import NARROWER, LimitKind, Scope
from disclosure.web.forms import EARLIEST
from disclosure.web.required import require_text

LONGEST_STAGE = 365
# A field and what is wrong in it.
Fault = tuple[str, str]


def check_plan(item: Item, many: Mapping) -> None:
    """Raises ``ValidationError`` by field. ``many`` holds the audiences and recipients to be set."""
    if faults := dict(faults_of(item, many)):
        raise ValidationError(faults)


def faults_of(item: Item, many: Mapping) -> Iterator[Fault]:
    if item.scope not in Scope.values:
        yield "scope", "没有这种公开范围。"
    elif item.entry:
        yield from faults_beside_entry(item, item.entry, many)
    if item.limit_kind not in LimitKind.values:
        yield "limit_kind", "没有这种时限类别。"
    if item.approval_route not in Item.ApprovalRoute.values:
        yield "approval_route", "没有这种审批方式。"
    if item.department and item.department.organization_id != item.organization_id:
        yield "department", "科室不属于本组织。"
    if any(audience.organization_id != item.organization_id for audience in many.get("audiences", ())):
        yield "audiences", "特定对象不属于本组织。"
    if item.outside_after_days is not None:
        yield from faults_of_stage(item, item.outside_after_days)


def faults_of_stage(item: Item, days: int) -> Iterator[Fault]:
    """A staged release leads from the readers inside to society, in at most a year."""
    if item.scope != Scope.SOCIETY or not item.inside_first:
        yield "outside_after_days", "只有先党内后党外的事项才填这一栏。"
    elif not 0 <= days <= LONGEST_STAGE:
        yield "outside_after_days", f"请填0到{LONGEST_STAGE}之间的天数。"


def faults_beside_entry(item: Item, entry: Entry, many: Mapping) -> Iterator[Fault]:
    if entry.is_scope_pinned and item.scope != entry.scope:
        yield "scope", "这一项的公开范围按有关规定，不得更改。"
    elif item.scope not in NARROWER[Scope(entry.scope)]:
        yield "scope", f"目录定的范围是“{entry.get_scope_display()}”，只能收窄，不能放宽。"
    if entry.is_scope_pinned and sorted(item.channels) != sorted(entry.channels):
        yield "channels", "这一项的公开形式按有关规定，不得更改。"
    if entry.inside_first and item.scope == Scope.SOCIETY and not item.inside_first:
        yield "inside_first", "目录定了先党内后党外，不能改为直接向社会公开。"
    if item.limit_kind != entry.limit_kind:
        yield "limit_kind", "时限类别由目录确定，不能在事项上改。"
    strangers = [row for row in many.get("audiences", ()) if row.name not in entry.audience_names]
    if entry.scope == Scope.AUDIENCE and item.scope == Scope.AUDIENCE and strangers:
        yield "audiences", f"目录定的对象是{'、'.join(entry.audience_names)}，不能换成别的对象。"


def check_event(event_on: date, today: date) -> None:
    if event_on < EARLIEST:
        raise ValidationError({"event_on": "请核对年份。"})
    if event_on > today:
        raise ValidationError({"event_on": "事项日期不能晚于今天。"})


def check_title(title: str) -> None:
    require_text(title, "请写标题。", field="title", most=200)
