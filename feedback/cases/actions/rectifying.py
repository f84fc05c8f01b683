"""Handling an opinion, and putting right by a day what it found; another person confirms it (LK-07, PL-05, JG-08)."""

from datetime import date

from disclosure.files.sensitive_data.refusing import refuse_sensitive_data
from disclosure.orders.actions import begin_order, close_order
from disclosure.organizations.roles import APPROVE
from disclosure.workflow.kit import Act, Holds, in_state, require_text, when
from feedback.cases.actions.self_orders import order_of, refuse_own_work
from feedback.cases.clocks.clocks import due_words
from feedback.cases.forms.opinions import FinishForm, HandlingForm, OrderForm
from feedback.cases.models.replies import Rectification
from feedback.cases.procedure import RECEIVERS, STAFF, cases, describe_step, move
from feedback.cases.states import Kind, State

S = State
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
    order = act.follow(
        begin_order, case.organization, what=demand, due_on=due_on, working_days=working_days, **order_of(case)
    )
    words = f"您反映的问题已经要求整改，{due_words(order.deadline)}前完成。"
    describe_step(act, words, demand, due_on=str(order.deadline.due_on))
    return Rectification.objects.create(case=case, order=order)


@cases.action(
    "finish_rectification", "登记整改完成", kinds=[Kind.OPINION], who=ORDERERS,
    at=PUT_RIGHT & when(lambda context: context.rectification and not context.rectification.is_done),
    form=FinishForm, audit="case.rectification_finished",
    text="由承办人以外的人看过以后登记。", done="整改已完成，结果已告诉来件人。",
)  # fmt: skip
def finish_rectification(act: Act, *, outcome: str) -> Rectification:
    """It is done, and another than who handled it has seen so. ``outcome`` goes to the sender (LK-07: 反馈整改结果)."""
    outcome = require_text(outcome, "请写明整改的情况。", most=1000)
    refuse_sensitive_data(outcome, field="outcome")
    refuse_own_work(act)
    found: Rectification = act.context.rectification
    found.order = act.follow(close_order, found.order, note=outcome)
    describe_step(act, f"您反映的问题已经整改：{outcome}")
    return found
