"""Putting the answer off: by another than who handles it, before it is due, reckoned from the original start (JG-11)."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from disclosure.deadlines import actions as deadlines
from feedback.cases.actions.guard import begin, finish, require
from feedback.cases.clocks.clocks import answer_words, due_words, extension_rule
from feedback.cases.letters.letters import issue
from feedback.cases.models.cases import Letter
from feedback.cases.models.replies import Document


@transaction.atomic
def extend(letter: Letter, *, reason: str, by, now: datetime) -> Letter:
    """As often and by as much as the scheme says; the sender reads the reason and the new day."""
    letter, on = begin(letter, "extend", by=by, now=now), timezone.localdate(now)
    reason = require(reason, "延期的原因", most=500)
    require_other(letter, by)
    require_running(letter, on)
    row, old = extension_rule(letter, on), letter.answer_deadline
    letter.answer_deadline = deadlines.extend(old, by_rule=row["rule"], most=row["most"], reason=reason, by=by, now=now)
    new_on = letter.answer_deadline.due_on
    issue(letter, Document.Name.EXTENSION, by=by, now=now, reason=reason, until_on=new_on)
    words = f"答复要延期。{answer_words(letter.answer_deadline)}原因：{reason}"
    facts = {"old_due_on": old.due_on.isoformat(), "due_on": new_on.isoformat()}
    return finish(letter, "extended", by=by, now=now, words=words, facts=facts)


def require_other(letter: Letter, by) -> None:
    """Nobody gives themselves more time: not the handler, and where there is none, not who accepted it."""
    if by is None:
        raise PermissionDenied("延期要由人批准。")
    if by.pk == in_charge(letter):
        raise PermissionDenied("这一件由您承办，延期要由另一个人批准。")


def in_charge(letter: Letter) -> int | None:
    accepted = letter.steps.filter(action="accepted").order_by("-pk").values_list("by", flat=True)
    return letter.handler_id or accepted.first()


def require_running(letter: Letter, on: date) -> None:
    deadline = letter.answer_deadline
    if deadline is None:
        raise ValidationError("答复时限从受理那天起算，还没有开始，不用延期。")
    if deadline.paused_on:
        raise ValidationError("答复时限正停着，等恢复以后再延期。")
    if deadline.is_overdue(on):
        raise ValidationError(f"答复时限{due_words(deadline)}已经过了，不能再延期。请尽快答复。")
