"""Celery's wake-ups; the database decides what there is to do."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from celery import shared_task
from django.utils import timezone

from disclosure.health.celery_signs import SWEEP, SWEPT
from disclosure.health.models import Sign
from disclosure.oversight.sweeping import run_sweep
from disclosure.oversight.trials import playing
from disclosure.web.moments import local_day


@shared_task
def sweep():
    sweep_now(timezone.now())


# Its process is ended after ten minutes; what is left is for the preparation and the end.
@shared_task(soft_time_limit=840, time_limit=900)
def play_trial(pk: int):
    playing.play_trial(pk)


def sweep_now(now: datetime) -> Mapping[str, object]:
    """As of today, leaving a sign of each job that came to its end."""
    outcome = run_sweep(on=local_day(now), now=now)
    done = [f"{SWEEP}.{name}" for name, result in outcome.items() if result != "failed"]
    failed = [f"{SWEEP}.{name}" for name in outcome if f"{SWEEP}.{name}" not in done]
    Sign.objects.leave(SWEEP, *done, now=now, good_for=SWEPT)
    # One that never came to its end has no sign that could grow old.
    Sign.objects.expect(*failed, now=now, within=timedelta())
    return outcome
