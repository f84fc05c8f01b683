"""Which steps a person may take on a change now: one table for the page and its buttons."""

from catalog.changes import actions as changes
from catalog.changes.guard import S, maker_of
from catalog.changes.models import EntryChange
from catalog.changes.staff.forms import NoteForm, RefusalForm, TakeBackForm
from disclosure.organizations.access import Access
from disclosure.organizations.roles import APPROVE, MANAGE_CATALOGUE
from disclosure.workflow.offer import Offer

APPROVAL = Offer(
    "approve", "批准并公布", NoteForm, changes.approve, "已批准：新一版目录今天起施行，说明已公布。", "main"
)
REFUSAL = Offer("refuse", "不同意", RefusalForm, changes.refuse, "已退回，申请人会看到您的意见。", is_folded=True)
TAKE_BACK = Offer("take-back", "收回申请", TakeBackForm, changes.take_back, "申请已收回，目录不变。", is_folded=True)


def offers_for(change: EntryChange, access: Access) -> list[Offer]:
    if change.state != S.SUBMITTED:
        return []
    decides = access.can(APPROVE, maker_of(change)) and change.asked_by_id != access.user.pk
    asks = access.can(MANAGE_CATALOGUE, change.organization)
    return [*([APPROVAL, REFUSAL] if decides else []), *([TAKE_BACK] if asks else [])]
