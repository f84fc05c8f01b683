"""The rollout plan: begun from the scheme's stages, ticked task by task, redated, ended. Every act is on record (PL-12)."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any, TypeVar

from django.core.exceptions import ValidationError

from catalog.schemes.rules import Row, SchemeRules, find_scheme
from disclosure.audit.words import register
from disclosure.deadlines import dates
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.roles import MANAGE_CATALOGUE, PUBLISH
from disclosure.oversight.models import Rollout, Stage, Task
from disclosure.workflow.kit import Act, Condition, Holds, Workflow, lock_organization, when

register(
    "rollout",
    {
        "started": "开始推进计划",
        "task_done": "登记推进任务完成",
        "task_reopened": "推进任务改回没有完成",
        "stage_redated": "修改推进阶段的日期",
        "ended": "结束推进计划",
    },
)

LEADING = (MANAGE_CATALOGUE, PUBLISH)
Span = tuple[date, date]
Part = TypeVar("Part", Stage, Task)


def table(model: Any, rollout_of: Callable[[Any], Rollout], *reads: str) -> Workflow:
    """Of a plan, its stages and its tasks: whoever changes one waits for who changes another."""
    return Workflow(
        model,
        code="rollout",
        reads=reads,
        lock=lambda row: lock_organization(rollout_of(row).organization_id),
        organization_of=lambda row: rollout_of(row).organization,
    )


def going_on(rollout_of: Callable[[Any], Rollout]) -> Condition:
    return when(lambda context: not rollout_of(context.subject).ended_at, not_now="这份推进计划已经结束，不能再改。")


rollouts = table(Rollout, lambda rollout: rollout, "organization")
stages = table(Stage, lambda stage: stage.rollout, "rollout__organization")
tasks = table(Task, lambda task: task.stage.rollout, "stage__rollout__organization", "done_by")
LEADERS, LEADERS_OF_TASK = Holds(*LEADING), Holds(*LEADING, at="stage__rollout__organization")
OF_TASK = going_on(lambda task: task.stage.rollout)


def planned_stages(organization: Organization, on: date) -> tuple[SchemeRules | None, list[Row]]:
    """The stages of the scheme the organisation works by; none where the document sets no steps."""
    rules = find_scheme(organization, on)
    return rules, (rules.data.get("rollout") or {}).get("stages", []) if rules else []


def proposed_dates(stages: Sequence[Row], start_on: date) -> list[Span]:
    """The document's dates, moved so that the first stage begins on the day; each stage keeps its length."""
    if not stages:
        return []
    shift = start_on - day_of(stages[0]["from_on"])
    return [(day_of(row["from_on"]) + shift, day_of(row["until_on"]) + shift) for row in stages]


def day_of(value: str | date) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


@rollouts.start("start", "开始", who=LEADERS)
def start_rollout(act: Act, *, spans: Sequence[Span]) -> None:
    """Begin the plan with the organisation's own dates, one (from, until) a stage of its scheme."""
    organization = act.subject
    rules, planned = planned_stages(organization, act.on)
    if rules is None or not planned:
        raise ValidationError("本组织的实施方案没有写明分阶段的步骤，不能从方案开始。")
    if len(spans) != len(planned):
        raise ValidationError("每个阶段都要有起止日期。")
    if organization.rollouts.filter(ended_at__isnull=True).exists():
        raise ValidationError("本组织已有进行中的推进计划，不用再开始一次。")
    check_spans(spans)
    plan = rules.data["rollout"]
    rollout = Rollout(
        organization=organization,
        title=plan["title"],
        source=f"《{rules.scheme.title}》{plan['article']}",
        started_by=act.by,
        started_at=act.now,
    )
    act.create(rollout)
    fill(rollout, planned, spans)
    act.record("started", stages=[list(map(str, span)) for span in spans])


def fill(rollout: Rollout, stages: Sequence[Row], spans: Sequence[Span]) -> None:
    for place, (row, (from_on, until_on)) in enumerate(zip(stages, spans, strict=True), 1):
        stage = from_scheme(Stage, row, place, rollout=rollout, from_on=from_on, until_on=until_on)
        stage.save()
        Task.objects.bulk_create(from_scheme(Task, task, at, stage=stage) for at, task in enumerate(row["tasks"], 1))


def from_scheme(model: type[Part], row: Row, position: int, **values) -> Part:
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


@tasks.action("tick", "登记完成", at=OF_TASK, who=LEADERS_OF_TASK)
def tick(act: Act, *, note_text: str = "") -> None:
    """The task is done: who says so, and when."""
    task = act.subject
    if task.done_at:
        on = dates.plain(dates.local_day(task.done_at))
        raise ValidationError(f"“{task.name}”{on}已由{task.done_by}登记完成，不用再登记。")
    task.done_by, task.done_at, task.note = act.by, act.now, note_text.strip()[:300]
    act.record("task_done", note=task.note)


@tasks.action("untick", "改回没有完成", at=OF_TASK, who=LEADERS_OF_TASK)
def untick(act: Act) -> None:
    """It was ticked by mistake; the record keeps both."""
    task = act.subject
    if not task.done_at:
        raise ValidationError(f"“{task.name}”还没有登记完成。")
    was = {"done_by": str(task.done_by), "done_at": task.done_at.isoformat(), "note": task.note}
    task.done_by, task.done_at, task.note = None, None, ""
    act.record("task_reopened", **was)


@stages.action(
    "redate", "改日期", at=going_on(lambda stage: stage.rollout), who=Holds(*LEADING, at="rollout__organization"),
    is_button=False,
)  # fmt: skip
def redate(act: Act, *, from_on: date, until_on: date) -> None:
    stage = act.subject
    old, new = [str(stage.from_on), str(stage.until_on)], [str(from_on), str(until_on)]
    rows = stage.rollout.stages.order_by("position")
    check_spans([(from_on, until_on) if row.pk == stage.pk else (row.from_on, row.until_on) for row in rows])
    if old == new:
        raise ValidationError("日期没有改动。")
    stage.from_on, stage.until_on = from_on, until_on
    act.record("stage_redated", dates=[old, new])


@rollouts.action("end", "结束", at=going_on(lambda rollout: rollout), who=LEADERS)
def end_rollout(act: Act, *, reason: str = "") -> None:
    """After it another may begin. While tasks are open the end says why."""
    rollout, why = act.subject, reason.strip()[:300]
    left = Task.objects.filter(stage__rollout=rollout, done_at__isnull=True).count()
    if left and not why:
        raise ValidationError(f"还有{left}项没有完成，提前结束请写明原因。")
    rollout.ended_by, rollout.ended_at, rollout.ended_reason = act.by, act.now, why
    act.record("ended", left=left, reason=why)


def week_from(on: date) -> date:
    """The Monday after."""
    return on + timedelta(days=7 - on.weekday())
