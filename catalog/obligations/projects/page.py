"""A project as its page shows it: its milestones and summaries, how far each is, and the one thing that comes next; and
those that wait for an item, as the form for a new item lists them."""

from dataclasses import dataclass
from datetime import date

from catalog.items.staff.register_form import OpenMilestone
from catalog.obligations.duties.models import OF_A_PROJECT, Duty, item_of
from catalog.obligations.projects.models import Milestone, Project
from disclosure.deadlines.dates import plain
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.roles import DRAFT
from disclosure.web.components import Badge
from disclosure.workflow.context import Context
from disclosure.workflow.staff.page import ProcedurePage

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


@dataclass(frozen=True)
class ProjectParts:
    milestones: list[Row]
    summaries: list[Row]


def page_of(context: Context) -> ProcedurePage:
    project, may_write = context.subject, context.access.can(DRAFT, context.subject.organization)
    duties = project.duties.select_related("deadline", "deadline__item", "withholding", "fulfilled_by", "milestone")
    rows = [
        row_of(project, duty, context.on, may_write=may_write) for duty in duties.order_by("milestone__number", "pk")
    ]
    milestones = [row for row in rows if row.milestone]
    parts = ProjectParts(milestones, [row for row in rows if not row.milestone])
    return ProcedurePage(heading=project.name, badge=None, caption="", facts=[], more=parts)


def row_of(project: Project, duty: Duty, on: date, *, may_write: bool) -> Row:
    word, milestone = duty.state_words(on), duty.milestone
    item = duty.fulfilled_by or item_of(duty)
    due_on = duty.deadline.due_on
    return Row(
        name=str(milestone) if milestone else summary_name(duty),
        badge=Badge(BADGES.get(word, "waiting"), word),
        due_on=plain(due_on) if due_on else "已暂停计时",
        reason=duty.ended_reason,
        item_url=item.staff_url if item else "",
        register_url=duty.deadline.url if may_write and duty.is_open and not item else "",
        milestone=milestone,
        may_move=bool(may_write and milestone and not milestone.completed_on and not project.ended_on),
    )


def summary_name(duty: Duty) -> str:
    return f"{duty.period_label}{duty.recurrence_label}"


def waiting_milestones(organization: Organization) -> list[OpenMilestone]:
    """Owed and with no item on its way, by project and milestone. One query."""
    rows = Duty.objects.open().filter(organization=organization, kind__in=OF_A_PROJECT, deadline__item__isnull=True)
    rows = rows.select_related("project__department", "milestone", "deadline")
    return [
        OpenMilestone(duty, duty.entry_code, str(duty.project), milestone_words(duty), duty.project.department)
        for duty in rows.order_by("project", "milestone__number", "pk")
    ]


def milestone_words(duty: Duty) -> str:
    """第2阶段 主体完工（计划2026年9月30日）"""
    milestone = duty.milestone
    if milestone is None:
        return summary_name(duty)
    on = milestone.completed_on or milestone.planned_on
    return f"{milestone}（{'完成于' if milestone.completed_on else '计划'}{plain(on)}）"
