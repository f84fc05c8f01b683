"""Registering a project with the milestones it is planned in, adding milestones, changing a plan."""

from collections.abc import Iterable
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from catalog.obligations.projects.guard import EARLIEST, audit, check_day, locked, require_clerk, staged_entry
from catalog.obligations.projects.models import Milestone, Project
from catalog.obligations.projects.owing import owe_milestone, reckon_anew
from disclosure.files.rich_text import one_line
from disclosure.organizations.models.directory import Department, Organization

Plan = tuple[str, date]


@transaction.atomic
def register_project(
    *,
    organization: Organization,
    code: str,
    name: str,
    started_on: date,
    milestones: Iterable[Plan],
    by,
    now: datetime,
    department: Department | None = None,
) -> Project:
    """``code``: the entry's; ``milestones``: name and planned day, at least one. Each owes its disclosure from now on."""
    organization = Organization.objects.select_for_update(of=("self",)).get(pk=organization.pk)
    require_clerk(organization, by=by, now=now)
    entry, milestones, name = staged_entry(organization, code), list(milestones), one_line(name)
    if not name or not milestones:
        raise ValidationError("请写工作名称，并至少列一个阶段。")
    check_day(started_on, name="started_on", first=EARLIEST, today=timezone.localdate(now))
    if department and department.organization_id != organization.pk:
        raise ValidationError({"department": "科室不属于本组织。"})
    same = Project.objects.filter(organization=organization, entry_code=code, name=name, started_on=started_on)
    if same.exists():
        raise ValidationError("同名的工作已经登记过，没有再登记。")
    project = Project.objects.create(
        organization=organization,
        entry=entry,
        entry_code=code,
        department=department,
        name=name[:200],
        started_on=started_on,
        created_by=by,
        created_at=now,
    )
    audit("project.registered", project, by=by, now=now, started_on=started_on, milestones=len(milestones))
    for plan in milestones:
        add(project, plan, entry, by=by, now=now)
    return project


@transaction.atomic
def add_milestone(project: Project, *, name: str, planned_on: date, by, now: datetime) -> Milestone:
    project = locked(project, by=by, now=now)
    return add(project, (name, planned_on), staged_entry(project.organization, project.entry_code), by=by, now=now)


def add(project: Project, plan: Plan, entry, *, by, now: datetime) -> Milestone:
    name, planned_on = one_line(plan[0])[:100], plan[1]
    if not name:
        raise ValidationError({"name": "请写阶段名称。"})
    check_plan(project, planned_on)
    if project.milestones.filter(name=name).exists():
        raise ValidationError({"name": f"这项工作已有“{name}”这个阶段，没有再加。"})
    number = (project.milestones.aggregate(last=Max("number"))["last"] or 0) + 1
    milestone = Milestone.objects.create(project=project, number=number, name=name, planned_on=planned_on)
    owe_milestone(milestone, entry, by=by, now=now)
    audit("project.milestone_added", project, by=by, now=now, milestone=milestone, planned_on=planned_on)
    return milestone


@transaction.atomic
def replan(milestone: Milestone, *, planned_on: date, reason: str, by, now: datetime) -> Milestone:
    """Another planned day, with its reason, while the milestone is not complete."""
    project = locked(milestone.project, by=by, now=now)
    milestone = Milestone.objects.select_related("duty__deadline").get(pk=milestone.pk)
    if milestone.completed_on:
        raise ValidationError("这个阶段已经完成，不用再改计划。")
    if not reason.strip():
        raise ValidationError({"reason": "请写明为什么改计划。"})
    check_plan(project, planned_on)
    if planned_on == milestone.planned_on:
        raise ValidationError({"planned_on": "计划日期没有变。"})
    before, milestone.planned_on = milestone.planned_on, planned_on
    milestone.save(update_fields=["planned_on"])
    reckon_anew(milestone.duty, start_on=planned_on, reason=f"计划改期：{reason.strip()}"[:500], by=by, now=now)
    days = [before.isoformat(), planned_on.isoformat()]
    audit(
        "project.milestone_replanned",
        project,
        by=by,
        now=now,
        milestone=milestone,
        planned_on=days,
        reason=reason.strip(),
    )
    return milestone


def check_plan(project: Project, planned_on: date) -> None:
    if planned_on < project.started_on:
        raise ValidationError({"planned_on": "计划日期不能早于这项工作开始的日期。"})
