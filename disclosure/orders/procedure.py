"""The table of an order: its states, its words, from where its actions start."""

from disclosure.orders.models import Order
from disclosure.workflow.kit import Workflow, in_state, when

S = Order.State
UNDONE, GOING_ON = in_state(S.OPEN, S.RETURNED), in_state(S.OPEN, S.RETURNED, S.REPORTED)
# What is handled where it came from is confirmed there, by whoever has seen it.
REPORTED = when(
    lambda context: context.subject.state == S.REPORTED or (context.subject.is_at_source and UNDONE.fits(context)),
    in_state(S.REPORTED).rows,
    not_now="还没有报告整改情况，或者已经确认过。",
)

orders = Workflow(
    Order,
    code="order",
    words={
        "given": "要求整改",
        "reported": "报告整改情况",
        "closed": "确认整改完成",
        "returned": "退回再改",
        "withdrawn": "撤销整改要求",
        "evidence_added": "添加整改佐证材料",
        "evidence_removed": "删除整改佐证材料",
    },
    heading=lambda order: order.heading,
    reads=("organization", "issuer", "department", "person", "deadline__organization"),
)
