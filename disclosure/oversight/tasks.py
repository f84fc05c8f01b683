"""Celery's wake-ups; the database decides what there is to do."""

from celery import shared_task
from django.utils import timezone

from disclosure.oversight.sweeping import run_sweep
from disclosure.oversight.trials import playing


@shared_task
def sweep():
    run_sweep(on=timezone.localdate(), now=timezone.now())


# Its process is ended after ten minutes; what is left is for the preparation and the end.
@shared_task(soft_time_limit=840, time_limit=900)
def play_trial(pk: int):
    playing.play_trial(pk)
