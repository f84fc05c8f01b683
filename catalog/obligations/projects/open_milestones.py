"""The milestones and summaries of an organisation that wait for an item, as the desk lists them."""

from catalog.items.staff.register_form import OpenMilestone
from catalog.obligations.duties.fulfilling import OF_A_PROJECT
from catalog.obligations.duties.models import Duty
from disclosure.organizations.models.directory import Organization


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
        return f"{duty.period_label}{duty.recurrence_label}"
    on = milestone.completed_on or milestone.planned_on
    return f"{milestone}（{'完成于' if milestone.completed_on else '计划'}{on.year}年{on.month}月{on.day}日）"
