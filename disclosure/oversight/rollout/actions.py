"""The rollout plan: begun from the scheme's stages, ticked task by task, redated, ended. Every act is on record (PL-12)."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from catalog.schemes.rules import NoScheme, SchemeRules, scheme_for
from disclosure.audit.record import record
from disclosure.deadlines import dates
from disclosure.organizations.access import Access, access_of
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.roles import MANAGE_CATALOGUE, PUBLISH
from disclosure.oversight.models import Rollout, Stage, Task

LEADING = (MANAGE_CATALOGUE, PUBLISH)
Span = tuple[date, date]
Part = TypeVar("Part", Stage, Task)


def may_lead(access: Access, organization: Organization) -> bool:
    """Whether the person begins the organisation's plan and ticks its tasks."""
    return any(access.can(permission, organization) for permission in LEADING)


def planned_stages(organization: Organization, on: date) -> tuple[SchemeRules | None, list[dict]]:
    """The stages of the scheme the organisation works by; none where the document sets no steps."""
    try:
        rules = scheme_for(organization, on)
    except NoScheme:
        return None, []
    return rules, (rules.data.get("rollout") or {}).get("stages", [])


def proposed_dates(stages: Sequence[dict], start_on: date) -> list[Span]:
    """The document's dates, moved so that the first stage begins on the day; each stage keeps its length."""
    if not stages:
        return []
    shift = start_on - day_of(stages[0]["from_on"])
    return [(day_of(row["from_on"]) + shift, day_of(row["until_on"]) + shift) for row in stages]


def day_of(value: str | date) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


@transaction.atomic
def start_rollout(*, organization: Organization, spans: Sequence[Span], by, now: datetime) -> Rollout:
    """Begin the plan with the organisation's own dates, one (from, until) a stage of its scheme."""
    organization = Organization.objects.select_for_update(of=("self",)).get(pk=organization.pk)
    on = timezone.localdate(now)
    require(organization, by, on)
    rules, stages = planned_stages(organization, on)
    if not stages:
        raise ValidationError("本组织的实施方案没有写明分阶段的步骤，不能从方案开始。")
    if len(spans) != len(stages):
        raise ValidationError("每个阶段都要有起止日期。")
    if organization.rollouts.filter(ended_at__isnull=True).exists():
        raise ValidationError("本组织已有进行中的推进计划，不用再开始一次。")
    check_spans(spans)
    plan = rules.data["rollout"]
    rollout = Rollout.objects.create(
        organization=organization,
        title=plan["title"],
        source=f"《{rules.scheme.title}》{plan['article']}",
        started_by=by,
        started_at=now,
    )
    fill(rollout, stages, spans)
    note("rollout.started", rollout, rollout, by=by, now=now, stages=[list(map(str, span)) for span in spans])
    return rollout


def fill(rollout: Rollout, stages: Sequence[dict], spans: Sequence[Span]) -> None:
    for place, (row, (from_on, until_on)) in enumerate(zip(stages, spans, strict=True), 1):
        stage = from_scheme(Stage, row, place, rollout=rollout, from_on=from_on, until_on=until_on)
        stage.save()
        Task.objects.bulk_create(from_scheme(Task, task, at, stage=stage) for at, task in enumerate(row["tasks"], 1))


def from_scheme(model: type[Part], row: dict, position: int, **values) -> Part:
    words = {name: row[name] for name in ("name", "article", "sentence")}
    return model(position=position, **words, **values)


def check_spans(spans: Sequence[Span]) -> None:
    """Each runs forward and none begins before the one before it. Errors are keyed by the form's fields."""
    faults = {}
    for place, (from_on, until_on) in enumerate(spans, 1):
        if until_on < from_on:
            faults[f"until_{place}"] = "结束日期不能早于开始日期。"
        elif place > 1 and from_on < spans[place - 2][0]:
            faults[f"from_{place}"] = "不能早于上一个阶段的开始日期。"
    if faults:
        raise ValidationError(faults)


@transaction.atomic
def tick(task: Task, *, by, now: datetime, note_text: str = "") -> Task:
    """The task is done: who says so, and when."""
    task = locked_task(task, by, now)
    if task.done_at:
        on = dates.plain(timezone.localdate(task.done_at))
        raise ValidationError(f"“{task.name}”{on}已由{task.done_by}登记完成，不用再登记。")
    task.done_by, task.done_at, task.note = by, now, note_text.strip()[:300]
    task.save()
    note("rollout.task_done", task, task.stage.rollout, by=by, now=now, note=task.note)
    return task


@transaction.atomic
def untick(task: Task, *, by, now: datetime) -> Task:
    """It was ticked by mistake; the record keeps both."""
    task = locked_task(task, by, now)
    if not task.done_at:
        raise ValidationError(f"“{task.name}”还没有登记完成。")
    was = {"done_by": str(task.done_by), "done_at": task.done_at.isoformat(), "note": task.note}
    task.done_by, task.done_at, task.note = None, None, ""
    task.save()
    note("rollout.task_reopened", task, task.stage.rollout, by=by, now=now, **was)
    return task


@transaction.atomic
def redate(stage: Stage, *, from_on: date, until_on: date, by, now: datetime) -> Stage:
    rollout = locked_rollout(stage.rollout_id, by, now)
    stage = rollout.stages.get(pk=stage.pk)
    old = [str(stage.from_on), str(stage.until_on)]
    spans = [
        (from_on, until_on) if row.pk == stage.pk else (row.from_on, row.until_on)
        for row in rollout.stages.order_by("position")
    ]
    check_spans(spans)
    if old == [str(from_on), str(until_on)]:
        raise ValidationError("日期没有改动。")
    stage.from_on, stage.until_on = from_on, until_on
    stage.save()
    note("rollout.stage_redated", stage, rollout, by=by, now=now, dates=[old, [str(from_on), str(until_on)]])
    return stage


@transaction.atomic
def end_rollout(rollout: Rollout, *, by, now: datetime, reason: str = "") -> Rollout:
    """After it another may begin. While tasks are open the end says why."""
    rollout = locked_rollout(rollout.pk, by, now)
    left = Task.objects.filter(stage__rollout=rollout, done_at__isnull=True).count()
    if left and not reason.strip():
        raise ValidationError(f"还有{left}项没有完成，提前结束请写明原因。")
    rollout.ended_by, rollout.ended_at, rollout.ended_reason = by, now, reason.strip()[:300]
    rollout.save()
    note("rollout.ended", rollout, rollout, by=by, now=now, left=left, reason=rollout.ended_reason)
    return rollout


def locked_task(task: Task, by, now: datetime) -> Task:
    """Behind the lock of its plan: whoever ends the plan waits, or is waited for."""
    locked_rollout(task.stage.rollout_id, by, now)
    return Task.objects.select_related("stage__rollout__organization", "done_by").get(pk=task.pk)


def locked_rollout(pk: int, by, now: datetime) -> Rollout:
    Rollout.objects.select_for_update().only("pk").get(pk=pk)
    rollout = Rollout.objects.select_related("organization").get(pk=pk)
    require(rollout.organization, by, timezone.localdate(now))
    if rollout.ended_at:
        raise ValidationError("这份推进计划已经结束，不能再改。")
    return rollout


def require(organization: Organization, by, on: date) -> None:
    if not may_lead(access_of(by, on), organization):
        raise PermissionDenied("推进计划由本组织维护目录或者公开事项的人登记，您没有这个权限。")


def note(action: str, subject, rollout: Rollout, *, by, now: datetime, **changes) -> None:
    record(action, subject, by=by, now=now, organization=rollout.organization, changes=changes)


def week_from(on: date) -> date:
    """A plan seldom begins on the day on which it is written: the Monday after."""
    return on + timedelta(days=7 - on.weekday())
