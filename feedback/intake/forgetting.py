"""What the nightly sweep forgets of those who wrote."""

from datetime import datetime

from feedback.intake import line, rate_limit


def forget(*, now: datetime) -> int:
    return rate_limit.forget(now=now) + line.forget(now=now)
