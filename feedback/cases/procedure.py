"""The table of a case (来件); its actions stand in ``feedback.cases.actions``. Its sender, by query code or account, acts
as ``SENDER``: no row names them, so that no member of staff learns who they are."""

from typing import Any

from disclosure.workflow.kit import Act, Workflow, when
from feedback.cases.conflict_of_interest import refuse_own_case
from feedback.cases.context import CaseContext
from feedback.cases.handlers import Handles, Receives
from feedback.cases.models.cases import Case, Step
from feedback.cases.notifications.sender import notify_merged, notify_sender
from feedback.cases.notifications.staff import notify_staff

RECEIVERS, HANDLER = Receives(), Handles()
STAFF = RECEIVERS | HANDLER
NOBODY_IS_AWAITED = when(lambda context: not context.subject.waiting_for)


def write_step(act: Act) -> None:
    """On the case's time line; the log gets number and action alone, never a text or a name."""
    if act.action.audit:
        about = act.context
        word = act.action.audit.removeprefix("case.")
        given = {"words": about.words, "note": about.note, "details": about.details}
        about.step = Step.objects.create(case=act.subject, action=word, by=act.by, at=act.now, **given)


cases = Workflow(
    Case,
    code="case",
    words={
        "received": "收到来件",
        "told": "登记已经告知来件人",
        "main_answered": "合并办理的来件已答复",
        "main_refused": "合并办理的来件没有办理",
        "main_handed_over": "合并办理的来件已转交",
        "reply_written": "写答复",
        "reply_approved": "批准答复",
        "reply_returned": "退回答复",
        "reply_sent": "答复来件人",
        "sent_up": "报上级审定",
        "decided_above": "上级审定",
        "item_made": "转为公开事项",
        "item_linked": "关联公开事项",
        "closed": "办结来件",
        "reopened": "重办来件",
        "complained": "向纪检组织反映",
        "assigned": "分办来件",
        "claimed": "自己承办来件",
        "deferred": "搁下来件",
        "merged": "合并来件",
        "accepted": "受理",
        "not_accepted": "不予受理",
        "handover_proposed": "提出转交",
        "handover_returned": "退回转交",
        "handed_over": "转交来件",
        "taken_over": "收到转来的来件",
        "completion_asked": "请来件人补正",
        "completion_end_announced": "提醒来件人补正快到期",
        "completed": "收到补正",
        "third_party_asked": "征求第三方意见",
        "third_party_end_announced": "提醒第三方意见快到期",
        "third_party_answered": "登记第三方意见",
        "extended": "延期答复",
        "withdrawn": "撤回来件",
        "file_kept": "收下来件附件",
        "screened": "筛选通过",
        "screened_out": "不予办理",
        "handled": "登记办理情况",
        "rectification_ordered": "因来件要求整改",
        "rectification_finished": "整改完成",
        "redisclosed": "根据意见再次公开",
        "topic_met": "点题已经公开",
        "topic_owed": "点题公开的内容撤了下来",
        "judged": "来件人评价",
        "listed": "公布来件和答复",
        "unlisted": "不再公布来件",
        "sender_seen": "查看来件人信息",
        "sender_named": "要给别人看的话里写了来件人",
        "sender_shredded": "销毁来件人信息",
    },
    context=CaseContext,
    reads=("organization", "accept_deadline", "answer_deadline", "handler", "department", "item", "entry"),
    url_of=lambda case: case.staff_url,
    state_words=Case.state_words,
    not_now="来件现在是“{state}”，办不了“{action}”；可能已经有人办过。",
    refuses=refuse_own_case,
    after=[write_step, notify_sender, notify_merged, notify_staff],
)


def describe_step(act: Act, words: str = "", note: str = "", **details: Any) -> None:
    """What the time line says of the action: to the sender, to the staff, and as values."""
    act.subject.changed_at = act.now
    act.context.words, act.context.note, act.context.details = words, note, details


def move(act: Act, state: str) -> None:
    """In another state nobody is waited for."""
    act.move(state)
    act.subject.waiting_for, act.subject.waiting_until_on = "", None


def close_case(act: Act, state: str) -> None:
    move(act, state)
    act.subject.closed_at = act.now
