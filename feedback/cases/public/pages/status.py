"""The state of a case in plain words for its sender: what was done, who is waited for and till when."""

from collections.abc import Mapping
from dataclasses import dataclass

from disclosure.deadlines import dates
from disclosure.deadlines.workdays import WorkCalendar
from disclosure.web.components import Badge
from feedback.cases.models.cases import Case
from feedback.cases.models.replies import Reply
from feedback.cases.states import State

S, W = State, Case.Waiting
SENTENCES = {
    S.RECEIVED: "已经收到，正在看。",
    S.INCOMPLETE: "还缺一些内容，补上以后才能接着办。",
    S.ACCEPTED: "已经受理，正在办。",
    S.NOT_ACCEPTED: "没有受理，原因写在下面的办理经过里。",
    S.SCREENED: "已经收下，正在安排由谁来办。",
    S.SCREENED_OUT: "没有办理，原因写在下面的办理经过里。",
    S.ASSIGNED: "已经交给承办的人，正在办。",
    S.HANDLED: "已经办过，正在写答复。",
    S.AT_SUPERIOR: "答复要由上级党组织审定，已经报上去；上级定了以后再答复您。",
    S.ANSWERED: "已经答复，答复写在下面。",
    S.CLOSED: "已经办结。",
    S.WITHDRAWN: "已经撤回，不再办理。",
    S.MERGED: "和别人提的同一件事合在一起办。",
    S.HANDED_OVER: "不归这里办理，已经转交；转到哪里、怎样联系写在下面。",
}
# In these the sender is the one who is waited for, or asked what they think.
ASKED = {S.INCOMPLETE: "请您补充"}
ASKED_IN_LISTS = ASKED | {S.ANSWERED: "请看答复"}
WORKED_ON = (S.RECEIVED, S.ACCEPTED, S.ASSIGNED, S.HANDLED)
# State → how the badge shows it.
BADGES = {S.ANSWERED: "done", S.CLOSED: "done", S.INCOMPLETE: "returned", S.NOT_ACCEPTED: "excused"}
BADGES |= {S.SCREENED_OUT: "excused", S.WITHDRAWN: "draft", S.MERGED: "draft", S.HANDED_OVER: "excused"}


@dataclass(frozen=True)
class Status:
    """``waits``: who is waited for and till when."""

    badge: Badge
    sentence: str
    waits: str


def status(case: Case, replies: list[Reply], calendar: WorkCalendar) -> Status:
    return Status(badge_of(case, ASKED), sentence(case, replies), waits(case, replies, calendar))


def sentence(case: Case, replies: list[Reply]) -> str:
    """When the case is handled once more, its page shows an answer already."""
    is_again = case.state in WORKED_ON and any(row.sent_at for row in replies)
    return "上次的答复在下面；正在重新办理。" if is_again else SENTENCES[S(case.state)]


def badge_of(case: Case, asked: Mapping[State, str]) -> Badge:
    state = S(case.state)
    return Badge(BADGES.get(state, "waiting"), asked.get(state) or case.get_state_display())


def waits(case: Case, replies: list[Reply], calendar: WorkCalendar) -> str:
    until = dates.full(case.waiting_until_on, calendar) if case.waiting_until_on else ""
    if case.waiting_for == W.COMPLETION:
        return f"在等您补充，请在{until}以前补上；到期没有补上，按撤回处理。" if until else "在等您补充。"
    if case.waiting_for == W.THIRD_PARTY:
        return f"在等有关第三方的意见，最晚等到{until}。" if until else "在等有关第三方的意见。"
    if case.state == S.AT_SUPERIOR:
        due = [row.superior_deadline for row in replies if row.state == Reply.State.AT_SUPERIOR]
        due_on = due[0].due_on if due and due[0] else None
        return f"在等上级党组织审定，应在{dates.full(due_on, calendar)}以前定。" if due_on else "在等上级党组织审定。"
    return ""
