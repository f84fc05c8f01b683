"""How often one address tries something: counted an hour at a time, in the database, so every process sees the same.

The address is kept as a keyed digest for the hour it counts, never as it is.
"""

import hmac
import ipaddress
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F, Sum
from django.utils import timezone

from feedback.intake.models import Attempt

CODE, CASE, SECOND, COMMENT, START, SUM = "code", "case", "second", "comment", "start", "sum"
HOUR = timedelta(hours=1)
# What one address may do within an hour and the hour before it.
MOST = {CODE: 20, CASE: 20, SECOND: 60, COMMENT: 30, START: 30, SUM: 6}
# Whoever has one address of version 6 has all of its network.
NETWORK = 64


def source(address: str, what: str) -> str:
    """The digest under which an address is counted."""
    return hmac.new(settings.SECRET_KEY.encode(), f"{what}:{network_of(address)}".encode(), "sha256").hexdigest()


def network_of(address: str) -> str:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if found.version == 4:
        return str(found)
    return str(found.ipv4_mapped or ipaddress.ip_network((found, NETWORK), strict=False))


def count(address: str, what: str, *, now: datetime) -> None:
    """One more try; safe beside other processes."""
    row, _new = Attempt.objects.get_or_create(key=source(address, what), what=what, window=hour_of(now))
    Attempt.objects.filter(pk=row.pk).update(count=F("count") + 1)


def is_locked(address: str, what: str, *, now: datetime) -> bool:
    """Whether the address has tried as often as it may."""
    windows = (hour_of(now) - HOUR, hour_of(now))
    rows = Attempt.objects.filter(key=source(address, what), what=what, window__in=windows)
    return (rows.aggregate(found=Sum("count"))["found"] or 0) >= MOST[what]


def hour_of(now: datetime) -> datetime:
    return timezone.localtime(now).replace(minute=0, second=0, microsecond=0)


def forget(*, now: datetime) -> int:
    """Rows that count no more; a job of the nightly sweep."""
    return Attempt.objects.filter(window__lt=hour_of(now) - HOUR).delete()[0]
