"""How long it is kept who wrote."""

from datetime import datetime, timedelta

from django.conf import settings

DAYS_OF_A_YEAR = 365.25


def senders_kept_since(now: datetime) -> datetime:
    """Of what ended before, nobody needs to know it any more."""
    return now - timedelta(days=DAYS_OF_A_YEAR * settings.SENDERS_KEPT_YEARS)
