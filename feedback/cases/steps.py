"""Who may take which step on a letter, and in which states: one table for the actions, the desk's buttons and the tests."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from disclosure.organizations.access import Access, access_of
from disclosure.organizations.roles import APPROVE, COLLECT_OPINIONS, DECIDE_BELOW, DRAFT, HANDLE_REQUESTS, PERMISSIONS
from feedback.cases.conflict_of_interest import is_own_case
from feedback.cases.models.cases import Letter
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


def always(_letter: Letter) -> bool:
    return True


def has_none_yet(letter: Letter) -> bool:
    return not has_rectification(letter)


def may_be_redisclosed(letter: Letter) -> bool:
    """An opinion about an item that led to nothing yet."""
    return letter.item_id is not None and letter.led_to_id is None


def is_screened_where_needed(letter: Letter) -> bool:
    """An opinion is given to somebody when it is settled that it will be handled."""
    return letter.kind != Kind.OPINION or letter.state != State.RECEIVED


def led_to_nothing(letter: Letter) -> bool:
    return letter.led_to_id is None


def waits_for_nobody(letter: Letter) -> bool:
    return letter.waiting_for == Letter.Waiting.NOTHING


def waits_for_third_party(letter: Letter) -> bool:
    return letter.waiting_for == Letter.Waiting.THIRD_PARTY


def may_be_listed(letter: Letter) -> bool:
    """No complaint; what is no topic when it is answered."""
    is_answered = letter.state in (S.ANSWERED, S.CLOSED)
    return letter.complaint_about_id is None and (letter.kind == Kind.TOPIC or is_answered)


def is_listed(letter: Letter) -> bool:
    return letter.listed_at is not None


@dataclass(frozen=True)
class LetterStep:
    """``by_handler``: also open to the person the letter was given to, whatever their posts there. ``when``: what the letter
    must be like besides its kind and state."""

    name: str
    label: str
    permissions: tuple[str, ...]
    kinds: tuple[str, ...]
    states: tuple[str, ...]
    by_handler: bool = False
    needs_reason: bool = False
    when: Callable[[Letter], bool] = always

    def fits(self, letter: Letter) -> bool:
        return letter.kind in self.kinds and letter.state in self.states and self.when(letter)


STEPS = {
    step.name: step
    for step in (
        LetterStep("accept", "受理", (HANDLE_REQUESTS,), REQUESTS, (S.RECEIVED,)),
        LetterStep("not_accept", "不予受理", (HANDLE_REQUESTS,), REQUESTS, (S.RECEIVED,), needs_reason=True),
        LetterStep("ask_completion", "请对方补正", (HANDLE_REQUESTS,), REQUESTS, (S.RECEIVED,), needs_reason=True),
        LetterStep("register_completion", "登记补正内容", (HANDLE_REQUESTS,), REQUESTS, (S.INCOMPLETE,)),
        LetterStep(
            "ask_third_party",
            "征求第三方意见",
            (HANDLE_REQUESTS,),
            REQUESTS,
            (S.ACCEPTED,),
            by_handler=True,
            when=waits_for_nobody,
        ),
        LetterStep(
            "register_third_party",
            "登记第三方意见",
            (HANDLE_REQUESTS,),
            REQUESTS,
            (S.ACCEPTED,),
            by_handler=True,
            when=waits_for_third_party,
        ),
        LetterStep(
            "extend",
            "延期答复",
            (APPROVE,),
            REQUESTS,
            (S.ACCEPTED, S.RECEIVED),
            needs_reason=True,
            when=waits_for_nobody,
        ),
        LetterStep("register_withdrawal", "登记撤回", STAFF, ALL, UNANSWERED, needs_reason=True),
        LetterStep("screen", "筛选通过", (COLLECT_OPINIONS,), OPINION, (S.RECEIVED,)),
        LetterStep("screen_out", "不予办理", (COLLECT_OPINIONS,), OPINION, (S.RECEIVED,), needs_reason=True),
        LetterStep(
            "assign",
            "分办",
            STAFF,
            ALL,
            (S.RECEIVED, S.ACCEPTED, S.SCREENED, S.ASSIGNED, S.HANDLED),
            when=is_screened_where_needed,
        ),
        LetterStep("claim", "我来办", STAFF, ALL, (S.RECEIVED, S.ACCEPTED, S.SCREENED)),
        LetterStep("defer", "先搁一搁", STAFF, ALL, (S.RECEIVED, S.ACCEPTED, S.SCREENED, S.ASSIGNED), by_handler=True),
        LetterStep("register_handling", "登记办理情况", (COLLECT_OPINIONS,), OPINION, (S.ASSIGNED,), by_handler=True),
        LetterStep(
            "order_rectification",
            "要求整改",
            (COLLECT_OPINIONS, APPROVE),
            OPINION,
            (S.ASSIGNED, S.HANDLED),
            when=has_none_yet,
        ),
        LetterStep(
            "finish_rectification", "登记整改完成", (COLLECT_OPINIONS, APPROVE), OPINION, PUT_RIGHT_IN, when=has_open
        ),
        LetterStep("redisclose", "再次公开", (DRAFT,), OPINION, RECTIFIED_IN, when=may_be_redisclosed),
        LetterStep("merge", "并入相似的来件", STAFF, MERGEABLE, (S.RECEIVED, S.ACCEPTED, S.SCREENED, S.ASSIGNED)),
        LetterStep(
            "send_reply",
            "答复来件人",
            STAFF,
            ALL,
            (S.ACCEPTED, S.HANDLED, S.RECEIVED),
            by_handler=True,
            when=may_be_sent,
        ),
        LetterStep(
            "send_up", "报上级审定", (HANDLE_REQUESTS, APPROVE), REQUESTS, (S.ACCEPTED,), by_handler=True, when=goes_up
        ),
        LetterStep("approve_reply", "批准答复", (APPROVE,), REQUESTS, (S.ACCEPTED,), when=waits_for_approval),
        LetterStep(
            "return_reply", "退回答复", (APPROVE,), REQUESTS, (S.ACCEPTED,), needs_reason=True, when=waits_for_approval
        ),
        LetterStep(
            "write_reply",
            "写答复",
            STAFF,
            ALL,
            (S.ACCEPTED, S.ASSIGNED, S.HANDLED, S.RECEIVED),
            by_handler=True,
            when=may_be_written,
        ),
        LetterStep("decide_above", "审定", (DECIDE_BELOW,), REQUESTS, (S.AT_SUPERIOR,)),
        LetterStep(
            "register_decision",
            "登记上级批复",
            (HANDLE_REQUESTS, APPROVE),
            REQUESTS,
            (S.AT_SUPERIOR,),
            when=is_decided_on_paper,
        ),
        LetterStep("make_item", "转为公开事项", (DRAFT,), ALL, TURNED_IN, when=led_to_nothing),
        LetterStep("link_item", "关联公开事项", STAFF, ALL, TURNED_IN, by_handler=True, when=led_to_nothing),
        LetterStep("register_verdict", "登记来件人的评价", STAFF, ALL, (S.ANSWERED,)),
        LetterStep(TOLD, "登记已经告知", STAFF, ALL, tuple(State), by_handler=True, when=waits_to_be_told),
        LetterStep("close", "办结", STAFF, ALL, (S.ANSWERED,)),
        LetterStep("reopen", "重办", STAFF, ALL, (S.ANSWERED,), needs_reason=True),
        LetterStep("list", "公布这件来件和答复", (APPROVE,), ALL, LISTABLE, when=may_be_listed),
        LetterStep("unlist", "不再公布", (APPROVE,), ALL, tuple(S), needs_reason=True, when=is_listed),
    )
}


def is_allowed(letter: Letter, step: LetterStep, access: Access) -> bool:
    """Whether the person's posts carry the step, or the letter is theirs to handle."""
    if step.by_handler and handles(letter, access):
        return True
    if DECIDE_BELOW in step.permissions:
        above = letter.organization.line_paths[:-1]
        return any(prefix in above for prefix in access.prefixes(DECIDE_BELOW))
    return any(access.can(name, letter.organization) for name in step.permissions if is_about(name, letter.kind))


def handles(letter: Letter, access: Access) -> bool:
    """Whether the letter was given to the person, who still holds a post there."""
    is_theirs = access.is_known and letter.handler_id == access.user.pk
    return is_theirs and letter.organization_id in workplaces(access)


def workplaces(access: Access) -> set[int]:
    """Organisations where the person holds any post."""
    return access.organization_ids(*(name for name, _label in PERMISSIONS))


def is_about(permission: str, kind: str) -> bool:
    """Who handles requests answers questions too; opinions are for who collects them."""
    if permission == HANDLE_REQUESTS:
        return kind != Kind.OPINION
    return permission != COLLECT_OPINIONS or kind == Kind.OPINION


def offers(letter: Letter, user, on: date) -> list[LetterStep]:
    """The buttons a person sees on a letter; none on a complaint about what they did themselves, and none to take what
    somebody has."""
    if is_own_case(letter, user):
        return []
    access = access_of(user, on)
    fitting = [step for step in STEPS.values() if step.fits(letter) and is_allowed(letter, step, access)]
    return [step for step in fitting if step.name != "claim" or may_be_taken(letter, user)]


def may_be_taken(letter: Letter, user) -> bool:
    """Nobody has it, or it was given to this person and only waits to be taken up."""
    return letter.handler_id is None or (letter.handler_id == user.pk and letter.state == State.SCREENED)


def move(letter: Letter, state: str) -> None:
    """The only place where a letter's state is assigned; in another state nobody is waited for. Raises ``IllegalMove``."""
    if state not in TRANSITIONS[Kind(letter.kind)][State(letter.state)]:
        raise IllegalMove(f"来件现在是“{letter.get_state_display()}”，不能改成“{State(state).label}”。")
    letter.state, letter.waiting_for, letter.waiting_until_on = state, "", None
