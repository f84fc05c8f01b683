"""A project as its page shows it: its milestones and summaries, how far each is, and the one thing that comes next."""

from dataclasses import dataclass
from datetime import date

from catalog.obligations.duties.fulfilling import taker
from catalog.obligations.duties.models import Duty
from catalog.obligations.projects.models import Milestone, Project
from catalog.obligations.projects.open_milestones import milestone_words
from disclosure.deadlines.dates import plain
from disclosure.web.components import Badge

BADGES = {
    "按时完成": "done", "逾期完成": "done", "待公开": "waiting", "逾期": "late", "不再需要": "excused",
    "不予公开": "excused", "暂缓公开": "excused",
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """What is owed for a milestone or as a summary: how far it is, and where to go on: the item on its way, or the form that
    begins one."""

    name: str
    badge: Badge
    due_on: str
    reason: str
    item_url: str
    register_url: str
    milestone: Milestone | None
    may_move: bool


def milestone_rows(project: Project, on: date, *, may_write: bool) -> list[Row]:
    """Two queries."""
    duties = {duty.milestone_id: duty for duty in duties_of(project)}
    return [
        row_of(project, duties[milestone.pk], str(milestone), on, may_write=may_write)
        for milestone in project.milestones.order_by("number")
        if milestone.pk in duties
    ]


def summary_rows(project: Project, on: date, *, may_write: bool) -> list[Row]:
    rows = [duty for duty in duties_of(project) if duty.milestone_id is None]
    return [row_of(project, duty, milestone_words(duty), on, may_write=may_write) for duty in rows]


def duties_of(project: Project):
    rows = project.duties.select_related("deadline", "deadline__item", "withholding", "fulfilled_by", "milestone")
    return rows.order_by("milestone__number", "pk")


def row_of(project: Project, duty: Duty, name: str, on: date, *, may_write: bool) -> Row:
    word, milestone = duty.state_words(on), duty.milestone
    item = duty.fulfilled_by or taker(duty)
    due_on = duty.deadline.due_on
    return Row(
        name=name,
        badge=Badge(BADGES.get(word, "waiting"), word),
        due_on=plain(due_on) if due_on else "已暂停计时",
        reason=duty.ended_reason,
        item_url=item.staff_url if item else "",
        register_url=duty.deadline.url if may_write and duty.is_open and not item else "",
        milestone=milestone,
        may_move=bool(may_write and milestone and not milestone.completed_on and not project.ended_on),
    )
