"""A project moves on: a milestone is complete, an item is registered for it, the project ends."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from catalog.items.models import Item
from catalog.obligations.duties.ending import end_duties
from catalog.obligations.duties.fulfilling import OF_A_PROJECT, take_row, taker
from catalog.obligations.duties.models import Duty
from catalog.obligations.projects.guard import audit, check_day, day, locked
from catalog.obligations.projects.models import Milestone, Project
from catalog.obligations.projects.owing import owe_summary_at_the_end, reckon_anew
from disclosure.deadlines.models import Deadline

NOT_CARRIED_OUT = "工作已结束，这个阶段没有再进行"
WITHIN_THE_YEAR = "工作在年内结束，不用再作年末总结"


@transaction.atomic
def complete(milestone: Milestone, *, completed_on: date, by, now: datetime) -> Milestone:
    """Its disclosure is reckoned from the day on which it was really complete."""
    project = locked(milestone.project, by=by, now=now)
    milestone = Milestone.objects.select_related("duty__deadline").get(pk=milestone.pk)
    if milestone.completed_on:
        raise ValidationError(f"这个阶段已经登记为{day(milestone.completed_on)}完成。")
    check_day(completed_on, name="completed_on", first=project.started_on, today=timezone.localdate(now))
    milestone.completed_on = completed_on
    milestone.save(update_fields=["completed_on"])
    reason = f"第{milestone.number}阶段{day(completed_on)}完成，从这一天起算"
    reckon_anew(milestone.duty, start_on=completed_on, reason=reason, by=by, now=now)
    audit("project.milestone_completed", project, by=by, now=now, milestone=milestone, completed_on=completed_on)
    return milestone


def take_milestone(item: Item, duty: Duty, *, url: str, by, now: datetime) -> Deadline:
    """The item answers this milestone or summary; the day of its event is the day on which the milestone was complete."""
    Project.objects.select_for_update(of=("self",)).filter(pk=duty.project_id).first()
    rows = Duty.objects.select_for_update(of=("self",)).select_related(
        "deadline", "deadline__item", "milestone", "project"
    )
    duty = rows.get(pk=duty.pk)
    code = item.entry.code if item.entry else ""
    if duty.kind not in OF_A_PROJECT or (duty.organization_id, duty.entry_code) != (item.organization_id, code):
        raise ValidationError({"duty": "这个阶段不属于所选的目录事项。"})
    if not duty.is_open or taker(duty) is not None:
        raise ValidationError({"duty": "这个阶段已经有人登记或已经办结，请刷新后再选。"})
    if duty.milestone and duty.milestone.completed_on is None and duty.project.ended_on is None:
        complete(duty.milestone, completed_on=item.event_on, by=by, now=now)
        duty.deadline.refresh_from_db()
    return take_row(duty, url=url, by=by)


@transaction.atomic
def end_project(project: Project, *, ended_on: date, by, now: datetime) -> Project:
    """What was not carried out is no longer owed; what was complete stays owed; a summary may be owed instead."""
    project = locked(project, by=by, now=now)
    check_day(ended_on, name="ended_on", first=project.started_on, today=timezone.localdate(now))
    last = max((on for on in project.milestones.values_list("completed_on", flat=True) if on), default=ended_on)
    if ended_on < last:
        raise ValidationError({"ended_on": f"不能早于最后一个阶段完成的日期（{day(last)}）。"})
    project.ended_on = ended_on
    project.save(update_fields=["ended_on"])
    audit("project.ended", project, by=by, now=now, ended_on=ended_on)
    on = timezone.localdate(now)
    undone = Duty.objects.filter(milestone__project=project, milestone__completed_on__isnull=True)
    end_duties(undone, reason=NOT_CARRIED_OUT, on=on, now=now, by=by)
    yearly = Duty.objects.filter(kind=Duty.Kind.SUMMARY, project=project, ends_on__gte=ended_on)
    end_duties(yearly, reason=WITHIN_THE_YEAR, on=on, now=now, by=by)
    owe_summary_at_the_end(project, by=by, now=now)
    return project
