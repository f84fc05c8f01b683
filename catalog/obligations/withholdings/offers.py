"""Which steps a person may take on an excuse now: one table for the page and its buttons."""

from catalog.obligations.withholdings import actions as excuses
from catalog.obligations.withholdings.guard import S
from catalog.obligations.withholdings.models import Excuse
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

Kind = Excuse.Kind


APPROVAL = Offer("approve", "批准", NoteForm, excuses.approve, "已批准。", "main")
REFUSAL = Offer("refuse", "不同意", RefusalForm, excuses.refuse, "已退回，提出人会看到您的意见。", is_folded=True)
ANSWER = Offer("answer", "提交审定意见", OpinionForm, excuses.answer_from_above, "审定意见已送达。", "main")
REPLY = Offer("reply", "登记上级批复", ReplyForm, excuses.register_reply, "上级批复已登记。", "main")
CONFIRM = Offer("confirm", "复查后继续不予公开", ReviewForm, excuses.confirm, "复查结果已记下。")
END = Offer("end", "提前结束", EndForm, excuses.end, "已结束，重新计时。", "danger", is_folded=True)


def offers_for(excuse: Excuse, access: Access) -> list[Offer]:
    at_home = access.can(APPROVE, excuse.organization)
    if excuse.state == S.SUBMITTED:
        return [APPROVAL, REFUSAL] if at_home and excuse.proposed_by_id != access.user.pk else []
    if excuse.state == S.AGREED:
        return [*answers(excuse, access)]
    if excuse.state == S.IN_FORCE:
        reviewed = [CONFIRM] if at_home and excuse.kind == Kind.EXEMPTION else []
        return [*reviewed, END] if at_home or access.can(PUBLISH, excuse.organization) else []
    return []


def answers(excuse: Excuse, access: Access) -> list[Offer]:
    """From above by who took neither of the steps before; without anyone above, by registering the reply."""
    if access.user.pk not in (excuse.proposed_by_id, excuse.approved_by_id) and may_decide_above(excuse, access):
        return [ANSWER]
    works_here = access.can(APPROVE, excuse.organization) or access.can(PUBLISH, excuse.organization)
    return [REPLY] if works_here and not deciders_above(excuse.organization, access.on) else []


def waits_for(excuse: Excuse) -> str:
    """Whose word is wanted, for who has none to say."""
    return {
        S.SUBMITTED: "等分管领导批准。提出人不能批准自己提的。",
        S.AGREED: "本级已同意，等上级党组织审定。审定以前仍要按时公开。",
    }.get(excuse.state, "")
