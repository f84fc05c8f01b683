"""What a person has not read: how many notices, shown beside the inbox on every page, and the newest of them."""

from django.db.models import QuerySet

from disclosure.notices.faults import OF_THE_ADDRESS
from disclosure.notices.models import Digest, Notice

MOST = 99


def unread_count(user) -> int:
    """Unread notices, counted up to 99: what shows 99 may be more."""
    if not user.is_authenticated:
        return 0
    return Notice.objects.of(user).unread()[:MOST].count()


def newest_unread(user, size: int) -> QuerySet[Notice]:
    return Notice.objects.of(user).unread().order_by("-pk")[:size]


def mail_fault(person) -> str:
    """What is wrong with the person's address, where their last mail was not taken for that; else nothing."""
    row = Digest.objects.failing().of(person).first()
    return row.get_fault_display() if row and row.fault in OF_THE_ADDRESS else ""
