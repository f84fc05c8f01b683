"""Who handles a case: given to a person or a department, taken by oneself, put aside for some days (LK-23, QJ-17)."""

from collections.abc import Iterator
from datetime import date

from django.core.exceptions import ValidationError

from disclosure.organizations.models.directory import Department
from disclosure.organizations.models.people import Post, User
from disclosure.workflow.kit import Act, Blocker, NotNow, in_state, require_text, when
from feedback.cases.clocks.clocks import TOO_LATE, at_latest, first_due, own_deadlines
from feedback.cases.conflict_of_interest import is_own_case
from feedback.cases.context import CaseContext
from feedback.cases.forms.assigning import AssignForm, DeferForm
from feedback.cases.models.cases import Case
from feedback.cases.procedure import RECEIVERS, STAFF, cases, describe_step, move
from feedback.cases.states import Kind, State

S = State
NOTE = 500
# An opinion is given to somebody when it is settled that it will be handled.
IS_SCREENED = when(lambda context: context.subject.kind != Kind.OPINION or context.subject.state != S.RECEIVED)


def find_handler(context: CaseContext, values) -> Iterator[Blocker]:
    """Somebody else handles it, or the person does already."""
    case = context.subject
    is_theirs = context.user is not None and case.handler_id == context.user.pk
    if case.handler_id is not None and not (is_theirs and case.state == S.SCREENED):
        yield Blocker("has_handler", f"这一件已经由{'您' if is_theirs else case.handler}承办了。")


@cases.action(
    "assign", "分办", at=in_state(S.RECEIVED, S.ACCEPTED, S.SCREENED, S.ASSIGNED, S.HANDLED) & IS_SCREENED,
    to={S.ASSIGNED}, who=RECEIVERS, form=AssignForm, audit="case.assigned",
    text="承办人会在“我的”里看到这一件，时限也由他负责。", done="已分办。",
)  # fmt: skip
def assign(act: Act, *, handler: User | None = None, department: Department | None = None, note: str = "") -> None:
    """To a person, a department or both; the ledger's rows follow. ``note`` is for the colleagues."""
    case = act.subject
    if handler is None and department is None:
        raise ValidationError({"handler": "请选承办人，或者选承办科室。"})
    check_handler(case, handler, act.on)
    check_department(case, department)
    if (case.handler, case.department) == (handler, department) and case.state != S.SCREENED:
        raise NotNow(f"这一件已经分给{case.handled_by}了，没有再分一次。")
    give(act, handler, department)
    describe_step(act, note=" ".join([f"分给{case.handled_by}。", note[:NOTE]]).strip())


@cases.action(
    "claim", "我来办", at=in_state(S.RECEIVED, S.ACCEPTED, S.SCREENED), to={S.ASSIGNED}, who=RECEIVERS,
    blockers=find_handler, audit="case.claimed",
    text="这一件会列入“我的”，时限由您负责。", done="这一件由您承办了。",
)  # fmt: skip
def claim(act: Act) -> None:
    """Of two who press at once one gets it, and the other is refused."""
    give(act, act.person, act.subject.department)
    describe_step(act)


@cases.action(
    "defer", "先搁一搁", at=in_state(S.RECEIVED, S.ACCEPTED, S.SCREENED, S.ASSIGNED), who=STAFF,
    form=DeferForm, is_folded=True, audit="case.deferred",
    text="现在还不能办的，先搁到某一天。期限照样计算，来件人看不到这一步。",
    done="已搁下，到那一天会自动回到待办里。",
)  # fmt: skip
def defer(act: Act, *, until_on: date, note: str) -> None:
    """Not now: it comes back by itself on the day. The clocks run on, so no further than the day it is due."""
    case, note = act.subject, require_text(note, "请写明为什么先搁一搁。", most=NOTE)
    if until_on <= act.on:
        raise ValidationError({"until_on": "请选今天以后的一天。"})
    due_on = first_due(case)
    if due_on is not None and due_on <= act.on:
        raise ValidationError(TOO_LATE)
    if due_on is not None and until_on > due_on:
        raise ValidationError({"until_on": f"{at_latest(due_on)}，那一天到期。"})
    if case.deferred_until_on == until_on:
        raise NotNow("已经搁到这一天了。")
    case.deferred_until_on = until_on
    describe_step(act, note=f"搁到{until_on:%Y-%m-%d}：{note}", until_on=until_on.isoformat())


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


def give(act: Act, handler: User | None, department: Department | None) -> None:
    """An opinion that is screened or handled is assigned again; every other case keeps its state."""
    case = act.subject
    case.handler, case.department, case.assigned_at = handler, department, act.now
    case.deferred_until_on = None
    if case.kind == Kind.OPINION and case.state in (S.SCREENED, S.HANDLED):
        move(act, S.ASSIGNED)
    own_deadlines(case).update(person=handler, department=department)
