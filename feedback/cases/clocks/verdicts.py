"""The sender's view of an answer: until when it may be said, and whether it was."""

from datetime import date

from django.db.models import Q

from disclosure.deadlines.limits import Due
from disclosure.deadlines.reckoning import due_by
from feedback.cases.models.cases import Case
from feedback.cases.states import State

# No letter says how long an answer waits for its sender's view; after them the case closes by itself.
VERDICT_PRESET = {"working_days": 10}


def verdict_due(answered_on: date) -> Due:
    return due_by(VERDICT_PRESET, answered_on)


def verdict_until(case: Case) -> date | None:
    """The last day on which the sender may still say what they think of the answer; None while there is none, or when they
    said it. That somebody else closed the case, or told their view for them, takes nothing from it."""
    if case.state not in (State.ANSWERED, State.CLOSED) or case.answered_on is None or has_judged(case):
        return None
    return verdict_due(case.answered_on).due_on


def has_judged(case: Case) -> bool:
    """Whether the sender themselves said what they think of the last answer."""
    last = case.steps.filter(Q(action="judged", by=None) | Q(action="reply_sent")).order_by("-pk").first()
    return last is not None and last.action == "judged"


def may_judge(case: Case, on: date) -> bool:
    """By its sender: what was answered, until it is closed for their silence."""
    if case.state == State.ANSWERED:
        return True
    until = verdict_until(case)
    return until is not None and on <= until
