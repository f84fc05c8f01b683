"""The clock of a rehearsal. Pages read ``timezone.now()``; everything below them is told the moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time

from django.utils import timezone

MORNING, NOTICES, STEPS, NIGHT = time(0, 5), time(9), time(10), time(23)


def moment(on: date, at: time) -> datetime:
    return timezone.make_aware(datetime.combine(on, at))


class Clock:
    """``now`` is set; it never runs by itself."""

    def __init__(self) -> None:
        self.now: datetime = timezone.now()

    def set(self, on: date, at: time) -> datetime:
        self.now = moment(on, at)
        return self.now

    @contextmanager
    def held(self) -> Iterator[None]:
        """Whoever asks for the time in this process is told this one. ``localdate`` asks ``now`` too."""
        real = timezone.now
        timezone.now = lambda: self.now
        try:
            yield
        finally:
            timezone.now = real
