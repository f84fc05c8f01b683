"""The table of an evaluation by members: who acts, from where, what the log calls it. What a voter does is in no log."""

from django.db.models import Q

from disclosure.organizations.roles import APPROVE, DRAFT, PUBLISH
from disclosure.oversight.evaluation.models import Evaluation
from disclosure.workflow.kit import Holds, Workflow, in_state, when

S = Evaluation.State
PREPARERS, OPENERS, TELLERS = Holds(DRAFT, PUBLISH), Holds(PUBLISH, APPROVE), Holds(DRAFT, PUBLISH, APPROVE)
STILL_OPEN = in_state(S.OPEN) & when(
    lambda context: context.subject.is_open(context.on), Q, not_now="这一次评议已经截止。"
)
OVER = in_state(S.OPEN) & when(
    lambda context: context.subject.state != S.OPEN or context.subject.until_on < context.on,
    Q,
    not_now="还在评议，截止以后才能办这一步。",
)

evaluations = Workflow(
    Evaluation,
    code="evaluation",
    words={
        "prepared": "起草党员评议",
        "saved": "修改党员评议",
        "submitted": "提交党员评议",
        "sent_back": "退回党员评议",
        "opened": "开始党员评议",
        "voided": "党员评议作废",
        "paper_entered": "录入纸质票",
        "paper_confirmed": "核对纸质票",
        "paper_dropped": "删去录入的纸质票",
        "counted": "党员评议计票",
        "published": "公布党员评议结果",
    },
    reads=("organization", "deadline"),
    label=lambda row: f"党员评议（第{row.pk}号）",
    heading=lambda row: "",
    url_of=Evaluation.get_staff_url,
)
