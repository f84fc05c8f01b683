"""One answer as the desk's pages show it: what it says, on what ground, who had a hand in it."""

from dataclasses import dataclass

from disclosure.deadlines.dates import moment, plain
from disclosure.web.components import Badge, Fact, given
from feedback.cases.models.replies import Reply
from feedback.cases.states import REQUESTS

STATES = {
    Reply.State.DRAFT: "returned",
    Reply.State.AT_SUPERIOR: "waiting",
    Reply.State.UPHELD: "waiting",
    Reply.State.OVERTURNED: "excused",
    Reply.State.SENT: "done",
}


@dataclass(frozen=True)
class ReplyRow:
    reply: Reply
    title: str
    badge: Badge
    metadata: list[Fact]


def reply_row(reply: Reply) -> ReplyRow:
    title = f"第{reply.round}次答复：{reply.get_result_display()}"
    return ReplyRow(reply, title, Badge(STATES[Reply.State(reply.state)], state_words(reply)), metadata_of(reply))


def state_words(reply: Reply) -> str:
    if reply.state != Reply.State.DRAFT:
        return reply.get_state_display()
    if reply.approved_by_id:
        return "已批准，还没有答复"
    return "待批准" if reply.case.kind in REQUESTS else "起草"


def metadata_of(reply: Reply) -> list[Fact]:
    """An item by its index number: who answers need not be among its readers."""
    due = reply.superior_deadline
    return given([
        Fact("公开事项", reply.item.index_number if reply.item else ""),
        Fact("公开范围", reply.get_scope_display() if reply.scope else ""),
        Fact("理由", reply.get_reason_display() if reply.reason else ""),
        Fact("依据", reply.legal_basis, reply.basis_url, is_wide=True),
        Fact("可能掌握的单位", reply.held_by, is_wide=True),
        Fact("起草", f"{reply.written_by} {moment(reply.written_at)}"),
        Fact("批准", str(reply.approved_by or "")),
        Fact("报上级审定", str(reply.superior or "上一级党组织") if was_sent_up(reply) else ""),
        Fact("审定期限", plain(due.due_on) if due and due.due_on else ""),
        Fact("上级意见", reply.superior_opinion, is_wide=True),
        Fact("答复时间", moment(reply.sent_at) if reply.sent_at else ""),
    ])  # fmt: skip


def was_sent_up(reply: Reply) -> bool:
    return reply.superior_deadline_id is not None or bool(reply.superior_opinion) or reply.state == "at_superior"
