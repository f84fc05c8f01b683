"""An item is registered for a milestone or a summary: it answers what is owed for it."""

from datetime import datetime

from django.core.exceptions import ValidationError

from catalog.items.models import Item
from catalog.obligations.duties.fulfilling import take_row
from catalog.obligations.duties.models import OF_A_PROJECT, Duty, item_of
from catalog.obligations.projects.actions import complete, projects
from disclosure.deadlines.models import Deadline

JOINED = ("deadline__item", "milestone__project", "project")


def take_milestone(item: Item, duty: Duty, *, url: str, by, now: datetime) -> Deadline:
    """The day of the item's event is the day on which the milestone was complete."""
    if duty.project:
        projects.lock_row(duty.project)
    duty = Duty.objects.for_writing().select_related(*JOINED).get(pk=duty.pk)
    code = item.entry.code if item.entry else ""
    if duty.kind not in OF_A_PROJECT or (duty.organization_id, duty.entry_code) != (item.organization_id, code):
        raise ValidationError({"duty": "这个阶段不属于所选的目录事项。"})
    if not duty.is_open or item_of(duty) is not None:
        raise ValidationError({"duty": "这个阶段已经有人登记或已经办结，请刷新后再选。"})
    milestone, project = duty.milestone, duty.project
    if milestone and milestone.completed_on is None and project and project.ended_on is None:
        complete(milestone, completed_on=item.event_on, by=by, now=now)
        duty.deadline.refresh_from_db()
    return take_row(duty, url=url, by=by)
