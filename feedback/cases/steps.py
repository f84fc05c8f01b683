"""Who may take which step on a case, and in which states: one table for the actions, the desk's buttons and the tests."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from disclosure.organizations.access import Access, access_of
from disclosure.organizations.roles import APPROVE, COLLECT_OPINIONS, DECIDE_BELOW, DRAFT, HANDLE_REQUESTS, PERMISSIONS
from feedback.cases.conflict_of_interest import is_own_case
from feedback.cases.models.cases import Case
from feedback.cases.notifications.manual import TOLD, waits_to_be_told
from feedback.cases.rectifications import has_open, has_rectification
from feedback.cases.replies import goes_up, is_decided_on_paper, may_be_sent, may_be_written, waits_for_approval
from feedback.cases.states import REQUESTS, TRANSITIONS, IllegalMove, Kind, State

S = State
ALL = tuple(Kind)
OPINION, QUESTION = (Kind.OPINION,), (Kind.QUESTION,)
STAFF = (HANDLE_REQUESTS, COLLECT_OPINIONS)
UNANSWERED = (S.RECEIVED, S.INCOMPLETE, S.ACCEPTED, S.SCREENED, S.ASSIGNED, S.HANDLED, S.AT_SUPERIOR)
# A topic may be shown while it is handled, so that others can second it; everything else when it is answered.
LISTABLE = (S.ACCEPTED, S.AT_SUPERIOR, S.ANSWERED, S.CLOSED)
# An application is answered to its own applicant: a second one of the same is answered as repeated, not merged.
MERGEABLE = (Kind.TOPIC, Kind.OPINION, Kind.QUESTION)
# What is put right may be finished after the answer that named its day.
RECTIFIED_IN = (S.ASSIGNED, S.HANDLED, S.ANSWERED, S.CLOSED)
# What was demanded because of an opinion is put right whatever became of the opinion.
PUT_RIGHT_IN = (*RECTIFIED_IN, S.WITHDRAWN, S.MERGED)
# What one asked for may be disclosed to more while it is handled and after the answer (转主动公开).
TURNED_IN = (S.ACCEPTED, S.ASSIGNED, S.HANDLED, S.ANSWERED, S.CLOSED)


def always(_case: Case) -> bool:
    return True


def has_none_yet(case: Case) -> bool:
    return not has_rectification(case)


def may_be_redisclosed(case: Case) -> bool:
    """An opinion about an item that led to nothing yet."""
    return case.item_id is not None and case.led_to_id is None


def is_screened_where_needed(case: Case) -> bool:
    """An opinion is given to somebody when it is settled that it will be handled."""
    return case.kind != Kind.OPINION or case.state != State.RECEIVED


def led_to_nothing(case: Case) -> bool:
    return case.led_to_id is None


def waits_for_nobody(case: Case) -> bool:
    return case.waiting_for == Case.Waiting.NOTHING


def waits_for_third_party(case: Case) -> bool:
    return case.waiting_for == Case.Waiting.THIRD_PARTY


def may_be_listed(case: Case) -> bool:
    """No complaint; what is no topic when it is answered."""
    is_answered = case.state in (S.ANSWERED, S.CLOSED)
    return case.complaint_about_id is None and (case.kind == Kind.TOPIC or is_answered)


def is_listed(case: Case) -> bool:
    return case.listed_at is not None


@dataclass(frozen=True)
class CaseStep:
    """``by_handler``: also open to the person the case was given to, whatever their posts there. ``when``: what the case
    must be like besides its kind and state."""

    name: str
    label: str
    permissions: tuple[str, ...]
    kinds: tuple[str, ...]
    states: tuple[str, ...]
    by_handler: bool = False
    needs_reason: bool = False
    when: Callable[[Case], bool] = always

    def fits(self, case: Case) -> bool:
        return case.kind in self.kinds and case.state in self.states and self.when(case)


STEPS = {
    step.name: step
    for step in (
        CaseStep("accept", "受理", (HANDLE_REQUESTS,), REQUESTS, (S.RECEIVED,)),
        CaseStep("not_accept", "不予受理", (HANDLE_REQUESTS,), REQUESTS, (S.RECEIVED,), needs_reason=True),
        CaseStep("ask_completion", "请对方补正", (HANDLE_REQUESTS,), REQUESTS, (S.RECEIVED,), needs_reason=True),
        CaseStep("register_completion", "登记补正内容", (HANDLE_REQUESTS,), REQUESTS, (S.INCOMPLETE,)),
        CaseStep(
            "ask_third_party",
            "征求第三方意见",
            (HANDLE_REQUESTS,),
            REQUESTS,
            (S.ACCEPTED,),
            by_handler=True,
            when=waits_for_nobody,
        ),
        CaseStep(
            "register_third_party",
            "登记第三方意见",
            (HANDLE_REQUESTS,),
            REQUESTS,
            (S.ACCEPTED,),
            by_handler=True,
            when=waits_for_third_party,
        ),
        CaseStep(
            "extend",
            "延期答复",
            (APPROVE,),
            REQUESTS,
            (S.ACCEPTED, S.RECEIVED),
            needs_reason=True,
            when=waits_for_nobody,
        ),
        CaseStep("register_withdrawal", "登记撤回", STAFF, ALL, UNANSWERED, needs_reason=True),
        CaseStep("screen", "筛选通过", (COLLECT_OPINIONS,), OPINION, (S.RECEIVED,)),
        CaseStep("screen_out", "不予办理", (COLLECT_OPINIONS,), OPINION, (S.RECEIVED,), needs_reason=True),
        CaseStep(
            "assign",
            "分办",
            STAFF,
            ALL,
            (S.RECEIVED, S.ACCEPTED, S.SCREENED, S.ASSIGNED, S.HANDLED),
            when=is_screened_where_needed,
        ),
        CaseStep("claim", "我来办", STAFF, ALL, (S.RECEIVED, S.ACCEPTED, S.SCREENED)),
        CaseStep("defer", "先搁一搁", STAFF, ALL, (S.RECEIVED, S.ACCEPTED, S.SCREENED, S.ASSIGNED), by_handler=True),
        CaseStep("register_handling", "登记办理情况", (COLLECT_OPINIONS,), OPINION, (S.ASSIGNED,), by_handler=True),
        CaseStep(
            "order_rectification",
            "要求整改",
            (COLLECT_OPINIONS, APPROVE),
            OPINION,
            (S.ASSIGNED, S.HANDLED),
            when=has_none_yet,
        ),
        CaseStep(
            "finish_rectification", "登记整改完成", (COLLECT_OPINIONS, APPROVE), OPINION, PUT_RIGHT_IN, when=has_open
        ),
        CaseStep("redisclose", "再次公开", (DRAFT,), OPINION, RECTIFIED_IN, when=may_be_redisclosed),
        CaseStep("merge", "并入相似的来件", STAFF, MERGEABLE, (S.RECEIVED, S.ACCEPTED, S.SCREENED, S.ASSIGNED)),
        CaseStep(
            "send_reply",
            "答复来件人",
            STAFF,
            ALL,
            (S.ACCEPTED, S.HANDLED, S.RECEIVED),
            by_handler=True,
            when=may_be_sent,
        ),
        CaseStep(
            "send_up", "报上级审定", (HANDLE_REQUESTS, APPROVE), REQUESTS, (S.ACCEPTED,), by_handler=True, when=goes_up
        ),
        CaseStep("approve_reply", "批准答复", (APPROVE,), REQUESTS, (S.ACCEPTED,), when=waits_for_approval),
        CaseStep(
            "return_reply", "退回答复", (APPROVE,), REQUESTS, (S.ACCEPTED,), needs_reason=True, when=waits_for_approval
        ),
        CaseStep(
            "write_reply",
            "写答复",
            STAFF,
            ALL,
            (S.ACCEPTED, S.ASSIGNED, S.HANDLED, S.RECEIVED),
            by_handler=True,
            when=may_be_written,
        ),
        CaseStep("decide_above", "审定", (DECIDE_BELOW,), REQUESTS, (S.AT_SUPERIOR,)),
        CaseStep(
            "register_decision",
            "登记上级批复",
            (HANDLE_REQUESTS, APPROVE),
            REQUESTS,
            (S.AT_SUPERIOR,),
            when=is_decided_on_paper,
        ),
        CaseStep("make_item", "转为公开事项", (DRAFT,), ALL, TURNED_IN, when=led_to_nothing),
        CaseStep("link_item", "关联公开事项", STAFF, ALL, TURNED_IN, by_handler=True, when=led_to_nothing),
        CaseStep("register_verdict", "登记来件人的评价", STAFF, ALL, (S.ANSWERED,)),
        CaseStep(TOLD, "登记已经告知", STAFF, ALL, tuple(State), by_handler=True, when=waits_to_be_told),
        CaseStep("close", "办结", STAFF, ALL, (S.ANSWERED,)),
        CaseStep("reopen", "重办", STAFF, ALL, (S.ANSWERED,), needs_reason=True),
        CaseStep("list", "公布这件来件和答复", (APPROVE,), ALL, LISTABLE, when=may_be_listed),
        CaseStep("unlist", "不再公布", (APPROVE,), ALL, tuple(S), needs_reason=True, when=is_listed),
    )
}


def is_allowed(case: Case, step: CaseStep, access: Access) -> bool:
    """Whether the person's posts carry the step, or the case is theirs to handle."""
    if step.by_handler and handles(case, access):
        return True
    if DECIDE_BELOW in step.permissions:
        above = case.organization.line_paths[:-1]
        return any(prefix in above for prefix in access.prefixes(DECIDE_BELOW))
    return any(access.can(name, case.organization) for name in step.permissions if is_about(name, case.kind))


def handles(case: Case, access: Access) -> bool:
    """Whether the case was given to the person, who still holds a post there."""
    is_theirs = access.is_known and case.handler_id == access.user.pk
    return is_theirs and case.organization_id in workplaces(access)


def workplaces(access: Access) -> set[int]:
    """Organisations where the person holds any post."""
    return access.organization_ids(*(name for name, _label in PERMISSIONS))


def is_about(permission: str, kind: str) -> bool:
    """Who handles requests answers questions too; opinions are for who collects them."""
    if permission == HANDLE_REQUESTS:
        return kind != Kind.OPINION
    return permission != COLLECT_OPINIONS or kind == Kind.OPINION


def offers(case: Case, user, on: date) -> list[CaseStep]:
    """The buttons a person sees on a case; none on a complaint about what they did themselves, and none to take what
    somebody has."""
    if is_own_case(case, user):
        return []
    access = access_of(user, on)
    fitting = [step for step in STEPS.values() if step.fits(case) and is_allowed(case, step, access)]
    return [step for step in fitting if step.name != "claim" or may_be_taken(case, user)]


def may_be_taken(case: Case, user) -> bool:
    """Nobody has it, or it was given to this person and only waits to be taken up."""
    return case.handler_id is None or (case.handler_id == user.pk and case.state == State.SCREENED)


def move(case: Case, state: str) -> None:
    """The only place where a case's state is assigned; in another state nobody is waited for. Raises ``IllegalMove``."""
    if state not in TRANSITIONS[Kind(case.kind)][State(case.state)]:
        raise IllegalMove(f"来件现在是“{case.get_state_display()}”，不能改成“{State(state).label}”。")
    case.state, case.waiting_for, case.waiting_until_on = state, "", None
