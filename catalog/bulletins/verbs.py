"""What may be done with a notice: by whom, in which state, and where it leads."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError

from catalog.bulletins.models import Bulletin
from disclosure.audit.record import record
from disclosure.organizations.access import Access
from disclosure.organizations.roles import DRAFT, PUBLISH

State = Bulletin.State


@dataclass(frozen=True)
class Verb:
    """``needs_reason``: a sentence of why goes with it."""

    label: str
    permissions: tuple[str, ...]
    at: str
    to: str
    needs_reason: bool = False


VERBS = {
    "save": Verb("修改", (DRAFT,), State.DRAFT, State.DRAFT),
    "submit": Verb("提交发布", (DRAFT,), State.DRAFT, State.SUBMITTED),
    "publish": Verb("发布", (PUBLISH,), State.SUBMITTED, State.PUBLISHED),
    "take_back": Verb("退回修改", (DRAFT, PUBLISH), State.SUBMITTED, State.DRAFT, needs_reason=True),
    "withdraw": Verb("撤下", (PUBLISH,), State.PUBLISHED, State.WITHDRAWN, needs_reason=True),
    "remind": Verb("提醒还没有确认的人", (DRAFT, PUBLISH), State.PUBLISHED, State.PUBLISHED),
}


def begin(bulletin: Bulletin, name: str, *, access: Access) -> Bulletin:
    """The row behind its lock; refuses who may not, and what the state does not allow."""
    Bulletin.objects.select_for_update().only("pk").get(pk=bulletin.pk)
    bulletin = Bulletin.objects.select_related("organization", "created_by", "saved_by").get(pk=bulletin.pk)
    verb = VERBS[name]
    if not is_allowed(bulletin, verb, access):
        raise PermissionDenied(f"您没有“{verb.label}”的权限。")
    if bulletin.state != verb.at:
        raise ValidationError(f"现在是“{bulletin.get_state_display()}”，不能{verb.label}。可能已经有人办过了。")
    return bulletin


def is_allowed(bulletin: Bulletin, verb: Verb, access: Access) -> bool:
    return any(access.can(permission, bulletin.organization) for permission in verb.permissions)


def required(reason: str) -> str:
    if not reason.strip():
        raise ValidationError({"reason": "请写明原因。"})
    return reason.strip()


def audit(action: str, bulletin: Bulletin, *, by, now, **changes) -> None:
    """By kind and number: who reads the log need not be among the notice's readers."""
    record(
        action,
        bulletin,
        by=by,
        now=now,
        organization=bulletin.organization,
        changes=changes,
        label=f"{bulletin.get_kind_display()}（第{bulletin.pk}号）",
    )
