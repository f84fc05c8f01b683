"""Who handles a case: given to a person or a department, taken by oneself, put aside for some days (LK-23, QJ-17)."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from disclosure.deadlines.models import Deadline
from disclosure.organizations.models.directory import Department
from disclosure.organizations.models.people import Post, User
from feedback.cases.actions.guard import begin, finish, require
from feedback.cases.conflict_of_interest import is_own_case
from feedback.cases.models.cases import Case
from feedback.cases.states import IllegalMove, Kind, State
from feedback.cases.steps import may_be_taken, move

NOTE = 500
TOO_LATE = "这一件今天到期或者已经逾期，不能再搁，请尽快办理。"


@transaction.atomic
def assign(
    case: Case,
    *,
    handler: User | None = None,
    department: Department | None = None,
    note: str = "",
    by,
    now: datetime,
) -> Case:
    """Give it to a person, a department or both; the ledger's rows follow. ``note`` is for the colleagues."""
    case = begin(case, "assign", by=by, now=now)
    if handler is None and department is None:
        raise ValidationError({"handler": "请选承办人，或者选承办科室。"})
    check_handler(case, handler, timezone.localdate(now))
    check_department(case, department)
    if (case.handler, case.department) == (handler, department) and case.state != State.SCREENED:
        raise IllegalMove(f"这一件已经分给{whose(case)}了，没有再分一次。")
    give(case, handler, department, now)
    return finish(case, "assigned", by=by, now=now, note=" ".join([f"分给{whose(case)}。", note[:NOTE]]).strip())


@transaction.atomic
def claim(case: Case, *, by, now: datetime) -> Case:
    """Take it oneself. Of two who press at once one has it, the other is told so."""
    case = begin(case, "claim", by=by, now=now)
    if not may_be_taken(case, by):
        who = "您" if case.handler_id == by.pk else str(case.handler)
        raise IllegalMove(f"这一件已经由{who}承办了。")
    give(case, by, case.department, now)
    return finish(case, "claimed", by=by, now=now)


@transaction.atomic
def defer(case: Case, *, until_on: date, note: str, by, now: datetime) -> Case:
    """Not now: it comes back by itself on the day. The clocks run on, so no further than the day it is due."""
    case = begin(case, "defer", by=by, now=now)
    note, today = require(note, "为什么先搁一搁", most=NOTE), timezone.localdate(now)
    if until_on <= today:
        raise ValidationError({"until_on": "请选今天以后的一天。"})
    due_on = first_due(case)
    if due_on is not None and due_on <= today:
        raise ValidationError(TOO_LATE)
    if due_on is not None and until_on > due_on:
        raise ValidationError({"until_on": f"最晚搁到{due_on.month}月{due_on.day}日，那一天到期。"})
    if case.deferred_until_on == until_on:
        raise IllegalMove("已经搁到这一天了。")
    case.deferred_until_on = until_on
    details = {"until_on": until_on.isoformat()}
    return finish(case, "deferred", by=by, now=now, note=f"搁到{until_on:%Y-%m-%d}：{note}", details=details)


def check_handler(case: Case, handler: User | None, on: date) -> None:
    if handler is None:
        return
    posts = Post.objects.current(on).filter(person=handler, organization=case.organization)
    if not handler.is_active or not posts.exists():
        raise ValidationError({"handler": "承办人要在本组织有岗位。"})
    if is_own_case(case, handler):
        raise ValidationError({"handler": "这件来件反映的是他经办的事，请分给别人。"})


def check_department(case: Case, department: Department | None) -> None:
    if department and (department.organization_id != case.organization_id or not department.is_active):
        raise ValidationError({"department": "承办科室要是本组织在用的科室。"})


def give(case: Case, handler: User | None, department: Department | None, now: datetime) -> None:
    """An opinion that waits for a hand is in one; one that was handled is handled anew."""
    case.handler, case.department, case.assigned_at = handler, department, now
    case.deferred_until_on = None
    if case.kind == Kind.OPINION and case.state in (State.SCREENED, State.HANDLED):
        move(case, State.ASSIGNED)
    own_deadlines(case).update(person=handler, department=department)


def own_deadlines(case: Case):
    """The open rows of the ledger that are the handler's to keep; what is to be put right is one of them."""
    pks = [case.accept_deadline_id, case.answer_deadline_id]
    own = Q(pk__in=[pk for pk in pks if pk]) | Q(rectified_case__case=case)
    return Deadline.objects.open().filter(own)


def first_due(case: Case) -> date | None:
    """The next day on which something is due; while the clocks stand still, that until which somebody is waited for."""
    days = own_deadlines(case).filter(due_on__isnull=False).order_by("due_on")
    due_on = days.values_list("due_on", flat=True).first()
    return min(filter(None, (due_on, case.waiting_until_on)), default=None)


def whose(case: Case) -> str:
    return " · ".join(str(each) for each in (case.department, case.handler) if each)
