from celery import shared_task
from django.utils import timezone

from catalog.public.open_data import dump
from catalog.public.webhooks import sending
from disclosure.deadlines.dates import local_day


@shared_task
def send_webhooks() -> None:
    now = timezone.now()
    sending.send_waiting(now=now)
    sending.forget(now=now)


@shared_task
def make_open_data() -> None:
    """Each night, and whenever what was made says too much."""
    now = timezone.now()
    if dump.current(local_day(now)) is None:
        dump.make(now=now)
