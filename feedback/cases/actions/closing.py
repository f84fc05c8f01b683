"""The end of a case: closed by a person, or by itself when its sender says nothing to the answer; and taken up again."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db.models import Q

from disclosure.workflow.kit import Act, Nobody, in_state, require_text, when
from feedback.cases.actions.judging import AGAIN, again_words, own_word, start_again
from feedback.cases.clocks.verdicts import verdict_due
from feedback.cases.forms.answering import ReopenForm
from feedback.cases.models.cases import Case
from feedback.cases.procedure import RECEIVERS, cases, close_case, describe_step
from feedback.cases.states import Kind, State
from feedback.cases.topics import find_owed, owes_disclosure

ANSWERED = in_state(State.ANSWERED)


@cases.action(
    "close", "办结", at=ANSWERED, to={State.CLOSED}, who=RECEIVERS, blockers=find_owed, audit="case.closed",
    text="来件人还可以评价。不办结也可以：过了评价的日子，系统自动办结。", done="已办结。",
)  # fmt: skip
def close(act: Act) -> None:
    """Its sender may still say what they think of the answer, as long as they were promised."""
    close_case(act, State.CLOSED)
    describe_step(act, f"这件已经办结。{own_word(act.subject)}")


def may_close(case: Case, on: date) -> bool:
    return case.answered_on is not None and is_over(case.answered_on, on) and not owes_disclosure(case)


def is_over(answered_on: date, on: date) -> bool:
    until = verdict_due(answered_on).due_on
    return until is not None and until < on


@cases.action(
    "close_silent", "自动办结", to={State.CLOSED}, who=Nobody(), by_system=True, audit="case.closed",
    at=ANSWERED & when(lambda context: may_close(context.subject, context.on)),
)  # fmt: skip
def close_silent(act: Act) -> None:
    close_case(act, State.CLOSED)
    describe_step(act, "答复以后没有收到您的评价，这件自动办结。")


def close_answered(*, on: date, now: datetime) -> int:
    """Answers to which nobody said anything within ten working days: a job of the sweep. How many closed."""
    still_owed = Q(kind=Kind.TOPIC, answer_deadline__isnull=False, answer_deadline__closed_on__isnull=True)
    answered = Case.objects.filter(state=State.ANSWERED, answered_on__lt=on).exclude(still_owed)
    days = answered.order_by("answered_on").values_list("answered_on", flat=True).distinct()
    over = [day for day in days if is_over(day, on)]
    return cases.sweep(close_silent, answered.filter(answered_on__in=over), now=now)


@cases.action(
    "reopen", "重办", at=ANSWERED, to=AGAIN.values(), who=RECEIVERS, form=ReopenForm, is_folded=True,
    audit="case.reopened", text="发现答复有误时才重办。原来的答复留着，答复时限从今天起重新计算。", done="已重新开始办理。",
)  # fmt: skip
def reopen(act: Act, *, reason: str) -> None:
    """The answer is owed anew by the same rule from today; the deadline that was met stays met. Once a case, apart from
    the sender's own right to have it done again."""
    case, reason = act.subject, require_text(reason, "请写明重办的原因。", most=500)
    if case.steps.filter(action="reopened").exists():
        raise ValidationError("本组织已经重办过一次，不能再重算时限。还有不对的，请来件人要求重办。")
    met = case.answer_deadline_id
    start_again(act)
    words = f"本组织决定重新办理。原因：{reason}\n我们重新办理，{again_words(case, act.on)}。"
    describe_step(act, words, deadline_before=met)
