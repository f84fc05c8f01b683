"""What an organisation of the demonstration owes and plans: its duties before the nightly sweep took over, and the rollout plan
with its first stages done and one late (PL-12)."""

from datetime import timedelta

from catalog.obligations.duties.grounds import Grounds
from catalog.obligations.duties.models import Duty
from catalog.obligations.duties.opening import FINDS, open_batch
from disclosure.deadlines.dates import local_day
from disclosure.oversight.demo.scene import Scene
from disclosure.oversight.models import Task
from disclosure.oversight.rollout.actions import planned_stages, proposed_dates, start_rollout, tick

# Long enough for a monthly disclosure day to have passed, so that something is late and something was met.
AT_LEAST = timedelta(days=20)


def open_earlier(scene: Scene) -> None:
    """What the organisation owed on its first day in the portal; the nightly sweep adds what came since."""
    if not scene.unit.has_scheme or Duty.objects.filter(organization=scene.organization).exists():
        return
    first = (scene.today - AT_LEAST).replace(day=1)
    grounds = Grounds(scene.calendar, first)
    for find in FINDS:
        open_batch([scene.organization], find, grounds, now=scene.now - (scene.today - first))


def fill_rollout(scene: Scene) -> None:
    if scene.organization.rollouts.exists():
        return
    for row in scene.story("rollout"):
        secretary, at = scene.cast["secretary"], scene.at(row["days_ago"], 9, 30)
        on = local_day(at)
        _rules, stages = planned_stages(scene.organization, on)
        spans = proposed_dates(stages, on + timedelta(days=1))
        plan = start_rollout(organization=scene.organization, spans=spans, by=secretary, now=at)
        tasks = Task.objects.filter(stage__rollout=plan).order_by("stage__position", "position")
        for task, done in zip(tasks, row["done"], strict=False):
            if done:
                tick(task, note_text=done["note"], by=secretary, now=scene.at(done["days_ago"], 16, 10))
