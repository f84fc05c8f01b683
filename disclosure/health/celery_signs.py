"""The scheduler leaves a sign with each task that it hands out, the worker with each that it takes up and ends: that a
process is there says nothing, it may be idle for good."""

import logging
from datetime import timedelta

from celery.signals import beat_embedded_init, beat_init, before_task_publish, task_postrun, task_prerun, worker_ready
from django.conf import settings
from django.db import DatabaseError, connections
from django.utils import timezone

from disclosure.health.models import Sign

logger = logging.getLogger(__name__)
BEAT, WORKER, SWEEP = "beat", "worker", "sweep"
# Of a task that comes each minute three may be missed.
SILENCE = timedelta(seconds=3 * 60 + 30)
SWEPT = timedelta(hours=3)


def leave(name: str, good_for: timedelta) -> None:
    """A sign that cannot be left stops nobody's work."""
    try:
        Sign.objects.leave(name, now=timezone.now(), good_for=good_for)
    except DatabaseError:
        logger.warning("No sign of %s could be left", name)


@beat_init.connect
@beat_embedded_init.connect
def scheduler_starts(**kwargs) -> None:
    """In the scheduler's own process alone."""
    before_task_publish.connect(handed_out)
    handed_out()
    try:
        Sign.objects.expect(SWEEP, now=timezone.now(), within=SWEPT)
    except DatabaseError:
        logger.warning("Nobody can say when the first sweep is due")


def handed_out(**kwargs) -> None:
    leave(BEAT, SILENCE)
    # Between two signs a minute apart the server may have been started anew.
    connections.close_all()


@worker_ready.connect
def worker_starts(**kwargs) -> None:
    """It is awaited as long as one that has just ended a task. Its children open connections of their own."""
    leave(WORKER, SILENCE)
    connections.close_all()


@task_prerun.connect
def taken_up(task=None, **kwargs) -> None:
    """What it takes up now may hold it as long as it may take."""
    limit = getattr(task, "time_limit", None) or settings.CELERY_TASK_TIME_LIMIT
    leave(WORKER, timedelta(seconds=limit) + SILENCE)


@task_postrun.connect
def ended(**kwargs) -> None:
    leave(WORKER, SILENCE)
