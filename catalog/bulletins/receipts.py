"""Who has confirmed a notice as read and who has not yet (LK-22)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from catalog.bulletins.models import Bulletin
from catalog.bulletins.readers import readers_of
from disclosure.organizations.models.people import User


@dataclass(frozen=True)
class Status:
    """``waiting``: how many of those it is for have not confirmed; who left since is among the confirmed still."""

    confirmed: int
    waiting: int


def status(bulletin: Bulletin, on: date) -> Status:
    """Two counts."""
    return Status(bulletin.receipts.count(), waiting_readers(bulletin, on).count())


def waiting_readers(bulletin: Bulletin, on: date) -> QuerySet[User]:
    return readers_of(bulletin, on).exclude(pk__in=bulletin.receipts.values("reader"))
