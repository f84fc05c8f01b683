"""The rollout plan in words: one organisation's stages and tasks, and how far all in view have come (PL-12)."""

from datetime import date

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from disclosure.deadlines import dates
from disclosure.oversight.models import Rollout, Stage
from disclosure.oversight.places import Place
from disclosure.oversight.readiness.sources import schemes_of
from disclosure.oversight.rollout.actions import may_lead

MOST_ROWS = 1000
DONE = {"state": "done", "word": "完成"}


def address(code: str = "") -> str:
    return reverse("oversight:organization_rollout", args=[code]) if code else reverse("oversight:rollout")


def counted(stages):
    return stages.annotate(total=Count("tasks"), done=Count("tasks", filter=Q(tasks__done_at__isnull=False)))


def standing(stage: Stage, on: date, *, is_ended: bool) -> dict:
    """Of a stage with its counts: done, late, under way or not yet begun; of an ended plan what was not done is over."""
    if stage.done == stage.total:
        return DONE
    if is_ended:
        return {"state": "excused", "word": "已结束"}
    if stage.is_over(on):
        return {"state": "late", "word": f"逾期 {(on - stage.until_on).days} 天"}
    if stage.from_on <= on:
        return {"state": "soon", "word": "进行中"}
    return {"state": "provisional", "word": "还没开始"}


def percent(stages: list[Stage]) -> int:
    """Tasks done of all tasks, rounded down."""
    total = sum(stage.total for stage in stages)
    return sum(stage.done for stage in stages) * 100 // total if total else 0


# --- one organisation ---


def latest_rollout(organization) -> Rollout | None:
    return organization.rollouts.select_related("started_by", "ended_by").order_by("-pk").first()


def plan_of(rollout: Rollout, *, may_change: bool, on: date) -> dict:
    stages = list(counted(rollout.stages.prefetch_related("tasks__done_by").order_by("position")))
    rows, done = [stage_row(stage, on, is_ended=bool(rollout.ended_at)) for stage in stages], percent(stages)
    late = [row["name"] for row in rows if row["state"] == "late"]
    return {
        "title": rollout.title,
        "source": rollout.source,
        "percent": done,
        "lead": f"完成{done}%。" + (f"逾期：{'、'.join(late)}。" if late else ""),
        "started": f"{dates.plain(timezone.localdate(rollout.started_at))}由{rollout.started_by or '系统'}开始",
        "ended": ended_words(rollout),
        "stages": rows,
        "may_change": may_change and not rollout.ended_at,
        "end_url": reverse("oversight:end_rollout", args=[rollout.pk]),
        "is_complete": done == 100,
    }


def ended_words(rollout: Rollout) -> str:
    if not rollout.ended_at:
        return ""
    why = f"，原因：{rollout.ended_reason}" if rollout.ended_reason else ""
    return f"{dates.plain(timezone.localdate(rollout.ended_at))}由{rollout.ended_by or '系统'}结束{why}"


def stage_row(stage: Stage, on: date, *, is_ended: bool) -> dict:
    return {
        "pk": stage.pk,
        "name": stage.name,
        "days": f"{dates.plain(stage.from_on)}至{dates.plain(stage.until_on)}",
        "from_on": stage.from_on.isoformat(),
        "until_on": stage.until_on.isoformat(),
        "count": f"{stage.done}/{stage.total}",
        "source": f"{stage.article}：{stage.sentence}",
        "redate_url": reverse("oversight:redate_stage", args=[stage.pk]),
        "tasks": [task_row(task) for task in sorted(stage.tasks.all(), key=lambda task: task.position)],
        **standing(stage, on, is_ended=is_ended),
    }


def task_row(task) -> dict:
    done = f"{task.done_by} {dates.plain(timezone.localdate(task.done_at))}登记完成" if task.done_at else ""
    return {
        "pk": task.pk,
        "name": task.name,
        "source": f"{task.article}：{task.sentence}",
        "is_done": bool(task.done_at),
        "done": done,
        "note": task.note,
        "url": reverse("oversight:tick_task", args=[task.pk]),
    }


# --- all in view ---


def overview_rows(place: Place, on: date) -> dict:
    """Worst first: most late stages, then the least done. A fixed number of statements."""
    organizations = list(place.organizations())
    latest = latest_of(organizations)
    stages = stages_of(latest.values())
    rows = [plan_row(latest[row.pk], row, stages[latest[row.pk].pk], on) for row in organizations if row.pk in latest]
    rows.sort(key=lambda row: (-row["late_count"], row["percent"], row["path"]))
    waiting = [row for row in organizations if row.pk not in latest]
    schemes = schemes_of(waiting, on)
    unstarted = [unstarted_row(row) for row in waiting if (schemes[row.pk] or {}).get("rollout")]
    every = [*unstarted, *rows]
    return {
        "rows": every[:MOST_ROWS],
        "is_cut": len(every) > MOST_ROWS,
        "most_rows": MOST_ROWS,
        "sentence": f"{len(rows)}个党组织有推进计划，{sum(row['late_count'] > 0 for row in rows)}个有逾期的阶段；"
        f"{len(unstarted)}个按方案应当有、还没有开始。",
    }


def latest_of(organizations) -> dict[int, Rollout]:
    """Organisation id → its newest plan."""
    rows = Rollout.objects.filter(organization__in=organizations).order_by("pk")
    return {row.organization_id: row for row in rows}


def stages_of(rollouts) -> dict[int, list[Stage]]:
    keys = [rollout.pk for rollout in rollouts]
    found: dict[int, list[Stage]] = {key: [] for key in keys}
    for stage in counted(Stage.objects.filter(rollout__in=keys)).order_by("rollout", "position"):
        found[stage.rollout_id].append(stage)
    return found


def plan_row(rollout: Rollout, organization, stages: list[Stage], on: date) -> dict:
    is_ended = bool(rollout.ended_at)
    shown = [
        {"label": stage.name, "count": f"{stage.done}/{stage.total}", **standing(stage, on, is_ended=is_ended)}
        for stage in stages
    ]
    return {
        "label": str(organization),
        "path": organization.path,
        "url": address(organization.code),
        "percent": percent(stages),
        "late_count": sum(stage["state"] == "late" for stage in shown),
        "stages": shown,
    }


def unstarted_row(organization) -> dict:
    return {
        "label": str(organization),
        "path": organization.path,
        "url": address(organization.code),
        "percent": 0,
        "late_count": 0,
        "stages": [],
    }


def may_change(place: Place) -> bool:
    return place.organization is not None and may_lead(place.access, place.organization)
