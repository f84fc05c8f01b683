"""The quiet hours, by local time (``QUIET_HOURS``): no mail and no text message leaves."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone


def is_quiet(now: datetime) -> bool:
    """Whether ``now`` lies in the quiet hours; ``22-8`` is from ten in the evening until eight in the morning."""
    if not settings.QUIET_HOURS:
        return False
    first, last = settings.QUIET_HOURS
    hour = timezone.localtime(now).hour
    return first <= hour < last if first < last else hour >= first or hour < last


def after_quiet(now: datetime) -> datetime:
    """``now``, or the end of the quiet hours in which it lies."""
    if not is_quiet(now):
        return now
    local = timezone.localtime(now)
    end = local.replace(hour=settings.QUIET_HOURS[1], minute=0, second=0, microsecond=0)
    return end if end > local else end + timedelta(days=1)
