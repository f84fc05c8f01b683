"""One answer as the desk's pages show it: what it says, on what ground, who had a hand in it."""

from disclosure.deadlines.dates import moment, plain
from feedback.cases.models.replies import Reply
from feedback.cases.states import REQUESTS

STATES = {
    Reply.State.DRAFT: "returned",
    Reply.State.AT_SUPERIOR: "waiting",
    Reply.State.UPHELD: "waiting",
    Reply.State.OVERTURNED: "excused",
    Reply.State.SENT: "done",
}


def reply_row(reply: Reply) -> dict:
    return {
        "title": f"第{reply.round}次答复：{reply.get_result_display()}",
        "state": STATES[Reply.State(reply.state)],
        "word": state_words(reply),
        "text": reply.text,
        "facts": [row for row in facts_of(reply) if row["value"]],
    }


def state_words(reply: Reply) -> str:
    if reply.state != Reply.State.DRAFT:
        return reply.get_state_display()
    if reply.approved_by_id:
        return "已批准，还没有答复"
    return "待批准" if reply.case.kind in REQUESTS else "起草"


def facts_of(reply: Reply) -> list[dict]:
    """An item by its index number: who answers need not be among its readers."""
    due = reply.superior_deadline
    return [
        {"label": "公开事项", "value": reply.item.index_number if reply.item else ""},
        {"label": "公开范围", "value": reply.get_scope_display() if reply.scope else ""},
        {"label": "理由", "value": reply.get_reason_display() if reply.reason else ""},
        {"label": "依据", "value": reply.legal_basis, "is_wide": True},
        {"label": "可能掌握的单位", "value": reply.held_by, "is_wide": True},
        {"label": "起草", "value": f"{reply.written_by} {moment(reply.written_at)}"},
        {"label": "批准", "value": str(reply.approved_by or "")},
        {"label": "报上级审定", "value": str(reply.superior or "上一级党组织") if was_sent_up(reply) else ""},
        {"label": "审定期限", "value": plain(due.due_on) if due and due.due_on else ""},
        {"label": "上级意见", "value": reply.superior_opinion, "is_wide": True},
        {"label": "答复时间", "value": moment(reply.sent_at) if reply.sent_at else ""},
    ]


def was_sent_up(reply: Reply) -> bool:
    return reply.superior_deadline_id is not None or bool(reply.superior_opinion) or reply.state == "at_superior"
