"""What a person has not read: how many notices, shown beside the inbox on every page, and the newest of them."""

from django.db.models import QuerySet

from disclosure.notices.models import Notice

MOST = 99


def unread_count(user) -> int:
    """Unread notices, counted up to 99: what shows 99 may be more."""
    if not user.is_authenticated:
        return 0
    return Notice.objects.of(user).unread()[:MOST].count()


def newest_unread(user, size: int) -> QuerySet[Notice]:
    return Notice.objects.of(user).unread().order_by("-pk")[:size]
