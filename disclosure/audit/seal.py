"""The daily seals: each hashes the events since the seal before it together with that seal.

A seal covers a run of event numbers: an event written late falls into the next seal, and every event into exactly one.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256

from django.db import connection, transaction
from django.db.models import Max
from django.db.models.functions import TruncDate
from django.utils import timezone

from disclosure.audit import guard
from disclosure.audit.models import Event, Seal

# Numbers are given before commit: a transaction open at midnight may still bring a number of the day before.
GRACE = timedelta(hours=1)
SEALED_FIELDS = [field.attname for field in Event._meta.concrete_fields]


@dataclass(frozen=True)
class Problem:
    """``on`` is the day of the seal that does not hold; None concerns the whole."""

    on: date | None
    message: str


def seal_day(on: date, *, now: datetime) -> list[Seal]:
    """Seal every unsealed day up to and including ``on`` that has events, and return the new seals.

    Running it again changes nothing. A day is sealed no sooner than an hour after its end.
    """
    until = min(on, last_day_over(now))
    with transaction.atomic():
        last = lock_last_seal()
        seals = []
        for day, last_event_id in unsealed_days(last, until):
            count, digest = hash_events(day, last, last_event_id)
            last = Seal.objects.create(on=day, last_event_id=last_event_id, event_count=count, digest=digest)
            seals.append(last)
        return seals


def last_day_over(now: datetime) -> date:
    return timezone.localtime(now - GRACE).date() - timedelta(days=1)


def lock_last_seal() -> Seal | None:
    Seal.objects.select_for_update().order_by("-on").first()
    # Read again: whoever held the lock may have written newer seals.
    return Seal.objects.order_by("-on").first()


def unsealed_days(last: Seal | None, until: date) -> list[tuple[date, int]]:
    """Days to seal, oldest first, each with the number of the last event its seal covers."""
    sealed_until = last.last_event_id if last else 0
    end = datetime.combine(until + timedelta(days=1), time.min, timezone.get_current_timezone())
    days = (
        Event.objects.filter(id__gt=sealed_until, at__lt=end)
        .annotate(day=TruncDate("at"))
        .values_list("day")
        .annotate(last_id=Max("id"))
        .order_by("day")
    )
    highest: dict[date, int] = {}
    for day, last_id in days:
        if last and day <= last.on:
            day = last.on + timedelta(days=1)
        if day <= until and last_id > sealed_until:
            highest[day] = sealed_until = last_id
    return sorted(highest.items())


def hash_events(day: date, previous: Seal | None, last_event_id: int) -> tuple[int, str]:
    """How many events the seal covers, and SHA-256 over the previous digest, the day and each event's line."""
    after = previous.last_event_id if previous else 0
    hashed = sha256(f"{previous.digest if previous else ''}\n{day.isoformat()}\n".encode())
    count = 0
    for line in canonical_lines(after, last_event_id):
        hashed.update(line)
        count += 1
    return count, hashed.hexdigest()


def canonical_lines(after: int, until: int) -> Iterator[bytes]:
    events = Event.objects.filter(id__gt=after, id__lte=until).order_by("id").values(*SEALED_FIELDS)
    for event in events.iterator(chunk_size=2000):
        event["at"] = event["at"].astimezone(UTC).isoformat(timespec="microseconds")
        yield json.dumps(event, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def verify() -> list[Problem]:
    """Compute every seal anew. Each is held against the stored one before it, so a fault names its own day."""
    problems = [Problem(None, f"数据库的防改触发器缺失：{name}") for name in guard.missing(connection)]
    previous = None
    for seal in Seal.objects.order_by("on"):
        count, digest = hash_events(seal.on, previous, seal.last_event_id)
        if count != seal.event_count:
            problems.append(Problem(seal.on, f"应有{seal.event_count}条，现有{count}条"))
        elif digest != seal.digest:
            problems.append(Problem(seal.on, "内容与封存时不一致"))
        previous = seal
    return problems
