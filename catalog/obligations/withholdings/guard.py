"""How every step on a withholding begins and ends: the lock, who may take it, the record, who is told."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from catalog.obligations.withholdings.models import Withholding
from disclosure.audit.record import record
from disclosure.notices.tell import tell
from disclosure.organizations.access import access_of
from disclosure.organizations.models.people import User

S = Withholding.State


def locked(withholding: Withholding) -> Withholding:
    """Read after the lock is held: whoever waited for it sees what the other has written."""
    Withholding.objects.select_for_update().only("pk").get(pk=withholding.pk)
    return Withholding.objects.select_related("organization", "entry", "item", "review_deadline").get(pk=withholding.pk)


def begin(withholding: Withholding, *, by, now: datetime, permissions: Iterable[str], state: str) -> Withholding:
    """The withholding behind its lock. ``by=None`` is the system, which needs no post."""
    found = locked(withholding)
    if by is not None:
        access = access_of(by, timezone.localdate(now))
        if not any(access.can(permission, found.organization) for permission in permissions):
            raise PermissionDenied("您没有办理这一步的权限。")
    require_state(found, state)
    return found


def require_state(withholding: Withholding, state: str) -> None:
    if withholding.state != state:
        raise ValidationError(f"这一件现在是“{withholding.get_state_display()}”，这一步已经有人办过了。")


def require_other(by, *others: int | None) -> None:
    """Proposing, approving and deciding above are for different people."""
    if by is not None and by.pk in others:
        raise PermissionDenied("前面一步是您办的，这一步要由另一个人办。")


def require_words(text: str, message: str) -> str:
    if not text.strip():
        raise ValidationError(message)
    return text.strip()


def subject_of(withholding: Withholding) -> str:
    """For ledger, register, log and notices: the entry, or an item by its number, never what it says."""
    if withholding.item_id:
        return f"事项 {withholding.item.index_number}"
    return f"{withholding.entry_code} {withholding.entry.name if withholding.entry else ''}".strip()


def url_of(withholding: Withholding) -> str:
    return f"/admin/catalog/withholding/{withholding.pk}/change/"


def audit(action: str, withholding: Withholding, *, by, now: datetime, **changes) -> None:
    label = f"{withholding.get_kind_display()} {subject_of(withholding)}"
    record(action, withholding, by=by, now=now, organization=withholding.organization, changes=changes, label=label)


def tell_about(
    withholding: Withholding, step: str, people: Iterable[User | int], title: str, *, now: datetime, body=""
) -> None:
    """``step`` makes the notice one of its kind: who was told is not told again."""
    words = f"{withholding.get_kind_display()}：{subject_of(withholding)}，{title}"
    tell(people, key=f"withholding:{withholding.pk}:{step}", title=words, body=body, url=url_of(withholding), now=now)
