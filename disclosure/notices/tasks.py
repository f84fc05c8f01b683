from celery import shared_task
from django.utils import timezone

from disclosure.notices import digest


@shared_task
def mail_digests() -> None:
    now = timezone.now()
    if digest.is_mailing_time(now):
        digest.mail_digests(now=now)
