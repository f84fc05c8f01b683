"""The answer of a case that is at hand, and what each kind of answer must have before it goes out."""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db.models import Q

from catalog.items.models import Item
from catalog.schemes.choices import NARROWER, Scope
from disclosure.organizations.models.people import Post
from disclosure.organizations.roles import DECIDE_BELOW, roles_granting
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
SCOPES = (Scope.STAFF, Scope.PARTY, Scope.AUDIENCE)
JOINED = ("case", "item", "superior", "superior_deadline", "written_by", "approved_by")


def reply_at_hand(case: Case) -> Reply | None:
    """Of the present round: written, on its way above or back from there, not yet sent."""
    rows = Reply.objects.filter(case=case, state__in=[ReplyState.DRAFT, ReplyState.AT_SUPERIOR, ReplyState.UPHELD])
    return rows.select_related(*JOINED).order_by("-round").first()


def sent_replies(case: Case) -> list[Reply]:
    return list(Reply.objects.filter(case=case, state=ReplyState.SENT).select_related(*JOINED).order_by("round"))


def next_round(case: Case) -> int:
    return Reply.objects.filter(case=case).count() + 1


# --- what the steps of an answer look at (``feedback.cases.steps``) ---


def may_be_written(case: Case) -> bool:
    """A question is answered as it comes; everything else is taken on first. What the superior upheld stands as it is."""
    found = reply_at_hand(case)
    is_taken_on = case.kind == Kind.QUESTION or case.state != State.RECEIVED
    return is_taken_on and (found is None or found.state == ReplyState.DRAFT)


def waits_for_approval(case: Case) -> bool:
    found = reply_at_hand(case)
    return found is not None and found.state == ReplyState.DRAFT and found.approved_by_id is None


def goes_up(case: Case) -> bool:
    found = reply_at_hand(case)
    return found is not None and found.needs_superior and is_approved_draft(found) and not case.waiting_for


def may_be_sent(case: Case) -> bool:
    found = reply_at_hand(case)
    if found is None or case.waiting_for:
        return False
    if case.kind in (Kind.OPINION, Kind.QUESTION):
        return case.kind == Kind.QUESTION or case.state == State.HANDLED
    return found.state == ReplyState.UPHELD or (is_approved_draft(found) and not found.needs_superior)


def is_decided_on_paper(case: Case) -> bool:
    """Nobody holds a post that decides at the superior: its written reply is registered (``superiors.is_decided_here`` says
    so for a day)."""
    found = reply_at_hand(case)
    if found is None or found.superior_id is None:
        return found is not None
    posts = Post.objects.filter(organization=found.superior_id, role__in=roles_granting(DECIDE_BELOW))
    return not posts.filter(until_on__isnull=True).exists()


def is_approved_draft(reply: Reply) -> bool:
    return reply.state == ReplyState.DRAFT and reply.approved_by_id is not None


# --- what an answer must have ---


def check_written(reply: Reply) -> None:
    """By field, in the words of whoever writes it."""
    faults = {}
    if reply.result not in REPLY_RESULTS[Kind(reply.case.kind)]:
        faults["result"] = f"{reply.case.get_kind_display()}没有这一种答复结果。"
    elif reply.result in EVADING and was_overturned(reply.case):
        faults["result"] = "上级不同意不予公开，不能再答复没有这项信息或者重复申请。请照审定意见答复。"
    if reply.result in KEEPS_BACK and not reply.reason:
        faults["reason"] = "请选不公开的理由。"
    if reply.result in KEEPS_BACK and not reply.legal_basis:
        faults["legal_basis"] = "请写明依据哪一条规定。"
    if reply.result == Result.IN_SCOPE and reply.scope not in SCOPES:
        faults["scope"] = "请选在哪个范围内公开。"
    if reply.result == Result.ALREADY_PUBLIC and reply.item is None:
        faults["item"] = "请填已经公开的是哪一件，写索引号或者网址。"
    if faults:
        raise ValidationError(faults)


def was_overturned(case: Case) -> bool:
    return Reply.objects.filter(case=case, state=ReplyState.OVERTURNED).exists()


def check_disclosed(reply: Reply, on: date) -> None:
    """What the answer says is disclosed can be read: by the sender, or by those for whom it was."""
    if reply.result == Result.ALREADY_PUBLIC and not is_readable_by_sender(reply.item, reply.case, on):
        raise ValidationError({"item": "来件人看不到这一件，不能答复“已经公开过”。请换一件，或者改用别的答复结果。"})
    if reply.result not in DISCLOSED:
        return
    if reply.item is None:
        raise ValidationError({"item": "还没有公开的事项。请先转为公开事项，公开以后再答复；来不及的，请申请延期。"})
    if not is_disclosed(reply, on):
        raise ValidationError({"item": "这一件还没有在答复的范围内公开，公开以后才能这样答复；来不及的，请申请延期。"})


def is_disclosed(reply: Reply, on: date) -> bool:
    if reply.result == Result.PUBLISHED:
        return Item.objects.visible_to(AnonymousUser(), on).filter(pk=reply.item_id).exists()
    item = reply.item
    is_shown = item.published_inside_at is not None and item.withdrawn_at is None
    return is_shown and reply.scope in NARROWER[item.scope]


def is_readable_by_sender(item: Item, case: Case, on: date) -> bool:
    """With the account they gave; an organisation reads what those above it disclose inside the Party; else as anyone."""
    sender = Sender.objects.select_related("person", "organization").filter(case=case).first()
    person = sender.person if sender and sender.person else AnonymousUser()
    if Item.objects.visible_to(person, on).filter(pk=item.pk).exists():
        return True
    if sender is None or sender.organization is None:
        return False
    inside = Q(scope__in=[Scope.SOCIETY, Scope.PARTY], organization__path__in=sender.organization.line_paths)
    published = Item.objects.filter(published_inside_at__isnull=False, withdrawn_at__isnull=True)
    return published.filter(inside, pk=item.pk).exists()
