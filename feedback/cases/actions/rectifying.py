"""Handling an opinion, and putting right by a day what it found; another person confirms it (LK-07, PL-05, JG-08)."""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError

from disclosure.files.sensitive_data.refusing import refuse_sensitive_data
from disclosure.organizations.holders import holders
from disclosure.organizations.roles import APPROVE, COLLECT_OPINIONS
from disclosure.workflow.kit import Act, Holds, in_state, require_text, when
from feedback.cases.clocks.clocks import due_words, open_rectification, stop
from feedback.cases.forms.opinions import FinishForm, HandlingForm, OrderForm
from feedback.cases.models.replies import Rectification
from feedback.cases.procedure import RECEIVERS, STAFF, cases, describe_step, move
from feedback.cases.states import Kind, State

S = State
MOST_DAYS = 366
ORDERERS = RECEIVERS | Holds(APPROVE)
# What was demanded because of an opinion is put right whatever became of the opinion.
PUT_RIGHT = in_state(S.ASSIGNED, S.HANDLED, S.ANSWERED, S.CLOSED, S.WITHDRAWN, S.MERGED)


@cases.action(
    "register_handling", "登记办理情况", kinds=[Kind.OPINION], at=in_state(S.ASSIGNED), to={S.HANDLED}, who=STAFF,
    form=HandlingForm, style="main", audit="case.handled", done="办理情况已登记，接着写答复。",
)  # fmt: skip
def register_handling(act: Act, *, text: str) -> None:
    """What was found and done, for the colleagues; the sender is told in the answer."""
    text = require_text(text, "请写明查明了什么、怎样办的。", most=2000)
    move(act, S.HANDLED)
    describe_step(act, "已经办理，正在准备答复。", text)


@cases.action(
    "order_rectification", "要求整改", kinds=[Kind.OPINION], who=ORDERERS,
    at=in_state(S.ASSIGNED, S.HANDLED) & when(lambda context: context.rectification is None),
    form=OrderForm, is_folded=True, audit="case.rectification_ordered",
    text="整改有自己的期限，到期没有完成算逾期。", done="已要求整改，开始计时。",
)  # fmt: skip
def order_rectification(
    act: Act, *, demand: str, due_on: date | None = None, working_days: int | None = None
) -> Rectification:
    """Something must be put right by a day, or within so many working days from today. Once a case."""
    case, demand = act.subject, require_text(demand, "请写明要整改什么。", most=2000)
    rule = rule_until(due_on, working_days, act.on)
    deadline = open_rectification(case, rule, on=act.on, by=act.by, now=act.now)
    words = f"您反映的问题已经要求整改，{due_words(deadline)}前完成。"
    describe_step(act, words, demand, due_on=str(deadline.due_on))
    given = {"demand": demand, "deadline": deadline, "ordered_by": act.person, "ordered_at": act.now}
    return Rectification.objects.create(case=case, **given)


def rule_until(due_on: date | None, working_days: int | None, today: date) -> Mapping[str, int]:
    """The ledger's rule. A day that was named is counted in calendar days, and moves on where it is a day off (203)."""
    if (due_on is None) == (working_days is None):
        raise ValidationError({"due_on": "请写明哪一天前完成，或者几个工作日内完成，写一样就行。"})
    if working_days is not None:
        if not 1 <= working_days <= MOST_DAYS:
            raise ValidationError({"working_days": f"请写1到{MOST_DAYS}之间的天数。"})
        return {"working_days": working_days}
    if due_on is None or not 1 <= (due_on - today).days <= MOST_DAYS:
        raise ValidationError({"due_on": "整改完成的日子要在明天以后、一年以内。"})
    return {"calendar_days": (due_on - today).days}


@cases.action(
    "finish_rectification", "登记整改完成", kinds=[Kind.OPINION], who=ORDERERS,
    at=PUT_RIGHT & when(lambda context: context.rectification and context.rectification.done_at is None),
    form=FinishForm, audit="case.rectification_finished",
    text="由承办人以外的人看过以后登记。", done="整改已完成，结果已告诉来件人。",
)  # fmt: skip
def finish_rectification(act: Act, *, outcome: str) -> Rectification:
    """It is done, and another than who handled it has seen so. ``outcome`` goes to the sender (LK-07: 反馈整改结果)."""
    outcome = require_text(outcome, "请写明整改的情况。", most=1000)
    refuse_sensitive_data(outcome, field="outcome")
    refuse_own_work(act)
    found: Rectification = act.context.rectification
    found.outcome, found.done_at, found.done_by = outcome, act.now, act.person
    found.save()
    stop(found.deadline, on=act.on, by=act.by, now=act.now)
    describe_step(act, f"您反映的问题已经整改：{outcome}")
    return found


def refuse_own_work(act: Act) -> None:
    """Who handled the case does not confirm it, as long as somebody else there could."""
    person, organization = act.person, act.subject.organization
    if person.pk != act.subject.handler_id:
        return
    others = [holders(each, [organization], act.on)[organization.pk] for each in (COLLECT_OPINIONS, APPROVE)]
    if any(other.pk != person.pk for people in others for other in people):
        raise PermissionDenied("整改是您经办的，请由另一位意见收集人或者分管领导确认完成。")
