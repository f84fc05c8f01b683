"""The stages and summaries of an organisation that wait for an item, as the desk lists them."""

from catalog.obligations.duties.fulfilling import OF_A_WORK
from catalog.obligations.duties.models import Duty
from disclosure.organizations.models.directory import Organization


def waiting_stages(organization: Organization) -> list[Duty]:
    """Owed and with no item on its way, by work and stage. One query."""
    rows = Duty.objects.open().filter(organization=organization, kind__in=OF_A_WORK, deadline__item__isnull=True)
    return list(rows.select_related("work__department", "stage", "deadline").order_by("work", "stage__number", "pk"))


def stage_words(duty: Duty) -> str:
    """第2阶段 主体完工（计划2026年9月30日）"""
    stage = duty.stage
    if stage is None:
        return f"{duty.period_label}{duty.recurrence_label}"
    on = stage.completed_on or stage.planned_on
    return f"{stage}（{'完成于' if stage.completed_on else '计划'}{on.year}年{on.month}月{on.day}日）"
