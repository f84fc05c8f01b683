from celery import shared_task
from django.utils import timezone

from catalog.public.open_data import dump


@shared_task
def make_open_data() -> None:
    """Each night, and whenever what was made says too much."""
    now = timezone.now()
    if dump.current(timezone.localdate(now)) is None:
        dump.make(now=now)
