"""How many notices a person has not read; shown beside the inbox on every page."""

from disclosure.notices.models import Notice

MOST = 99


def unread_count(user) -> int:
    """Unread notices, counted up to 99: what shows 99 may be more."""
    if not user.is_authenticated:
        return 0
    return Notice.objects.of(user).unread()[:MOST].count()
