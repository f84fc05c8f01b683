"""A year of the scheme in the making is asked for; the worker plays it once there is one."""

from catalog.own_schemes.models import SchemeDraft
from disclosure.oversight.demo.scene import Scene
from disclosure.oversight.trials.actions import begin_trial
from disclosure.oversight.trials.models import Trial


def fill_trials(scene: Scene) -> None:
    """Without a broker the demonstration is there all the same."""
    draft = SchemeDraft.objects.filter(organization=scene.organization).order_by("pk").first()
    if draft is None or Trial.objects.filter(organization=scene.organization).exists():
        return
    begin_trial(scene.organization, draft=draft, by=scene.cast["clerk"], now=scene.now)
