"""What time alone does to cases and to who wrote: jobs of the sweep."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from feedback.cases.actions.closing import close_answered
from feedback.cases.actions.shredding import shred_senders
from feedback.cases.actions.waiting.rules import announce_waits, end_waits
from feedback.consultations.actions.shredding import shred_commenters


def case_jobs(on: date, now: datetime) -> Mapping[str, Callable[[], object]]:
    """Name → job, in the order in which they stand on each other."""
    return {
        "waits": lambda: end_waits(on=on, now=now),
        "wait_announcements": lambda: announce_waits(on=on, now=now),
        "answered": lambda: close_answered(on=on, now=now),
        "senders": lambda: shred_senders(now=now) + shred_commenters(now=now),
    }
