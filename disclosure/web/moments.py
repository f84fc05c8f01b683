"""Moments as local days and hours. The clock is not read here."""

from datetime import date, datetime
from typing import overload

from django.utils import timezone

from disclosure.web.day_words import plain


@overload
def local_day(at: datetime) -> date: ...
@overload
def local_day(at: None) -> None: ...
def local_day(at: datetime | None) -> date | None:
    """``timezone.localdate`` would give today for None."""
    return timezone.localdate(at) if at else None


def moment(at: datetime) -> str:
    """2026年10月9日 14:30."""
    local = timezone.localtime(at)
    return f"{plain(local.date())} {local:%H:%M}"
