"""Asking the sender to complete a request (补正), once, and taking in what they send: days used are kept (LK-17)."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from feedback.cases.actions.guard import begin, finish, locked, require
from feedback.cases.clocks.clocks import day_words, due_words
from feedback.cases.clocks.waits import Waiting, check_came_on, checked_until, go_on, preset_until, promise, wait
from feedback.cases.letters.letters import issue
from feedback.cases.models.cases import Case
from feedback.cases.models.replies import Letter
from feedback.cases.states import IllegalMove, State
from feedback.cases.steps import move

ASKED = "completion_asked"


@transaction.atomic
def ask_completion(case: Case, *, what: str, by, now: datetime, until_on: date | None = None) -> Case:
    """Once, and only while it may still be accepted in time; the clocks stand still until it comes or the day is over."""
    case, on = begin(case, "ask_completion", by=by, now=now), timezone.localdate(now)
    what = require(what, "要补正什么", most=1000)
    require_first_and_in_time(case, on)
    require_alone(case)
    until_on = checked_until(Waiting.COMPLETION, until_on, on)
    move(case, State.INCOMPLETE)
    wait(case, Waiting.COMPLETION, until_on=until_on, on=on, by=by, now=now)
    issue(case, Letter.Name.COMPLETION, by=by, now=now, text=what, until_on=until_on)
    words = f"请补正：{what}\n请在{day_words(until_on)}前补正。过了这一天没有收到，就当作您撤回。等您补正的日子不算在办理时限里。"
    details = {"until_on": until_on.isoformat(), "preset": until_on == preset_until(Waiting.COMPLETION, on)}
    return finish(case, ASKED, by=by, now=now, words=words, details=details)


def require_first_and_in_time(case: Case, on: date) -> None:
    if case.steps.filter(action=ASKED).exists():
        raise ValidationError("补正只能要求一次。请决定受理，或者不予受理。")
    if case.accept_deadline and case.accept_deadline.is_overdue(on):
        due = due_words(case.accept_deadline)
        raise ValidationError(f"受理期限{due}已经过了，不能再要求补正。请决定受理，或者不予受理。")


def require_alone(case: Case) -> None:
    """One sender's silence must not end what others asked too."""
    if case.merged.exists():
        raise ValidationError("还有别人的来件并在这一件里，不能因为一个人没有补正就不办。请决定受理，或者不予受理。")


@transaction.atomic
def complete(case: Case, *, text: str, now: datetime, by=None, came_on: date | None = None) -> Case:
    """By the sender, or entered by staff (``by``) with the true day it came. After the last day it is too late."""
    case = begin(case, "register_completion", by=by, now=now) if by else locked(case)
    if case.state != State.INCOMPLETE:
        raise IllegalMove("这一件现在不用补正，可能已经收到过了。")
    text = require(text, "补正的内容", most=5000)
    came_on = check_came_on(case, came_on, timezone.localdate(now))
    if came_on > case.waiting_until_on:
        raise ValidationError(too_late(case, is_staff=by is not None))
    go_on(case, on=came_on, reason="已补正，恢复计时", by=by, now=now)
    move(case, State.RECEIVED)
    details = {"came_on": came_on.isoformat()}
    words = f"已收到补正的内容。{promise(case)}"
    return finish(case, "completed", by=by, now=now, words=words, note=text, details=details)


def too_late(case: Case, *, is_staff: bool) -> str:
    day = day_words(case.waiting_until_on)
    if is_staff:
        return f"补正的最后一天是{day}，已经过了，这一件按撤回处理。来件人可以重新提出。"
    return f"补正的最后一天是{day}，已经过了，这一件按撤回处理。您仍然需要的，请重新提出。"
