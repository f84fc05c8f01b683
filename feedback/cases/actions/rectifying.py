"""Handling an opinion and putting right what it found (LK-07, PL-05, JG-08): who handles it says what was done, what must be
put right gets a day of its own in the ledger, and another person confirms that it was done."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from disclosure.deadlines.actions import close, open_deadline
from disclosure.deadlines.models import Deadline
from disclosure.deadlines.working_calendar import current_calendar
from disclosure.files.sensitive_data.refusing import refuse_leaks
from disclosure.organizations.holders import holders
from disclosure.organizations.roles import APPROVE, COLLECT_OPINIONS
from feedback.cases.actions.guard import begin, finish, require
from feedback.cases.clocks.clocks import desk_url, due_words
from feedback.cases.models.cases import Case
from feedback.cases.models.replies import Rectification
from feedback.cases.rectifications import rectification_of
from feedback.cases.states import State
from feedback.cases.steps import move

# No letter gives a day; the desk proposes this many working days.
USUAL_DAYS, MOST_DAYS = 15, 366


@transaction.atomic
def register_handling(case: Case, *, text: str, by, now: datetime) -> Case:
    """What was found and done, for the colleagues; the sender is told in the answer."""
    case = begin(case, "register_handling", by=by, now=now)
    text = require(text, "查明了什么、怎样办的")
    move(case, State.HANDLED)
    return finish(case, "handled", by=by, now=now, words="已经办理，正在准备答复。", note=text)


@transaction.atomic
def order_rectification(
    case: Case, *, demand: str, due_on: date | None = None, working_days: int | None = None, by, now: datetime
) -> Rectification:
    """Something must be put right by a day, or within so many working days from today. Once a case."""
    case = begin(case, "order_rectification", by=by, now=now)
    demand, today = require(demand, "要整改什么"), timezone.localdate(now)
    deadline = open_deadline(
        organization=case.organization,
        kind=Deadline.Kind.RECTIFICATION,
        title=f"意见建议整改（{case.number}）",
        start_on=today,
        rule=rule_until(due_on, working_days, today),
        event="要求整改",
        url=desk_url(case),
        department=case.department,
        person=case.handler,
        permission=COLLECT_OPINIONS,
        by=by,
        now=now,
    )
    found = Rectification.objects.create(case=case, demand=demand, deadline=deadline, ordered_by=by, ordered_at=now)
    details = {"due_on": deadline.due_on.isoformat()}
    words = f"您反映的问题已经要求整改，{due_words(deadline)}前完成。"
    finish(case, "rectification_ordered", by=by, now=now, words=words, note=demand, details=details)
    return found


def usual_day(on: date) -> date:
    return current_calendar().add_working_days(on, USUAL_DAYS).on


def rule_until(due_on: date | None, working_days: int | None, today: date) -> dict:
    """The ledger's rule. A day that was named is counted in calendar days, and moves on where it is a day off (203)."""
    if (due_on is None) == (working_days is None):
        raise ValidationError({"due_on": "请写明哪一天前完成，或者几个工作日内完成，写一样就行。"})
    if working_days is not None:
        if not 1 <= working_days <= MOST_DAYS:
            raise ValidationError({"working_days": f"请写1到{MOST_DAYS}之间的天数。"})
        return {"working_days": working_days}
    if not 1 <= (due_on - today).days <= MOST_DAYS:
        raise ValidationError({"due_on": "整改完成的日子要在明天以后、一年以内。"})
    return {"calendar_days": (due_on - today).days}


@transaction.atomic
def finish_rectification(case: Case, *, outcome: str, by, now: datetime) -> Rectification:
    """It is done, and another than who handled it has seen so. ``outcome`` goes to the sender (LK-07: 反馈整改结果)."""
    case = begin(case, "finish_rectification", by=by, now=now)
    outcome = require(outcome, "整改的情况", most=1000)
    refuse_leaks(outcome, field="outcome")
    refuse_own_work(case, by, timezone.localdate(now))
    found = rectification_of(case)
    found.outcome, found.done_at, found.done_by = outcome, now, by
    found.save()
    close(found.deadline, on=timezone.localdate(now), by=by, now=now)
    finish(case, "rectification_finished", by=by, now=now, words=f"您反映的问题已经整改：{outcome}")
    return found


def refuse_own_work(case: Case, by, on: date) -> None:
    """Who handled the case does not confirm it themselves, as long as somebody else there could."""
    if by is None or by.pk != case.handler_id:
        return
    organization = case.organization
    others = [holders(permission, [organization], on)[organization.pk] for permission in (COLLECT_OPINIONS, APPROVE)]
    if any(person.pk != by.pk for people in others for person in people):
        raise PermissionDenied("整改是您经办的，请由另一位意见收集人或者分管领导确认完成。")
