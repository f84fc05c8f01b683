"""Inspections as rows of a list."""

from dataclasses import dataclass
from typing import Any

from disclosure.deadlines.dates import plain
from disclosure.oversight.inspections.models import Inspection, Visit
from disclosure.web.components import Badge

State = Inspection.State
BADGES = {
    State.PLANNED: "draft", State.PREPARED: "soon", State.DRAWN: "soon", State.REPORTED: "waiting", State.CONFIRMED: "soon",
    State.ANNOUNCED: "done", State.CLOSED: "done", State.CANCELLED: "excused",
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """``waits``: the person's own word is wanted."""

    title: str
    url: str
    kind: str
    days: str
    whom: str
    badge: Badge
    waits: bool = False


def badge_of(inspection: Inspection) -> Badge:
    return Badge(BADGES[State(inspection.state)], inspection.get_state_display())


def days_of(inspection: Inspection) -> str:
    return f"{plain(inspection.from_on)}至{plain(inspection.until_on)}"


def row_of(row: Any, *, is_waiting: bool) -> Row:
    return Row(
        row.title,
        row.get_absolute_url(),
        row.get_kind_display(),
        days_of(row),
        f"{row.count}个组织",
        badge_of(row),
        is_waiting,
    )


def visit_row(visit: Visit) -> Row:
    inspection = visit.inspection
    whom = f"{inspection.organization}检查{visit.organization}"
    badge = badge_of(inspection) if inspection.results_at else Badge("soon", "还没有出结果")
    if inspection.state == State.CANCELLED:
        badge = badge_of(inspection)
    return Row(
        inspection.title, visit.get_absolute_url(), inspection.get_kind_display(), days_of(inspection), whom, badge
    )
