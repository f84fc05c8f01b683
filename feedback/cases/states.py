"""What comes in: its kinds and its states. What leads from one to another stands in the table (``feedback.cases.procedure``)."""

from django.db import models


class Kind(models.TextChoices):
    TOPIC = "topic", "点题公开"
    APPLICATION = "application", "依申请公开"
    OPINION = "opinion", "意见建议"
    QUESTION = "question", "党内事务咨询"


REQUESTS = (Kind.TOPIC, Kind.APPLICATION)


class State(models.TextChoices):
    RECEIVED = "received", "已收到"
    INCOMPLETE = "incomplete", "待补正"
    ACCEPTED = "accepted", "办理中"
    NOT_ACCEPTED = "not_accepted", "不予受理"
    SCREENED = "screened", "待分办"
    SCREENED_OUT = "screened_out", "不予办理"
    ASSIGNED = "assigned", "承办中"
    HANDLED = "handled", "待答复"
    AT_SUPERIOR = "at_superior", "上级审定中"
    ANSWERED = "answered", "已答复"
    CLOSED = "closed", "已办结"
    WITHDRAWN = "withdrawn", "已撤回"
    MERGED = "merged", "已合并办理"
    HANDED_OVER = "handed_over", "已转交"


# Before it is taken on, a case may be handed over to where it belongs.
HANDED_OVER_FROM = (State.RECEIVED, State.SCREENED, State.ASSIGNED)
ENDED = frozenset(
    {State.CLOSED, State.NOT_ACCEPTED, State.SCREENED_OUT, State.WITHDRAWN, State.MERGED, State.HANDED_OVER}
)
