"""The table of a case (来件): what its actions share. They stand in ``feedback.cases.actions``, a module a concern.

Who sent a case acts as ``SENDER``: the query code or the account that opens its page has proven before that the case is
theirs, and no row names them, so that nobody at the desk learns who they are.
"""

from typing import Any

from disclosure.workflow.kit import Act, Workflow, when
from feedback.cases.conflict_of_interest import refuse_own_case
from feedback.cases.context import CaseContext
from feedback.cases.handlers import Handles, Receives
from feedback.cases.models.cases import Case, Step
from feedback.cases.notifications.sender import notify_merged, notify_sender
from feedback.cases.notifications.staff import notify_staff

RECEIVERS, HANDLER = Receives(), Handles()
STAFF = RECEIVERS | HANDLER
NOBODY_IS_AWAITED = when(lambda context: not context.subject.waiting_for)


def write_step(act: Act) -> None:
    """On the case's time line; the log gets number and action alone, never a text or a name."""
    if act.action.audit:
        about = act.context
        word = act.action.audit.removeprefix("case.")
        given = {"words": about.words, "note": about.note, "details": about.details}
        about.step = Step.objects.create(case=act.subject, action=word, by=act.by, at=act.now, **given)


cases = Workflow(
    Case,
    code="case",
    context=CaseContext,
    reads=("organization", "accept_deadline", "answer_deadline", "handler", "department", "item", "entry"),
    url_of=lambda case: case.staff_url,
    state_words=Case.state_words,
    not_now="来件现在是“{state}”，办不了“{action}”；可能已经有人办过。",
    refuses=refuse_own_case,
    after=[write_step, notify_sender, notify_merged, notify_staff],
)


def tell(act: Act, words: str = "", note: str = "", **details: Any) -> None:
    """What the time line says of the action: to the sender, to the staff, and as values."""
    act.subject.changed_at = act.now
    act.context.words, act.context.note, act.context.details = words, note, details


def move(act: Act, state: str) -> None:
    """In another state nobody is waited for."""
    act.move(state)
    act.subject.waiting_for, act.subject.waiting_until_on = "", None


def close_case(act: Act, state: str) -> None:
    move(act, state)
    act.subject.closed_at = act.now
