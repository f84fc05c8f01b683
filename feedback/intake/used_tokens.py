"""What may be used once: a solved challenge, a form that was sent. Remembered in the database, so every process sees it."""

import hashlib
from datetime import datetime, timedelta

from feedback.intake.models import Attempt
from feedback.intake.rate_limit import hour_of

PROOF, FORM = "proof", "form"
FORM_GOOD_FOR = timedelta(days=1)


def spend(token: str, what: str, *, until: datetime) -> bool:
    """Whether this is its first use. In one transaction with what it is used for: who fails may use it again.

    ``until``: the token's own end, always the same for it. The row goes with the other tries of that hour
    (``feedback.intake.rate_limit.forget``), when the token is no longer good for anything.
    """
    _row, is_first = Attempt.objects.get_or_create(
        key=key_of(token), what=what, window=hour_of(until), defaults={"count": 1}
    )
    return is_first


def spend_form(token: str, begun_at: str) -> bool:
    """Whether this is the first press of a form's button, in the transaction of what is sent. ``begun_at`` as ISO 8601."""
    return spend(token, FORM, until=datetime.fromisoformat(begun_at) + FORM_GOOD_FOR)


def release_form(key: str) -> None:
    """What was sent with it came to nothing: it may be sent again. ``key``: of its token."""
    Attempt.objects.filter(key=key, what=FORM).delete()


def key_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
