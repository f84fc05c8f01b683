"""Celery's wake-up: whether there is something to do, the folder tells."""

import logging

from celery import shared_task
from django.utils import timezone

from disclosure.backup import keeping
from disclosure.backup.telling import tell_failure

logger = logging.getLogger(__name__)


# All the files of a large portal take longer than other tasks may.
@shared_task(soft_time_limit=6 * 3600, time_limit=6 * 3600 + 60)
def back_up() -> None:
    now = timezone.now()
    if not keeping.is_due(now):
        return
    try:
        made = keeping.make_backup(now)
    except Exception as error:
        logger.exception("The day's backup failed")
        tell_failure(f"{type(error).__name__}：{error}", now=now)
    else:
        if made and made.faults:
            tell_failure("\n".join(made.faults), now=now)
