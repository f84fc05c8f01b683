"""Accepting a request or not: the day from which some schemes count the answer (LK-17, YY-05, JG-03)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from disclosure.deadlines.models import Deadline
from feedback.cases.actions.answering.filing import file_upward
from feedback.cases.actions.guard import begin, finish, require
from feedback.cases.clocks.clocks import ACCEPTANCE, answer_words, open_answer, stop
from feedback.cases.letters.letters import issue
from feedback.cases.models.cases import Case
from feedback.cases.models.replies import Letter
from feedback.cases.states import State
from feedback.cases.steps import move
from feedback.cases.supervision import where_to_complain


@transaction.atomic
def accept(case: Case, *, by, now: datetime) -> Case:
    """Whether it can be disclosed is decided in the answer; accepting only says that it will be answered, and by when."""
    case, on = begin(case, "accept", by=by, now=now), timezone.localdate(now)
    move(case, State.ACCEPTED)
    case.accepted_on = on
    stop(case.accept_deadline, on=on, by=by, now=now)
    open_answer(case, event=ACCEPTANCE, on=on, by=by, now=now)
    issue(case, Letter.Name.ACCEPTANCE, by=by, now=now)
    words = f"已受理。{answer_words(case.answer_deadline)}"
    return finish(
        case, "accepted", by=by, now=now, words=words, details={"due_on": case.answer_deadline.due_on.isoformat()}
    )


@transaction.atomic
def not_accept(case: Case, *, reason: str, by, now: datetime) -> Case:
    """Saying no in time is what was owed for accepting; an answer is owed no more. The superior hears of it where the scheme
    files every application (LK-21, QJ-16)."""
    case, on = begin(case, "not_accept", by=by, now=now), timezone.localdate(now)
    reason = require(reason, "不予受理的理由")
    move(case, State.NOT_ACCEPTED)
    case.closed_at = now
    stop(case.accept_deadline, on=on, by=by, now=now)
    stop(case.answer_deadline, on=on, by=by, now=now, closed_as=Deadline.ClosedAs.ENDED)
    issue(case, Letter.Name.NON_ACCEPTANCE, by=by, now=now, reason=reason)
    file_upward(case, None, by=by, now=now)
    return finish(
        case,
        "not_accepted",
        by=by,
        now=now,
        words=f"不予受理。理由：{reason}\n{where_to_complain(case.organization)}",
    )
