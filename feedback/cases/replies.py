"""What each kind of answer must have before it goes out, and who may read it."""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db.models import Q

from catalog.items.models import Item
from catalog.schemes.choices import NARROWER, Scope
from feedback.cases.models.cases import Case, Sender
from feedback.cases.models.replies import REPLY_RESULTS, Reply
from feedback.cases.states import Kind, State

Result, ReplyState = Reply.Result, Reply.State
# What is kept back, wholly or in part: the superior decides where the scheme says so (JG-04, QJ-16).
KEEPS_BACK = (Result.REFUSED, Result.PARTLY)
# What nobody can say who meant to keep something back.
EVADING = (Result.NOT_HELD, Result.REPEATED)
DISCLOSED = (Result.PUBLISHED, Result.IN_SCOPE)
WITH_ITEM = (*DISCLOSED, Result.ALREADY_PUBLIC, Result.PARTLY, Result.HANDLED, Result.EXPLAINED)
# What was answered to one person, or within a scope, or in part, is not for everyone.
SHOWN_RESULTS = (
    Result.PUBLISHED,
    Result.ALREADY_PUBLIC,
    Result.NOT_HELD,
    Result.REFUSED,
    Result.HANDLED,
    Result.EXPLAINED,
)
ANSWERED = (State.ANSWERED, State.CLOSED)
NO_ITEM = "还没有公开的事项。请先转为公开事项，公开以后再答复；来不及的，请申请延期。"
SCOPES = (Scope.STAFF, Scope.PARTY, Scope.AUDIENCE)


def next_round(case: Case) -> int:
    return Reply.objects.filter(case=case).count() + 1


def overturned_with(case: Case) -> str:
    """The superior's opinion, where it did not agree with the last answer."""
    last = case.replies.order_by("-round").exclude(state=ReplyState.DRAFT).first()
    return last.superior_opinion if last and last.state == ReplyState.OVERTURNED else ""


def decided_already(case: Case, result: str) -> str:
    """Why this is not kept back any more: the superior has said that it is to be disclosed, in whole, or the part that was kept
    back. Empty where nothing was decided: after a refusal as a whole was overturned a part may still be kept back, once."""
    overturned = set(case.replies.filter(state=Reply.State.OVERTURNED).values_list("result", flat=True))
    is_repeated = result in KEEPS_BACK and overturned and (result == Reply.Result.REFUSED or result in overturned)
    return "上级已经审定不同意，不能再报一次。请照审定意见答复。" if is_repeated else ""


def shown_answer(case: Case) -> Reply | None:
    """The last answer, where everyone may read what it says."""
    last = case.replies.filter(sent_at__isnull=False).order_by("-round").first()
    return last if last and last.result in SHOWN_RESULTS else None


def is_approved_draft(reply: Reply) -> bool:
    return reply.state == ReplyState.DRAFT and reply.approved_by_id is not None


def lacks_item(reply: Reply | None) -> bool:
    """It says that something is disclosed, and not yet what."""
    return reply is not None and reply.result in DISCLOSED and reply.item_id is None


# --- what an answer must have ---


def check_written(reply: Reply) -> None:
    """By field, in the words of whoever writes it."""
    faults = {}
    if reply.result not in REPLY_RESULTS[Kind(reply.case.kind)]:
        faults["result"] = f"{reply.case.get_kind_display()}没有这一种答复结果。"
    elif reply.result in EVADING and reply.case.replies.filter(state=ReplyState.OVERTURNED).exists():
        faults["result"] = "上级不同意不予公开，不能再答复没有这项信息或者重复申请。请照审定意见答复。"
    elif reply.state == ReplyState.DRAFT and (why := decided_already(reply.case, reply.result)):
        faults["result"] = why
    if reply.result in KEEPS_BACK and not reply.reason:
        faults["reason"] = "请选不公开的理由。"
    if reply.result in KEEPS_BACK and not reply.legal_basis:
        faults["legal_basis"] = "请选依据哪一条规定。"
    if reply.result == Result.IN_SCOPE and reply.scope not in SCOPES:
        faults["scope"] = "请选在哪个范围内公开。"
    if reply.result == Result.ALREADY_PUBLIC and reply.item is None:
        faults["item"] = "请填已经公开的是哪一件，写索引号或者网址。"
    if faults:
        raise ValidationError(faults)


def check_disclosed(reply: Reply, on: date) -> None:
    """What the answer says is disclosed can be read: by the sender, or by those for whom it was."""
    if reply.result == Result.ALREADY_PUBLIC and not is_readable_by_sender(reply.item, reply.case, on):
        raise ValidationError({"item": "来件人看不到这一件，不能答复“已经公开过”。请换一件，或者改用别的答复结果。"})
    if reply.result not in DISCLOSED:
        return
    if reply.item is None:
        raise ValidationError({"item": NO_ITEM})
    if not is_disclosed(reply, on):
        raise ValidationError({"item": "这一件还没有在答复的范围内公开，公开以后才能这样答复；来不及的，请申请延期。"})


def is_disclosed(reply: Reply, on: date) -> bool:
    if reply.result == Result.PUBLISHED:
        return Item.objects.visible_to(AnonymousUser(), on).filter(pk=reply.item_id).exists()
    item = reply.item
    if item is None or item.published_inside_at is None or item.is_taken_back:
        return False
    return reply.scope in NARROWER[item.scope]


def is_readable_by_sender(item: Item | None, case: Case, on: date) -> bool:
    """With the account they gave; an organisation reads what those above it disclose inside the Party; else as anyone."""
    sender = Sender.objects.select_related("person", "organization").filter(case=case).first()
    person = sender.person if sender and sender.person else AnonymousUser()
    if item and Item.objects.visible_to(person, on).filter(pk=item.pk).exists():
        return True
    if item is None or sender is None or sender.organization is None:
        return False
    inside = Q(scope__in=[Scope.SOCIETY, Scope.PARTY], organization__path__in=sender.organization.line_paths)
    return Item.objects.in_public().filter(inside, pk=item.pk).exists()
