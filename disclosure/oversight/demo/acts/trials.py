"""A year of the scheme in the making is asked for; the worker plays it once there is one."""

from celery import current_app
from django.db import transaction

from catalog.own_schemes.models import SchemeDraft
from disclosure.oversight.demo.scene import Scene
from disclosure.oversight.trials.actions import begin_trial
from disclosure.oversight.trials.models import Trial

PLAY = "disclosure.oversight.tasks.play_trial"


def fill_trials(scene: Scene) -> None:
    draft = SchemeDraft.objects.filter(organization=scene.organization).order_by("pk").first()
    if draft is None or Trial.objects.filter(organization=scene.organization).exists():
        return
    trial = begin_trial(scene.organization, draft=draft, by=scene.cast["clerk"], now=scene.now)
    send_when_committed(trial.pk)


def send_when_committed(pk: int) -> None:
    """Without a broker the demonstration is there all the same, and the log says why the trial waits."""

    def send() -> None:
        current_app.send_task(PLAY, [pk])

    transaction.on_commit(send, robust=True)
