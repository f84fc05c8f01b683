"""The rollout plan in words: one organisation's stages and tasks, and how far all in view have come (PL-12)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q, QuerySet

from disclosure.organizations.models.directory import Organization
from disclosure.oversight.models import Rollout, Stage, Task
from disclosure.oversight.readiness.schemes import schemes_of
from disclosure.oversight.rollout.actions import LEADERS
from disclosure.oversight.watching import Place
from disclosure.web.components import Badge

MOST_ROWS = 1000


def counted(stages: QuerySet[Stage]) -> QuerySet:
    return stages.annotate(total=Count("tasks"), done=Count("tasks", filter=Q(tasks__done_at__isnull=False)))


@dataclass(frozen=True)
class StageRow:
    """A stage with its counts, and how far it has come."""

    stage: Stage
    badge: Badge

    @property
    def tasks(self) -> list[Task]:
        return sorted(self.stage.tasks.all(), key=lambda task: task.position)


@dataclass(frozen=True)
class Progress:
    """The plan of an organisation by its stages; one that has not begun has none."""

    organization: Organization
    rollout: Rollout | None = None
    stages: list[StageRow] = field(default_factory=list)

    @property
    def percent(self) -> int:
        """Tasks done of all tasks, rounded down."""
        total = sum(row.stage.total for row in self.stages)
        return sum(row.stage.done for row in self.stages) * 100 // total if total else 0

    @property
    def late(self) -> list[Stage]:
        return [row.stage for row in self.stages if row.badge.state == "late"]


@dataclass(frozen=True)
class Overview:
    """All in view: what should have begun, then the worst first."""

    every: list[Progress]
    most_rows = MOST_ROWS

    @property
    def rows(self) -> list[Progress]:
        return self.every[:MOST_ROWS]

    @property
    def is_cut(self) -> bool:
        return len(self.every) > MOST_ROWS

    @property
    def sentence(self) -> str:
        begun = sum(row.rollout is not None for row in self.every)
        late = sum(bool(row.late) for row in self.every)
        return f"{begun}个党组织有推进计划，{late}个有逾期的阶段；{len(self.every) - begun}个按方案应当有、还没有开始。"


def progress_of(organization: Organization, rollout: Rollout, stages: Iterable[Stage], on: date) -> Progress:
    is_ended = bool(rollout.ended_at)
    return Progress(
        organization, rollout, [StageRow(stage, badge_of(stage, on, is_ended=is_ended)) for stage in stages]
    )


def badge_of(stage: Stage, on: date, *, is_ended: bool) -> Badge:
    """Of a stage with its counts: done, late, under way or not yet begun; of an ended plan what was not done is over."""
    if stage.done == stage.total:
        return Badge("done", "完成")
    if is_ended:
        return Badge("excused", "已结束")
    if stage.is_over(on):
        return Badge("late", f"逾期 {(on - stage.until_on).days} 天")
    return Badge("soon", "进行中") if stage.from_on <= on else Badge("provisional", "还没开始")


def plan_of(organization: Organization, on: date) -> Progress | None:
    """The newest plan of one organisation, with its tasks."""
    rollout = organization.rollouts.select_related("started_by", "ended_by").order_by("-pk").first()
    if rollout is None:
        return None
    stages = counted(rollout.stages.prefetch_related("tasks__done_by").order_by("position"))
    return progress_of(organization, rollout, stages, on)


def overview(place: Place, on: date) -> Overview:
    """Most late stages first, then the least done. A fixed number of statements."""
    organizations, stages = list(place.organizations()), defaultdict(list)
    plans = Rollout.objects.filter(organization__in=organizations).order_by("pk")
    newest = {rollout.organization_id: rollout for rollout in plans}
    for stage in counted(Stage.objects.filter(rollout__in=list(newest.values()))).order_by("rollout", "position"):
        stages[stage.rollout_id].append(stage)
    begun = [
        progress_of(row, newest[row.pk], stages[newest[row.pk].pk], on) for row in organizations if row.pk in newest
    ]
    begun.sort(key=lambda row: (-len(row.late), row.percent, row.organization.path))
    waiting = [row for row in organizations if row.pk not in newest]
    schemes = schemes_of(waiting, on)
    return Overview([*(Progress(row) for row in waiting if (schemes[row.pk] or {}).get("rollout")), *begun])


def may_change(place: Place) -> bool:
    return place.organization is not None and LEADERS.allows_in(place.organization, place.access)
