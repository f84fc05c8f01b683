"""Putting the answer off: by another than who handles it, before it is due, reckoned from the original start (JG-11)."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from disclosure.deadlines import actions as deadlines
from feedback.cases.actions.guard import begin, finish, require
from feedback.cases.clocks.clocks import answer_words, due_words, extension_rule
from feedback.cases.letters.letters import issue
from feedback.cases.models.cases import Case
from feedback.cases.models.replies import Letter


@transaction.atomic
def extend(case: Case, *, reason: str, by, now: datetime) -> Case:
    """As often and by as much as the scheme says; the sender reads the reason and the new day."""
    case, on = begin(case, "extend", by=by, now=now), timezone.localdate(now)
    reason = require(reason, "延期的原因", most=500)
    require_other(case, by)
    require_running(case, on)
    row, old = extension_rule(case, on), case.answer_deadline
    case.answer_deadline = deadlines.extend(old, by_rule=row["rule"], most=row["most"], reason=reason, by=by, now=now)
    new_on = case.answer_deadline.due_on
    issue(case, Letter.Name.EXTENSION, by=by, now=now, reason=reason, until_on=new_on)
    words = f"答复要延期。{answer_words(case.answer_deadline)}原因：{reason}"
    details = {"old_due_on": old.due_on.isoformat(), "due_on": new_on.isoformat()}
    return finish(case, "extended", by=by, now=now, words=words, details=details)


def require_other(case: Case, by) -> None:
    """Nobody gives themselves more time: not the handler, and where there is none, not who accepted it."""
    if by is None:
        raise PermissionDenied("延期要由人批准。")
    if by.pk == in_charge(case):
        raise PermissionDenied("这一件由您承办，延期要由另一个人批准。")


def in_charge(case: Case) -> int | None:
    accepted = case.steps.filter(action="accepted").order_by("-pk").values_list("by", flat=True)
    return case.handler_id or accepted.first()


def require_running(case: Case, on: date) -> None:
    deadline = case.answer_deadline
    if deadline is None:
        raise ValidationError("答复时限从受理那天起算，还没有开始，不用延期。")
    if deadline.paused_on:
        raise ValidationError("答复时限正停着，等恢复以后再延期。")
    if deadline.is_overdue(on):
        raise ValidationError(f"答复时限{due_words(deadline)}已经过了，不能再延期。请尽快答复。")
