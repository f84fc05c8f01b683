"""Opening a case by its query code: tries are counted by address, and a case once opened stays open for a while."""

from datetime import datetime, timedelta

from feedback.cases.codes import case_for
from feedback.cases.models.cases import Case
from feedback.cases.public.browser import browser_of
from feedback.intake.rate_limit import CODE, count, is_locked

KEY = "opened"
OPEN_FOR = timedelta(hours=1)
# Nobody opens more at once; the oldest make room.
MOST = 20
LONGEST = 100


class LockedOut(Exception):
    """Raised when an address has tried too many wrong codes, whether or not the code at hand is right."""


def try_code(code: str, address: str, *, now: datetime) -> Case | None:
    """The case of a query code. A wrong one counts; a right one neither counts nor lets earlier ones be forgotten."""
    if is_locked(address, CODE, now=now):
        raise LockedOut
    case = case_for(code[:LONGEST])
    if case is None:
        count(address, CODE, now=now)
    return case


def open_case(request, key: int, *, now: datetime) -> None:
    """Keep the case open in this browser until an hour from now, under a new secret: whoever planted the old one opens nothing
    by it."""
    browser_of(request).renew()
    kept = [(pk, until) for pk, until in opened(request, now=now).items() if pk != key]
    kept = [*kept[-MOST + 1 :], (key, now + OPEN_FOR)]
    browser_of(request)[KEY] = {str(pk): until.isoformat() for pk, until in kept}


def shut_case(request, key: int) -> None:
    """The reader has done: on a computer that others use too."""
    kept = browser_of(request).get(KEY) or {}
    browser_of(request)[KEY] = {pk: until for pk, until in kept.items() if pk != str(key)}


def opened(request, *, now: datetime) -> dict[int, datetime]:
    """Case → until when it stays open here."""
    kept = browser_of(request).get(KEY) or {}
    times = {int(pk): datetime.fromisoformat(until) for pk, until in kept.items()}
    return {pk: until for pk, until in times.items() if until > now}
