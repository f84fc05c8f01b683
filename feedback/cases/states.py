"""The life-cycles of what comes in: kinds, states and the transitions allowed between them."""

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


S = State
REQUEST_TRANSITIONS: dict[str, frozenset[str]] = {
    S.RECEIVED: frozenset({S.INCOMPLETE, S.ACCEPTED, S.NOT_ACCEPTED, S.WITHDRAWN, S.MERGED}),
    S.INCOMPLETE: frozenset({S.RECEIVED, S.WITHDRAWN}),
    S.ACCEPTED: frozenset({S.AT_SUPERIOR, S.ANSWERED, S.WITHDRAWN, S.MERGED}),
    S.AT_SUPERIOR: frozenset({S.ACCEPTED, S.ANSWERED, S.WITHDRAWN}),
    S.ANSWERED: frozenset({S.CLOSED, S.ACCEPTED}),
    S.CLOSED: frozenset({S.ACCEPTED}),
    S.NOT_ACCEPTED: frozenset(),
    S.WITHDRAWN: frozenset(),
    S.MERGED: frozenset(),
}
OPINION_TRANSITIONS: dict[str, frozenset[str]] = {
    S.RECEIVED: frozenset({S.SCREENED, S.SCREENED_OUT, S.WITHDRAWN, S.MERGED}),
    S.SCREENED: frozenset({S.ASSIGNED, S.WITHDRAWN, S.MERGED}),
    S.ASSIGNED: frozenset({S.HANDLED, S.WITHDRAWN, S.MERGED}),
    S.HANDLED: frozenset({S.ANSWERED, S.ASSIGNED, S.WITHDRAWN}),
    S.ANSWERED: frozenset({S.CLOSED, S.ASSIGNED}),
    S.CLOSED: frozenset({S.ASSIGNED}),
    S.SCREENED_OUT: frozenset(),
    S.WITHDRAWN: frozenset(),
    S.MERGED: frozenset(),
}
QUESTION_TRANSITIONS: dict[str, frozenset[str]] = {
    S.RECEIVED: frozenset({S.ANSWERED, S.MERGED, S.WITHDRAWN}),
    S.ANSWERED: frozenset({S.CLOSED, S.RECEIVED}),
    S.CLOSED: frozenset({S.RECEIVED}),
    S.WITHDRAWN: frozenset(),
    S.MERGED: frozenset(),
}
TRANSITIONS = {
    Kind.TOPIC: REQUEST_TRANSITIONS,
    Kind.APPLICATION: REQUEST_TRANSITIONS,
    Kind.OPINION: OPINION_TRANSITIONS,
    Kind.QUESTION: QUESTION_TRANSITIONS,
}
ENDED = frozenset({S.CLOSED, S.NOT_ACCEPTED, S.SCREENED_OUT, S.WITHDRAWN, S.MERGED})


class IllegalMove(Exception):
    """Raised when a state may not follow the present one; the message is Chinese and fit for a page."""
