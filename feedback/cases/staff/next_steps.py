"""What stands under 下一步: the buttons, and in words whose turn it is."""

from dataclasses import dataclass

from disclosure.web.components import Link
from disclosure.workflow.action import Action
from disclosure.workflow.offers import offers
from feedback.cases.context import CaseContext
from feedback.cases.models.cases import Case
from feedback.cases.models.replies import Reply
from feedback.cases.procedure import cases
from feedback.cases.replies import ReplyState, is_approved_draft, lacks_item, overturned_with
from feedback.cases.states import REQUESTS, State
from feedback.cases.topics import STILL_OWED, owes_disclosure

# In which the buttons stand; the table of a case is written in many modules.
ORDER = (
    "confirm_handover", "return_handover", "accept", "not_accept", "hand_over", "ask_completion", "register_completion", "ask_third_party", "register_third_party", "extend",
    "register_withdrawal", "screen", "screen_out", "assign", "claim", "defer", "register_handling",
    "order_rectification", "finish_rectification", "redisclose", "merge", "send_reply", "send_up", "approve_reply",
    "return_reply", "write_reply", "decide_above", "register_decision", "make_item", "link_item", "register_verdict",
    "told", "close", "reopen", "list", "unlist",
)  # fmt: skip
# Only about who handles it: the main one where nothing else is to be done.
FOLLOWS = ("assign", "claim")
# Seldom used, but what comes next where the answer names no item yet.
NEEDED = ("make_item", "link_item")


@dataclass(frozen=True)
class NextStep(Link):
    """``kind``: of its button."""

    kind: str = "plain"


@dataclass(frozen=True)
class NextSteps:
    """One main button and the others beside it; the rare ones, folded; whose turn it is, in sentences."""

    near: list[NextStep]
    rare: list[NextStep]
    waits: list[str]


def next_steps(context: CaseContext, kept: str) -> NextSteps:
    actions = sorted((offer.action for offer in offers(cases, context)), key=lambda action: ORDER.index(action.name))
    main = main_of(actions)
    actions.sort(key=lambda action: action is not main)
    near: list[NextStep] = []
    rare: list[NextStep] = []
    for action in actions:
        row = row_of(action, context, kept, is_main=action is main)
        (rare if action is not main and is_rare(action, context) else near).append(row)
    turn = turn_words(context, {action.name for action in actions})
    owed = STILL_OWED if owes_disclosure(context.subject) else ""
    return NextSteps(near, rare, [*filter(None, (overturned_words(context), item_words(context.reply), owed, turn))])


def is_rare(action: Action, context: CaseContext) -> bool:
    return action.is_folded and not (action.name in NEEDED and lacks_item(context.reply))


def main_of(actions: list[Action]) -> Action | None:
    """The one that its table marks as main, else the first that is neither rare nor only about who handles it."""
    marked = [action for action in actions if action.style == "main"]
    usual = [action for action in actions if not action.is_folded and action.name not in FOLLOWS]
    return next(iter([*marked, *usual]), None)


def row_of(action: Action, context: CaseContext, kept: str, *, is_main: bool) -> NextStep:
    is_begun = action.name == "write_reply" and context.reply is not None
    url = context.subject.step_url(action.name)
    kind = "main" if is_main else "danger" if action.style == "danger" else "plain"
    return NextStep("修改答复" if is_begun else action.label, f"{url}?{kept}" if kept else url, kind)


# --- whose turn it is ---


def overturned_words(context: CaseContext) -> str:
    """The superior wants another answer, which is not begun."""
    if context.reply is not None or context.subject.state != State.ACCEPTED:
        return ""
    opinion = overturned_with(context.subject)
    return f"上级不同意原来的答复，要另写一份。上级意见：{opinion}" if opinion else ""


def item_words(reply: Reply | None) -> str:
    if reply is None or not lacks_item(reply):
        return ""
    result = Reply.Result(reply.result).label
    return f"答复写的是“{result}”，还没有写公开的是哪一件。先由拟稿人转为公开事项，或者关联已有的，公开以后在答复里写上，才能答复。"


def turn_words(context: CaseContext, names: set[str]) -> str:
    """Whose turn it is, where it is not this person's."""
    case, reply = context.subject, context.reply
    if "hand_over" in names and "confirm_handover" not in names and context.handover:
        return f"已经提出转到{context.handover.name}，等分管领导确认。"
    if case.state == State.AT_SUPERIOR and not names & {"decide_above", "register_decision"}:
        return f"已经报{reply.superior if reply and reply.superior else '上一级党组织'}审定，等上级的意见。"
    is_draft = reply is not None and reply.state == ReplyState.DRAFT and not is_approved_draft(reply)
    if not (is_draft and case.kind in REQUESTS and case.state == State.ACCEPTED):
        return ""
    if returned := returned_with(case):
        return f"批准人请您修改答复：{returned}"
    return "" if "approve_reply" in names else "答复写好了，等分管领导批准。"


def returned_with(case: Case) -> str:
    """Why the answer came back, while it was not written anew."""
    last = case.steps.filter(action__in=("reply_written", "reply_returned")).order_by("-pk").first()
    return last.note if last and last.action == "reply_returned" else ""
