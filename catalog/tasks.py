from celery import shared_task
from django.utils import timezone

from catalog.public.open_data import dump
from catalog.public.webhooks import sending


@shared_task
def send_webhooks() -> None:
    now = timezone.now()
    sending.send_waiting(now=now)
    sending.forget(now=now)


@shared_task
def make_open_data() -> None:
    """Each night, and whenever what was made says too much."""
    now = timezone.now()
    if dump.current(timezone.localdate(now)) is None:
        dump.make(now=now)
