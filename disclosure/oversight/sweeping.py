"""Every time-driven job, once, as of a day. Each job may run twice, late or after an outage with the same result."""

import logging
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import partial

from django.contrib.sessions.backends.db import SessionStore

from catalog.archive.appraisal.jobs import archive_jobs
from catalog.changes.history import removals
from catalog.directory.trees import repair_all
from catalog.items.actions.display import end_due_displays, release_due
from catalog.items.actions.hiding import tell_superiors
from catalog.obligations.confirmations.opening import open_confirmations
from catalog.obligations.duties.opening import open_duties
from catalog.obligations.withholdings.actions import end_deferrals
from disclosure.audit.seal import seal_day
from disclosure.deadlines.reminders import remind
from disclosure.organizations.permissions import sweep_posts
from disclosure.workflow.sent_once.sending import forget_sent_forms
from feedback.cases.clocks.jobs import case_jobs
from feedback.intake import forgetting as intake

logger = logging.getLogger(__name__)
# What the parts of oversight add; called with ``on`` and ``now``, before the reminders.
OF_PARTS: dict[str, Callable[..., object]] = {}


def add_job(name: str, job: Callable[..., object]) -> None:
    """What a part of oversight adds, in ``AppConfig.ready``."""
    OF_PARTS[name] = job


def jobs(on: date, now: datetime) -> Mapping[str, Callable[[], object]]:
    """Name → job, in the order in which they stand on each other."""
    return {
        "posts": lambda: sweep_posts(on=on),
        "displays": lambda: end_due_displays(on=on, now=now),
        **archive_jobs(on, now),
        "releases": lambda: release_due(on=on, now=now),
        "hidden": lambda: tell_superiors(on=on, now=now),
        "duties": lambda: open_duties(on=on, now=now, removals=removals),
        "confirmations": lambda: open_confirmations(on=on, now=now),
        "withholdings": lambda: end_deferrals(on=on, now=now),
        **case_jobs(on, now),
        "attempts": lambda: intake.forget(now=now),
        **{name: partial(job, on=on, now=now) for name, job in OF_PARTS.items()},
        # A session may hold a case that was begun and never sent.
        "sent_forms": lambda: forget_sent_forms(now=now),
        "sessions": SessionStore.clear_expired,
        "reminders": lambda: remind(on=on, now=now),
        "trees": repair_all,
        "seals": lambda: seal_day(on, now=now),
    }


def run_sweep(*, on: date, now: datetime) -> Mapping[str, object]:
    """Job → its outcome. A job that fails is logged and named; the others still run."""
    outcome: dict[str, object] = {}
    for name, job in jobs(on, now).items():
        try:
            outcome[name] = job()
        except Exception:
            logger.exception("sweep job %s failed for %s", name, on)
            outcome[name] = "failed"
    return outcome
