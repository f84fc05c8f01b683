"""What is kept no longer than it is needed: jobs of the sweep."""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.contrib.sessions.backends.db import SessionStore

from disclosure.workflow.sent_once.sending import forget_sent_forms
from feedback.cases.actions.shredding import shred_senders
from feedback.consultations.actions.shredding import shred_commenters
from feedback.intake import forgetting as intake


def forgetting(now: datetime) -> Mapping[str, Callable[[], object]]:
    """Name → job. A session may hold a case that was begun and never sent."""
    return {
        "senders": lambda: shred_senders(now=now) + shred_commenters(now=now),
        "attempts": lambda: intake.forget(now=now),
        "sent_forms": lambda: forget_sent_forms(now=now),
        "sessions": SessionStore.clear_expired,
    }
