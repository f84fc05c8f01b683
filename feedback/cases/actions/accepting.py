"""Accepting a request or not: the day from which some schemes count the answer (LK-17, YY-05, JG-03)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from disclosure.deadlines.models import Deadline
from feedback.cases.actions.answering.filing import file_upward
from feedback.cases.actions.guard import begin, finish, require
from feedback.cases.clocks.clocks import ACCEPTANCE, answer_words, open_answer, stop
from feedback.cases.letters.letters import issue
from feedback.cases.models.cases import Letter
from feedback.cases.models.replies import Document
from feedback.cases.states import State
from feedback.cases.steps import move
from feedback.cases.supervision import where_to_complain


@transaction.atomic
def accept(letter: Letter, *, by, now: datetime) -> Letter:
    """Whether it can be disclosed is decided in the answer; accepting only says that it will be answered, and by when."""
    letter, on = begin(letter, "accept", by=by, now=now), timezone.localdate(now)
    move(letter, State.ACCEPTED)
    letter.accepted_on = on
    stop(letter.accept_deadline, on=on, by=by, now=now)
    open_answer(letter, event=ACCEPTANCE, on=on, by=by, now=now)
    issue(letter, Document.Name.ACCEPTANCE, by=by, now=now)
    words = f"已受理。{answer_words(letter.answer_deadline)}"
    return finish(
        letter, "accepted", by=by, now=now, words=words, facts={"due_on": letter.answer_deadline.due_on.isoformat()}
    )


@transaction.atomic
def not_accept(letter: Letter, *, reason: str, by, now: datetime) -> Letter:
    """Saying no in time is what was owed for accepting; an answer is owed no more. The superior hears of it where the scheme
    files every application (LK-21, QJ-16)."""
    letter, on = begin(letter, "not_accept", by=by, now=now), timezone.localdate(now)
    reason = require(reason, "不予受理的理由")
    move(letter, State.NOT_ACCEPTED)
    letter.closed_at = now
    stop(letter.accept_deadline, on=on, by=by, now=now)
    stop(letter.answer_deadline, on=on, by=by, now=now, closed_as=Deadline.ClosedAs.ENDED)
    issue(letter, Document.Name.NON_ACCEPTANCE, by=by, now=now, reason=reason)
    file_upward(letter, None, by=by, now=now)
    return finish(
        letter,
        "not_accepted",
        by=by,
        now=now,
        words=f"不予受理。理由：{reason}\n{where_to_complain(letter.organization)}",
    )
