"""The rollout plan of the demonstration: the first stages done, one late (PL-12)."""

from datetime import timedelta

from django.utils import timezone

from disclosure.oversight.demo.scene import Scene
from disclosure.oversight.models import Task
from disclosure.oversight.rollout.actions import planned_stages, proposed_dates, start_rollout, tick


def fill_rollout(scene: Scene) -> None:
    if scene.organization.rollouts.exists():
        return
    for row in scene.story("rollout"):
        secretary, at = scene.cast["secretary"], scene.at(row["days_ago"], 9, 30)
        on = timezone.localdate(at)
        _rules, stages = planned_stages(scene.organization, on)
        spans = proposed_dates(stages, on + timedelta(days=1))
        plan = start_rollout(organization=scene.organization, spans=spans, by=secretary, now=at)
        tasks = Task.objects.filter(stage__rollout=plan).order_by("stage__position", "position")
        for task, done in zip(tasks, row["done"], strict=False):
            if done:
                tick(task, note_text=done["note"], by=secretary, now=scene.at(done["days_ago"], 16, 10))
