"""The table of items: from where their actions start, and what the actions share."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, F, Model, OuterRef, Q

from catalog.items.context import ItemContext
from catalog.items.models import Decision, Item, Version
from catalog.items.states import PUBLISHED, ItemState, VersionState
from catalog.schemes.choices import Scope
from disclosure.organizations.roles import APPROVE, CHECK_SECRECY, DRAFT, PUBLISH, REVIEW
from disclosure.workflow.kit import Act, Condition, Holds, Workflow, in_state, stamp_of, when

S, V = ItemState, VersionState
WRITERS, PUBLISHERS = Holds(DRAFT), Holds(PUBLISH)
REVIEWERS, SECRECY_REVIEWERS = Holds(REVIEW), Holds(CHECK_SECRECY)
WITHDRAWERS = Holds(PUBLISH, APPROVE)
REASON = "请写明原因。"

# By its index number: who reads the log need not be among the item's readers.
items = Workflow(
    Item,
    code="item",
    words={
        "created": "登记事项",
        "dropped": "删除草稿",
        "text_saved": "保存内容",
        "changed": "修改事项",
        "submitted": "提交审核",
        "reviewed": "审核通过",
        "secrecy_checked": "保密审查通过",
        "approved": "审批通过",
        "returned": "退回修改",
        "published_inside": "党内公开",
        "published_outside": "向社会公开",
        "display_ended": "公示结束",
        "longer_asked": "申请延长展示",
        "longer_agreed": "同意延长展示",
        "longer_refused": "不同意延长展示",
        "archived": "归档",
        "correction_started": "开始更正",
        "correction_dropped": "放弃更正",
        "progress_started": "开始补充工作进展",
        "progress_dropped": "放弃补充工作进展",
        "progress_published": "公开工作进展",
        "progress_taken_back": "撤下工作进展",
        "revision_denied": "登记的修订不成立",
        "corrected": "更正",
        "withdrawal_asked": "申请撤回",
        "withdrawal_refused": "不同意撤回",
        "withdrawn": "撤回",
        "redisclosed": "再次公开",
        "channel_carried_out": "登记公开形式落实情况",
        "channel_changed": "修改公开形式的登记",
        "channel_confirmed": "核实公开形式落实情况",
        "channel_drop_asked": "申请取消一种公开形式",
        "channel_drop_refused": "不同意取消一种公开形式",
        "channel_dropped": "不再采用一种公开形式",
        "evidence_added": "添加佐证材料",
        "evidence_removed": "删除佐证材料",
        "delivery_recorded": "登记告知本人",
        "read_by_recipient": "本人确认已读",
        "text_masked": "遮盖敏感内容",
        "hidden": "隐藏",
        "hiding_confirmed": "确认隐藏",
        "hiding_told": "隐藏没有确认，告知上级",
        "shown_again": "恢复公开",
        "narrowed": "缩小公开范围获准",
        "narrowing_ended": "缩小公开范围结束",
    },
    context=ItemContext,
    reads=("organization", "entry", "working_version", "published_version", "deadline", "department"),
    label=lambda item: item.index_number,
    heading=lambda item: "",
    url_of=lambda item: item.staff_url,
)


def working(*states: str) -> Condition:
    """The working version is in one of the states, of an item not yet published or being corrected."""
    return when(
        lambda context: (
            context.version.state in states
            and (context.item.state == context.version.state or context.item.state in PUBLISHED)
        ),
        lambda: Q(working_version__state__in=states) & (Q(state=F("working_version__state")) | Q(state__in=PUBLISHED)),
    )


def undecided(step: str) -> Condition:
    """Nobody has taken the step in the working version's present round."""
    taken = Decision.objects.filter(
        version_id=OuterRef("working_version_id"), round=OuterRef("working_version__round"), step=step
    )
    return when(lambda context: step not in context.this_round, lambda: ~Q(Exists(taken)))


WRITTEN, UNRELEASED = working(V.DRAFT), working(V.DRAFT, V.SUBMITTED, V.CHECKED, V.APPROVED)
BY_ITS_WRITER = when(
    lambda context: context.item.created_by_id == context.user.pk, not_now="草稿只能由拟稿人自己删除。"
)
NEVER_SUBMITTED = when(lambda context: context.version.round == 0, lambda: Q(working_version__round=0))
IS_PUBLISHED = in_state(*PUBLISHED)
IS_PROGRESS = when(lambda context: context.version.is_progress, lambda: Q(working_version__progress_on__isnull=False))
IS_TEXT = when(lambda context: not context.version.is_progress, lambda: Q(working_version__progress_on__isnull=True))
OF_SOCIETY = when(lambda context: context.item.scope == Scope.SOCIETY, lambda: Q(scope=Scope.SOCIETY))


def text_in_hand(context: ItemContext) -> str:
    """The stamp of what is decided on: the text of this round, which nobody changes; of a draft also its plan and files."""
    version = context.version
    is_draft = version.state == V.DRAFT
    rest = [context.item.changed_at, *(row.pk for row in context.attachments)] if is_draft else []
    return stamp_of(version.pk, version.round, *rest)


def decide(
    act: Act,
    step: str,
    *,
    version: Version | None = None,
    passed: bool = True,
    reason: str = "",
    evidence: Mapping[str, Any] | None = None,
) -> Decision:
    """The step goes on record, of the working version if of no other; it changes the item."""
    version = version or act.subject.working_version
    act.subject.changed_at = act.now
    return Decision.objects.create(
        version=version,
        round=version.round,
        step=step,
        result=Decision.Result.PASSED if passed else Decision.Result.RETURNED,
        reason=reason.strip(),
        evidence=evidence or {},
        by=act.by,
        at=act.now,
    )


def both(*states: str) -> dict[type[Model], set[str]]:
    """Where the working version leads, and the item with it: ``states`` are words that both life-cycles share."""
    return {Item: {*states}, Version: {*states}}


def move_both(act: Act, state: str) -> None:
    """The working version, and the item with it until it is first published: a correction moves alone."""
    act.move(state, act.subject.working_version)
    if act.subject.published_inside_at is None:
        act.move(state)
