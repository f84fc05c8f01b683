"""Who handles a letter: given to a person or a department, taken by oneself, put aside for some days (LK-23, QJ-17)."""

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
from feedback.cases.models.cases import Letter
from feedback.cases.states import IllegalMove, Kind, State
from feedback.cases.steps import may_be_taken, move

NOTE = 500
TOO_LATE = "这一件今天到期或者已经逾期，不能再搁，请尽快办理。"


@transaction.atomic
def assign(
    letter: Letter,
    *,
    handler: User | None = None,
    department: Department | None = None,
    note: str = "",
    by,
    now: datetime,
) -> Letter:
    """Give it to a person, a department or both; the ledger's rows follow. ``note`` is for the colleagues."""
    letter = begin(letter, "assign", by=by, now=now)
    if handler is None and department is None:
        raise ValidationError({"handler": "请选承办人，或者选承办科室。"})
    check_handler(letter, handler, timezone.localdate(now))
    check_department(letter, department)
    if (letter.handler, letter.department) == (handler, department) and letter.state != State.SCREENED:
        raise IllegalMove(f"这一件已经分给{whose(letter)}了，没有再分一次。")
    give(letter, handler, department, now)
    return finish(letter, "assigned", by=by, now=now, note=" ".join([f"分给{whose(letter)}。", note[:NOTE]]).strip())


@transaction.atomic
def claim(letter: Letter, *, by, now: datetime) -> Letter:
    """Take it oneself. Of two who press at once one has it, the other is told so."""
    letter = begin(letter, "claim", by=by, now=now)
    if not may_be_taken(letter, by):
        who = "您" if letter.handler_id == by.pk else str(letter.handler)
        raise IllegalMove(f"这一件已经由{who}承办了。")
    give(letter, by, letter.department, now)
    return finish(letter, "claimed", by=by, now=now)


@transaction.atomic
def defer(letter: Letter, *, until_on: date, note: str, by, now: datetime) -> Letter:
    """Not now: it comes back by itself on the day. The clocks run on, so no further than the day it is due."""
    letter = begin(letter, "defer", by=by, now=now)
    note, today = require(note, "为什么先搁一搁", most=NOTE), timezone.localdate(now)
    if until_on <= today:
        raise ValidationError({"until_on": "请选今天以后的一天。"})
    due_on = first_due(letter)
    if due_on is not None and due_on <= today:
        raise ValidationError(TOO_LATE)
    if due_on is not None and until_on > due_on:
        raise ValidationError({"until_on": f"最晚搁到{due_on.month}月{due_on.day}日，那一天到期。"})
    if letter.deferred_until_on == until_on:
        raise IllegalMove("已经搁到这一天了。")
    letter.deferred_until_on = until_on
    facts = {"until_on": until_on.isoformat()}
    return finish(letter, "deferred", by=by, now=now, note=f"搁到{until_on:%Y-%m-%d}：{note}", facts=facts)


def check_handler(letter: Letter, handler: User | None, on: date) -> None:
    if handler is None:
        return
    posts = Post.objects.current(on).filter(person=handler, organization=letter.organization)
    if not handler.is_active or not posts.exists():
        raise ValidationError({"handler": "承办人要在本组织有岗位。"})
    if is_own_case(letter, handler):
        raise ValidationError({"handler": "这件来件反映的是他经办的事，请分给别人。"})


def check_department(letter: Letter, department: Department | None) -> None:
    if department and (department.organization_id != letter.organization_id or not department.is_active):
        raise ValidationError({"department": "承办科室要是本组织在用的科室。"})


def give(letter: Letter, handler: User | None, department: Department | None, now: datetime) -> None:
    """An opinion that waits for a hand is in one; one that was handled is handled anew."""
    letter.handler, letter.department, letter.assigned_at = handler, department, now
    letter.deferred_until_on = None
    if letter.kind == Kind.OPINION and letter.state in (State.SCREENED, State.HANDLED):
        move(letter, State.ASSIGNED)
    own_deadlines(letter).update(person=handler, department=department)


def own_deadlines(letter: Letter):
    """The open rows of the ledger that are the handler's to keep; what is to be put right is one of them."""
    pks = [letter.accept_deadline_id, letter.answer_deadline_id]
    own = Q(pk__in=[pk for pk in pks if pk]) | Q(rectified_letter__letter=letter)
    return Deadline.objects.open().filter(own)


def first_due(letter: Letter) -> date | None:
    """The next day on which something is due; while the clocks stand still, that until which somebody is waited for."""
    days = own_deadlines(letter).filter(due_on__isnull=False).order_by("due_on")
    due_on = days.values_list("due_on", flat=True).first()
    return min(filter(None, (due_on, letter.waiting_until_on)), default=None)


def whose(letter: Letter) -> str:
    return " · ".join(str(each) for each in (letter.department, letter.handler) if each)
