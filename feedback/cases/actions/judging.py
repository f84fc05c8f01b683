"""The sender's view of the answer is heard (LK-23): content closes the case, not content has it done again, once."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from disclosure.deadlines.limits import Due, due
from disclosure.deadlines.rules import Rule
from disclosure.deadlines.working_calendar import current_calendar
from feedback.cases.actions.guard import begin, finish, locked, require
from feedback.cases.clocks.clocks import REOPENING, answer_rule, day_words, due_words, opened, rules_of
from feedback.cases.models.cases import Case
from feedback.cases.states import IllegalMove, Kind, State
from feedback.cases.steps import move
from feedback.cases.supervision import where_to_complain

Verdict = Case.Verdict
# No letter says how long an answer waits for its sender's view; after them the case closes by itself.
VERDICT_PRESET = {"working_days": 10}
AGAIN = {
    Kind.TOPIC: State.ACCEPTED,
    Kind.APPLICATION: State.ACCEPTED,
    Kind.OPINION: State.ASSIGNED,
    Kind.QUESTION: State.RECEIVED,
}


def verdict_due(answered_on: date) -> Due:
    return due(Rule.from_mapping(VERDICT_PRESET), answered_on, current_calendar())


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


@transaction.atomic
def judge(case: Case, *, verdict: str, text: str = "", now: datetime, by=None) -> Case:
    """``by``: the member of staff who was told it by word of mouth or by telephone; None is the sender."""
    case = begin(case, "register_verdict", by=by, now=now) if by else locked(case)
    if not may_judge(case, timezone.localdate(now)):
        raise IllegalMove("这件现在不能评价，可能已经评价过了。")
    if verdict not in (Verdict.SATISFIED, Verdict.UNSATISFIED):
        raise ValidationError({"verdict": "请选满意或者不满意。"})
    is_unsatisfied = verdict == Verdict.UNSATISFIED
    text = require(text, "哪里不满意", most=500) if is_unsatisfied else text.strip()[:500]
    case.verdict, case.verdict_text, case.verdict_at = verdict, text, now
    is_again = is_unsatisfied and case.reopened_count == 0
    if is_again:
        do_again(case, by=by, now=now)
    elif case.is_open:
        move(case, State.CLOSED)
        case.closed_at = now
    details = {"verdict": verdict, "text": text, "again": is_again}
    return finish(case, "judged", by=by, now=now, words=words_for(case, is_again, by), details=details)


def do_again(case: Case, *, by, now: datetime) -> None:
    """At its sender's word, once; the caller saves the case."""
    case.reopened_count += 1
    start_again(case, by=by, now=now)


def start_again(case: Case, *, by, now: datetime) -> None:
    """Back to whoever handles it, with a clock of its own by the same rule from today; the caller saves the case."""
    today = timezone.localdate(now)
    move(case, AGAIN[Kind(case.kind)])
    case.answered_on = case.closed_at = case.deferred_until_on = None
    rules = rules_of(case, today)
    row = {**answer_rule(case.kind, rules), "start": REOPENING}
    case.answer_deadline = opened(case, "重新答复", row, today, rules, by=by, now=now)


def words_for(case: Case, is_again: bool, by) -> str:
    said = f"您的评价是“{case.get_verdict_display()}”"
    said = f"工作人员登记了{said}。{own_word(case)}" if by else f"{said}，已经记下。"
    if is_again:
        return f"{said}我们重新办理，{due_words(case.answer_deadline)}前再答复您。"
    if case.verdict == Verdict.UNSATISFIED:
        return f"{said}这件已经重新办理过一次，现在办结。{where_to_complain(case.organization)}"
    return f"{said}谢谢您，这件办结。"


def own_word(case: Case) -> str:
    """Said to whom somebody else spoke for."""
    until = verdict_until(case)
    return f"您可以在{day_words(until)}前自己评价。" if until else ""
