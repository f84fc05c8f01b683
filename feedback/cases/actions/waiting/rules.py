"""Waits that end by a rule, each announced beforehand. These jobs of the sweep may run twice or late: they act as of
the day that was due."""

from datetime import date, datetime

from django.db.models import Exists, OuterRef

from disclosure.deadlines.workdays import WorkCalendar
from disclosure.deadlines.working_calendar import current_calendar
from disclosure.workflow.kit import Act, Condition, Nobody, when
from feedback.cases.actions.waiting.third_party import register_third_party
from feedback.cases.actions.withdrawing import withdraw_by_rule
from feedback.cases.clocks.clocks import day_words
from feedback.cases.clocks.waits import Waiting
from feedback.cases.models.cases import Case, Step
from feedback.cases.models.choices import Outcome
from feedback.cases.procedure import cases, describe_step

# Working days before the last one on which the end of a wait is announced; a wait is never shorter than three.
BEFORE = 2


def runs_and_is_not_announced(waiting: str) -> Condition:
    def fits(context) -> bool:
        case = context.subject
        runs = case.waiting_for == waiting and case.waiting_until_on >= context.on
        return runs and not case.steps.filter(action=f"{waiting}_end_announced").exists()

    return when(fits)


@cases.action(
    "announce_completion_end", "提醒补正期满", at=runs_and_is_not_announced(Waiting.COMPLETION), who=Nobody(),
    by_system=True, audit="case.completion_end_announced",
)  # fmt: skip
def announce_completion_end(act: Act) -> None:
    """The sender hears what their silence will mean."""
    day = day_words(act.subject.waiting_until_on)
    describe_step(act, f"还没有收到您的补正。最晚{day}补正；过了这一天没有收到，就当作您撤回，不再办理。")


@cases.action(
    "announce_third_party_end", "提醒第三方期满", at=runs_and_is_not_announced(Waiting.THIRD_PARTY), who=Nobody(),
    by_system=True, audit="case.third_party_end_announced",
)  # fmt: skip
def announce_third_party_end(act: Act) -> None:
    """The staff hear what the third party's silence will mean."""
    day = day_words(act.subject.waiting_until_on)
    describe_step(act, note=f"最迟等到{day}。到期没有答复的，系统登记为没有答复，从第二天起继续计算答复时限。")


ANNOUNCING = {Waiting.COMPLETION: announce_completion_end, Waiting.THIRD_PARTY: announce_third_party_end}


def waiting(kind: str):
    return Case.objects.filter(waiting_for=kind, closed_at=None)


def announce_waits(*, on: date, now: datetime) -> int:
    """Every wait that is over in two working days and not yet announced; returns how many."""
    days = on, last_to_announce(current_calendar(), on)
    count = 0
    for kind, announce in ANNOUNCING.items():
        announced = Step.objects.filter(case=OuterRef("pk"), action=f"{kind}_end_announced")
        rows = waiting(kind).filter(~Exists(announced), waiting_until_on__range=days)
        count += cases.sweep(announce, rows, now=now)
    return count


def last_to_announce(calendar: WorkCalendar, on: date) -> date:
    """On a day off, what was to be announced on the working day before it."""
    return calendar.add_working_days(calendar.previous_working_on_or_before(on), BEFORE).on


def end_waits(*, on: date, now: datetime) -> int:
    """Every wait whose last day is before ``on``, one transaction each; returns how many ended."""
    late = {"waiting_until_on__lt": on}
    ended = cases.sweep(withdraw_by_rule, waiting(Waiting.COMPLETION).filter(**late), now=now)
    silent = waiting(Waiting.THIRD_PARTY).filter(**late)
    return ended + cases.sweep(register_third_party, silent, now=now, outcome=Outcome.SILENT)
