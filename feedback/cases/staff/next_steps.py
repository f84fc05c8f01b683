"""What stands under 下一步: the steps without those that would be refused, and in words what is waited for."""

from feedback.cases.actions.waiting.extending import in_charge
from feedback.cases.models.cases import Case
from feedback.cases.models.replies import Reply
from feedback.cases.replies import DISCLOSED, ReplyState, is_approved_draft, reply_at_hand
from feedback.cases.staff.similar import merge_targets
from feedback.cases.states import REQUESTS, State
from feedback.cases.steps import CaseStep


def overturned_with(case: Case) -> str:
    """The superior's opinion, where it did not agree with the last answer."""
    last = case.replies.order_by("-round").exclude(state=ReplyState.DRAFT).first()
    return last.superior_opinion if last and last.state == ReplyState.OVERTURNED else ""


class NextSteps:
    """Of one case for one person, from what their posts allow."""

    def __init__(self, case: Case, offered: list[CaseStep], user):
        self.case, self.user, self.reply = case, user, reply_at_hand(case)
        refused = self.refused()
        self.steps = [step for step in offered if step.name not in refused]
        self.names = {step.name for step in self.steps}

    def refused(self) -> set[str]:
        """What another person has to do, and what lacks something: a case to be merged into, an item to be named."""
        writer, approver = (self.reply.written_by_id, self.reply.approved_by_id) if self.reply else (None, None)
        rules = {
            "merge": not merge_targets(self.case).exists(),
            "register_withdrawal": self.case.merged.exists(),
            "extend": in_charge(self.case) == self.user.pk,
            "approve_reply": writer == self.user.pk,
            "return_reply": writer == self.user.pk,
            "send_reply": self.lacks_item(),
            "decide_above": self.user.pk in (self.case.handler_id, writer, approver),
        }
        return {name for name, is_refused in rules.items() if is_refused}

    def label(self, step: CaseStep) -> str:
        is_begun = step.name == "write_reply" and self.reply is not None
        return "修改答复" if is_begun else step.label

    def needed(self) -> set[str]:
        """Seldom used, but now what comes next."""
        return {"make_item", "link_item"} if self.lacks_item() else set()

    def lacks_item(self) -> bool:
        return self.reply is not None and self.reply.result in DISCLOSED and self.reply.item_id is None

    def words(self) -> list[str]:
        return [words for words in (self.overturned_words(), self.item_words(), self.waiting_words()) if words]

    def overturned_words(self) -> str:
        """The superior wants another answer, which is not begun."""
        if self.reply is not None or self.case.state != State.ACCEPTED:
            return ""
        opinion = overturned_with(self.case)
        return f"上级不同意原来的答复，要另写一份。上级意见：{opinion}" if opinion else ""

    def item_words(self) -> str:
        if not self.lacks_item():
            return ""
        result = Reply.Result(self.reply.result).label
        return f"答复写的是“{result}”，还没有写公开的是哪一件。先由拟稿人转为公开事项，或者关联已有的，公开以后在答复里写上，才能答复。"

    def waiting_words(self) -> str:
        """Whose turn it is, when it is not this person's."""
        if self.case.state == State.AT_SUPERIOR and not self.names & {"decide_above", "register_decision"}:
            return f"已经报{self.reply.superior if self.reply and self.reply.superior else '上一级党组织'}审定，等上级的意见。"
        if not self.is_unapproved():
            return ""
        if returned := self.returned_with():
            return f"批准人请您修改答复：{returned}"
        return "" if "approve_reply" in self.names else "答复写好了，等分管领导批准。"

    def returned_with(self) -> str:
        """Why the answer came back, while it was not written anew."""
        steps = self.case.steps.filter(action__in=("reply_written", "reply_returned"))
        last = steps.order_by("-pk").first()
        return last.note if last and last.action == "reply_returned" else ""

    def is_unapproved(self) -> bool:
        reply = self.reply
        is_draft = reply is not None and reply.state == ReplyState.DRAFT and not is_approved_draft(reply)
        return is_draft and self.case.kind in REQUESTS and self.case.state == State.ACCEPTED
