"""Notifying people: one row per key and recipient."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from disclosure.notices.models import Notice
from disclosure.organizations.models.people import User

CHUNK = 500


def notify(
    recipients: Iterable[User | int], *, key: str, title: str, body: str = "", url: str = "", now: datetime
) -> int:
    """Put one notice into each recipient's inbox, in the caller's transaction; return how many are new.

    ``key`` names the subject: whoever has a notice of it gets no other. ``url`` is a path of the portal.
    """
    text = {"key": key, "title": title[:200], "body": body, "url": url, "created_at": now}
    people = {getattr(recipient, "pk", recipient) for recipient in recipients}
    return sum(notify_chunk(chunk, text) for chunk in chunks(sorted(people)))


def notify_chunk(people: list[int], text: dict) -> int:
    # The database skips what is there already but does not say how many it wrote: who has one already is left out.
    notified = set(Notice.objects.notified(text["key"], people).values_list("recipient_id", flat=True))
    new = [Notice(recipient_id=person, **text) for person in people if person not in notified]
    Notice.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def chunks(people: list[int]) -> Iterator[list[int]]:
    return (people[start : start + CHUNK] for start in range(0, len(people), CHUNK))


@dataclass(frozen=True)
class Message:
    """One notice to be for one person; see ``notify``."""

    recipient_id: int
    key: str
    title: str
    body: str = ""
    url: str = ""


def notify_all(messages: Iterable[Message], *, now: datetime) -> None:
    """Different notices to different people in one insert a chunk; whoever has a notice of a key gets no other."""
    rows = [Notice(created_at=now, **{**vars(message), "title": message.title[:200]}) for message in messages]
    Notice.objects.bulk_create(rows, batch_size=CHUNK, ignore_conflicts=True)
