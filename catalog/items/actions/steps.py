"""Who may take which step on an item, and in which states: one table for the actions, the desk's buttons and the tests."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from catalog.items.blockers import of_step
from catalog.items.context import ItemContext
from catalog.items.models import Decision, Item
from catalog.items.routes import may_approve
from catalog.items.states import PUBLISHED, ItemState, VersionState
from catalog.schemes.choices import Scope
from disclosure.organizations.roles import APPROVE, CHECK_SECRECY, DRAFT, PUBLISH, REVIEW
from disclosure.workflow.refusals import Blocker

S, V, D = ItemState, VersionState, Decision.Step
UNRELEASED = (V.DRAFT, V.SUBMITTED, V.CHECKED, V.APPROVED)


@dataclass(frozen=True)
class Step:
    """``when`` looks at the states alone; ``permissions``: any of them will do."""

    name: str
    label: str
    permissions: tuple[str, ...]
    when: Callable[[Item], bool]
    needs_reason: bool = False
    may_return: bool = False
    decision: str = ""
    is_button: bool = True


def working(*states: str) -> Callable[[Item], bool]:
    """The working version is in one of the states, of an item not yet published or being corrected."""
    return lambda item: (
        item.working_version.state in states and (item.state == item.working_version.state or item.state in PUBLISHED)
    )


def in_state(*states: str) -> Callable[[Item], bool]:
    return lambda item: item.state in states


def is_corrected(item: Item) -> bool:
    return item.state in PUBLISHED and item.working_version.state == V.APPROVED


def may_go_outside(item: Item) -> bool:
    if item.scope != Scope.SOCIETY:
        return False
    return item.state == S.PUBLISHED_INSIDE or (item.state == S.APPROVED and not item.inside_first)


def goes_outside_later(item: Item) -> bool:
    is_staged = item.scope == Scope.SOCIETY and item.inside_first
    return is_staged and item.state in (S.APPROVED, S.PUBLISHED_INSIDE)


def is_withdrawable(item: Item) -> bool:
    return item.state in (*PUBLISHED, S.DISPLAY_ENDED)


STEPS = {
    step.name: step
    for step in (
        Step("save_text", "保存内容", (DRAFT,), working(V.DRAFT), is_button=False),
        Step("change_plan", "修改公开安排", (DRAFT,), in_state(S.DRAFT), is_button=False),
        Step("add_attachment", "添加附件", (DRAFT,), working(V.DRAFT), is_button=False),
        Step("remove_attachment", "删除附件", (DRAFT,), working(V.DRAFT), is_button=False),
        Step("mask_in_text", "照建议遮盖", (DRAFT,), working(V.DRAFT), is_button=False),
        Step("ask_waiver", "申请保留", (DRAFT,), working(*UNRELEASED), is_button=False),
        Step("decide_waiver", "决定是否保留", (CHECK_SECRECY,), working(*UNRELEASED), is_button=False),
        Step("submit", "提交审核", (DRAFT,), working(V.DRAFT), decision=D.SUBMIT),
        Step("review", "审核", (REVIEW,), working(V.SUBMITTED), may_return=True, decision=D.REVIEW),
        Step("check_secrecy", "保密审查", (CHECK_SECRECY,), working(V.SUBMITTED), may_return=True, decision=D.SECRECY),
        Step("approve", "审批", (), working(V.CHECKED), may_return=True, decision=D.APPROVE),
        Step("publish_inside", "党内公开", (PUBLISH,), in_state(S.APPROVED)),
        Step("publish_outside", "向社会公开", (PUBLISH,), may_go_outside),
        Step("publish_correction", "公开更正", (PUBLISH,), is_corrected),
        Step("return_item", "退回修改", (PUBLISH,), working(V.APPROVED), needs_reason=True),
        Step(
            "start_correction",
            "更正",
            (DRAFT,),
            lambda item: item.state in PUBLISHED and item.working_version.state == V.RELEASED,
            needs_reason=True,
        ),
        Step("drop_correction", "放弃更正", (DRAFT,), lambda item: item.state in PUBLISHED and is_draft_again(item)),
        Step("set_display_until", "改展示截止日期", (PUBLISH,), in_state(S.APPROVED, *PUBLISHED), is_button=False),
        Step("set_outside_after", "改向社会公开的日子", (PUBLISH,), goes_outside_later, is_button=False),
        Step(
            "start_redisclosure",
            "再次公开",
            (DRAFT,),
            in_state(*PUBLISHED, S.DISPLAY_ENDED, S.ARCHIVED),
            needs_reason=True,
            is_button=False,
        ),
        Step("end_display", "结束展示", (PUBLISH,), in_state(*PUBLISHED)),
        Step(
            "ask_withdrawal",
            "申请撤回",
            (DRAFT, PUBLISH, APPROVE),
            lambda item: is_withdrawable(item) and item.withdrawal_asked_at is None,
            needs_reason=True,
        ),
        Step(
            "confirm_withdrawal",
            "同意撤回",
            (PUBLISH, APPROVE),
            lambda item: is_withdrawable(item) and item.withdrawal_asked_at is not None,
        ),
        Step(
            "refuse_withdrawal",
            "不同意撤回",
            (PUBLISH, APPROVE),
            lambda item: is_withdrawable(item) and item.withdrawal_asked_at is not None,
            needs_reason=True,
        ),
        Step("archive", "归档", (PUBLISH,), in_state(S.DISPLAY_ENDED, S.WITHDRAWN), is_button=False),
    )
}


def is_draft_again(item: Item) -> bool:
    return item.working_version.number > 1 and item.working_version.state == V.DRAFT


def is_open(case: ItemContext, step: Step) -> bool:
    """Whether the states allow the step, and nobody has taken it in this round."""
    return step.when(case.item) and not (step.decision and step.decision in case.this_round)


def is_allowed(case: ItemContext, step: Step) -> bool:
    """Whether the person's posts carry the step; an approval also depends on its route."""
    if step.name == "approve":
        return case.rules is not None and may_approve(case.item, case.access, case.rules)
    return any(case.access.can(permission, case.item.organization) for permission in step.permissions)


@dataclass(frozen=True)
class ActionOffer:
    """A button of the desk. With blockers it is shown and says why it cannot be pressed."""

    name: str
    label: str
    blockers: list[Blocker]
    needs_reason: bool
    may_return: bool


def available_actions(item: Item, user, on: date) -> list[ActionOffer]:
    """What the person may do with the item now. At most a dozen queries, whatever the item."""
    case = ItemContext(item, user, on)
    return [
        ActionOffer(step.name, step.label, of_step(case, step.name), step.needs_reason, step.may_return)
        for step in STEPS.values()
        if step.is_button and step.when(item) and is_allowed(case, step) and is_open(case, step)
    ]
