from celery import shared_task
from django.utils import timezone

from feedback.cases.notifications import outgoing


@shared_task
def send_messages() -> None:
    outgoing.send_waiting(now=timezone.now())
