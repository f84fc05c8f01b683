"""Registering a work with the stages it is planned in, adding stages, changing a plan."""

from collections.abc import Iterable
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from catalog.obligations.projects.guard import EARLIEST, audit, check_day, locked, require_clerk, staged_entry
from catalog.obligations.projects.models import Stage, Work
from catalog.obligations.projects.owing import owe_stage, reckon_anew
from disclosure.files.rich_text import one_line
from disclosure.organizations.models.directory import Department, Organization

Plan = tuple[str, date]


@transaction.atomic
def register_work(
    *,
    organization: Organization,
    code: str,
    name: str,
    started_on: date,
    stages: Iterable[Plan],
    by,
    now: datetime,
    department: Department | None = None,
) -> Work:
    """``code``: the entry's; ``stages``: name and planned day, at least one. Each owes its disclosure from now on."""
    organization = Organization.objects.select_for_update(of=("self",)).get(pk=organization.pk)
    require_clerk(organization, by=by, now=now)
    entry, stages, name = staged_entry(organization, code), list(stages), one_line(name)
    if not name or not stages:
        raise ValidationError("请写工作名称，并至少列一个阶段。")
    check_day(started_on, name="started_on", first=EARLIEST, today=timezone.localdate(now))
    if department and department.organization_id != organization.pk:
        raise ValidationError({"department": "科室不属于本组织。"})
    same = Work.objects.filter(organization=organization, entry_code=code, name=name, started_on=started_on)
    if same.exists():
        raise ValidationError("同名的工作已经登记过，没有再登记。")
    work = Work.objects.create(
        organization=organization,
        entry=entry,
        entry_code=code,
        department=department,
        name=name[:200],
        started_on=started_on,
        created_by=by,
        created_at=now,
    )
    audit("work.registered", work, by=by, now=now, started_on=started_on, stages=len(stages))
    for plan in stages:
        add(work, plan, entry, by=by, now=now)
    return work


@transaction.atomic
def add_stage(work: Work, *, name: str, planned_on: date, by, now: datetime) -> Stage:
    work = locked(work, by=by, now=now)
    return add(work, (name, planned_on), staged_entry(work.organization, work.entry_code), by=by, now=now)


def add(work: Work, plan: Plan, entry, *, by, now: datetime) -> Stage:
    name, planned_on = one_line(plan[0])[:100], plan[1]
    if not name:
        raise ValidationError({"name": "请写阶段名称。"})
    check_plan(work, planned_on)
    if work.stages.filter(name=name).exists():
        raise ValidationError({"name": f"这项工作已有“{name}”这个阶段，没有再加。"})
    number = (work.stages.aggregate(last=Max("number"))["last"] or 0) + 1
    stage = Stage.objects.create(work=work, number=number, name=name, planned_on=planned_on)
    owe_stage(stage, entry, by=by, now=now)
    audit("work.stage_added", work, by=by, now=now, stage=stage, planned_on=planned_on)
    return stage


@transaction.atomic
def replan(stage: Stage, *, planned_on: date, reason: str, by, now: datetime) -> Stage:
    """Another planned day, with its reason, while the stage is not complete."""
    work = locked(stage.work, by=by, now=now)
    stage = Stage.objects.select_related("duty__deadline").get(pk=stage.pk)
    if stage.completed_on:
        raise ValidationError("这个阶段已经完成，不用再改计划。")
    if not reason.strip():
        raise ValidationError({"reason": "请写明为什么改计划。"})
    check_plan(work, planned_on)
    if planned_on == stage.planned_on:
        raise ValidationError({"planned_on": "计划日期没有变。"})
    before, stage.planned_on = stage.planned_on, planned_on
    stage.save(update_fields=["planned_on"])
    reckon_anew(stage.duty, start_on=planned_on, reason=f"计划改期：{reason.strip()}"[:500], by=by, now=now)
    days = [before.isoformat(), planned_on.isoformat()]
    audit("work.stage_replanned", work, by=by, now=now, stage=stage, planned_on=days, reason=reason.strip())
    return stage


def check_plan(work: Work, planned_on: date) -> None:
    if planned_on < work.started_on:
        raise ValidationError({"planned_on": "计划日期不能早于这项工作开始的日期。"})
