from celery import shared_task
from django.utils import timezone

from feedback.cases.notifications import outgoing
from feedback.cases.public.asking import waiting


@shared_task
def send_messages() -> None:
    outgoing.send_waiting(now=timezone.now())


@shared_task
def look_through_letters() -> None:
    waiting.look_through_waiting()
