"""What the nightly sweep forgets of those who wrote, and of the letters that were set for them."""

from datetime import datetime

from disclosure.files.bounded import made
from disclosure.web.moments import local_day
from feedback.intake import line, lockers, rate_limit


def forget(*, now: datetime) -> int:
    return rate_limit.forget(now=now) + line.forget(now=now) + lockers.forget(on=local_day(now)) + made.forget(now=now)
