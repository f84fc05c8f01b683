"""Which steps a person may take on a withholding now: one table for the page and its buttons."""

from catalog.obligations.withholdings import actions as withholdings
from catalog.obligations.withholdings.guard import S
from catalog.obligations.withholdings.models import Withholding
from catalog.obligations.withholdings.staff.forms import (
    EndForm,
    NoteForm,
    OpinionForm,
    RefusalForm,
    ReplyForm,
    ReviewForm,
)
from catalog.obligations.withholdings.superior import deciders_above, may_decide_above
from disclosure.organizations.access import Access
from disclosure.organizations.roles import APPROVE, PUBLISH
from disclosure.workflow.offer import Offer

Kind = Withholding.Kind


APPROVAL = Offer("approve", "批准", NoteForm, withholdings.approve, "已批准。", "main")
REFUSAL = Offer("refuse", "不同意", RefusalForm, withholdings.refuse, "已退回，提出人会看到您的意见。", is_folded=True)
ANSWER = Offer("answer", "提交审定意见", OpinionForm, withholdings.answer_from_above, "审定意见已送达。", "main")
REPLY = Offer("reply", "登记上级批复", ReplyForm, withholdings.register_reply, "上级批复已登记。", "main")
CONFIRM = Offer("confirm", "复查后继续不予公开", ReviewForm, withholdings.confirm, "复查结果已记下。")
END = Offer("end", "提前结束", EndForm, withholdings.end, "已结束，重新计时。", "danger", is_folded=True)


def offers_for(withholding: Withholding, access: Access) -> list[Offer]:
    at_home = access.can(APPROVE, withholding.organization)
    if withholding.state == S.SUBMITTED:
        return [APPROVAL, REFUSAL] if at_home and withholding.proposed_by_id != access.user.pk else []
    if withholding.state == S.AGREED:
        return [*answers(withholding, access)]
    if withholding.state == S.IN_FORCE:
        reviewed = [CONFIRM] if at_home and withholding.kind == Kind.EXEMPTION else []
        return [*reviewed, END] if at_home or access.can(PUBLISH, withholding.organization) else []
    return []


def answers(withholding: Withholding, access: Access) -> list[Offer]:
    """From above by who took neither of the steps before; without anyone above, by registering the reply."""
    if access.user.pk not in (withholding.proposed_by_id, withholding.approved_by_id) and may_decide_above(
        withholding, access
    ):
        return [ANSWER]
    works_here = access.can(APPROVE, withholding.organization) or access.can(PUBLISH, withholding.organization)
    return [REPLY] if works_here and not deciders_above(withholding.organization, access.on) else []


def waits_for(withholding: Withholding) -> str:
    """Whose word is wanted, for who has none to say."""
    return {
        S.SUBMITTED: "等分管领导批准。提出人不能批准自己提的。",
        S.AGREED: "本级已同意，等上级党组织审定。审定以前仍要按时公开。",
    }.get(withholding.state, "")
