"""A project as its page shows it: its milestones and summaries, how far each is, and the one thing that comes next."""

from datetime import date

from catalog.obligations.duties.fulfilling import taker
from catalog.obligations.duties.models import Duty
from catalog.obligations.projects.models import Project
from catalog.obligations.projects.open_milestones import milestone_words
from disclosure.deadlines.dates import plain

BADGES = {
    "按时完成": "done", "逾期完成": "done", "待公开": "waiting", "逾期": "late", "不再需要": "excused",
    "不予公开": "excused", "暂缓公开": "excused",
}  # fmt: skip


def milestone_rows(project: Project, on: date, *, may_write: bool) -> list[dict]:
    """Two queries."""
    duties = {duty.milestone_id: duty for duty in duties_of(project)}
    return [
        {
            "name": str(milestone),
            "planned_on": plain(milestone.planned_on),
            "completed_on": plain(milestone.completed_on) if milestone.completed_on else "",
            "pk": milestone.pk,
            "may_move": may_write and milestone.completed_on is None and project.ended_on is None,
            **how(duties[milestone.pk], on, may_write=may_write),
        }
        for milestone in project.milestones.order_by("number")
        if milestone.pk in duties
    ]


def summary_rows(project: Project, on: date, *, may_write: bool) -> list[dict]:
    rows = [duty for duty in duties_of(project) if duty.milestone_id is None]
    return [{"name": milestone_words(duty), **how(duty, on, may_write=may_write)} for duty in rows]


def duties_of(project: Project):
    rows = project.duties.select_related("deadline", "deadline__item", "withholding", "fulfilled_by", "milestone")
    return rows.order_by("milestone__number", "pk")


def how(duty: Duty, on: date, *, may_write: bool) -> dict:
    """State, due day, and where to go on: the item on its way, or the form that begins one."""
    word = duty.state_words(on)
    item = duty.fulfilled_by or taker(duty)
    due_on = duty.deadline.due_on
    return {
        "word": word,
        "state": BADGES.get(word, "waiting"),
        "due_on": plain(due_on) if due_on else "已暂停计时",
        "reason": duty.ended_reason,
        "item_url": item.staff_url if item else "",
        "register_url": duty.deadline.url if may_write and duty.is_open and not item else "",
    }
