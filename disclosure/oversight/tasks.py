"""Celery's wake-ups; the database decides what there is to do."""

from celery import shared_task
from django.utils import timezone

from disclosure.oversight.sweeping import run_sweep


@shared_task
def sweep():
    run_sweep(on=timezone.localdate(), now=timezone.now())
