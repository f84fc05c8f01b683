"""What an order demands, of whom, by when, and how it ended."""

from datetime import date

from disclosure.deadlines.dates import full, late_by, moment
from disclosure.deadlines.status import STATUSES, status_of
from disclosure.deadlines.working_calendar import current_calendar
from disclosure.orders.models import Order
from disclosure.orders.who import CONFIRMS
from disclosure.web.components import Fact, given
from disclosure.workflow.context import Context


def facts_of(order: Order, context: Context) -> list[Fact]:
    whose = " · ".join(str(each) for each in (order.organization, order.department, order.person) if each)
    # Whoever is told to put something right need not be able to read what it was found in.
    url = order.source_url if CONFIRMS.allows(order, context.access) else ""
    return given([
        Fact("要整改什么", order.what, is_wide=True),
        Fact("为什么", order.why, is_wide=True),
        Fact("谁来整改", whose),
        due_fact(order, context.on),
        Fact("谁提出的", f"{order.issuer}，{order.issued_by}，{moment(order.issued_at)}"),
        Fact("来自", order.source_label, url),
        Fact("确认完成", f"{order.closed_by}，{moment(order.closed_at)}" if order.closed_at else ""),
        Fact("确认的情况", order.outcome, is_wide=True),
        Fact("撤销", f"{order.withdrawn_by}，{moment(order.withdrawn_at)}" if order.withdrawn_at else ""),
        Fact("撤销的原因", order.withdrawn_reason, is_wide=True),
    ])  # fmt: skip


def due_fact(order: Order, on: date) -> Fact:
    row = order.deadline
    if row is None or row.due_on is None:
        return Fact("应完成", "")
    status = STATUSES[status_of(row, on)]
    word = late_by(row.due_on, row.closed_on or on) or status.word
    return Fact("应完成", full(row.due_on, current_calendar()), state=status.colour, word=word)
