"""How every step on an excuse begins and ends: the lock, who may take it, the record, who is told."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from catalog.obligations.withholdings.models import Excuse
from disclosure.audit.record import record
from disclosure.notices.tell import tell
from disclosure.organizations.access import access_of
from disclosure.organizations.models.people import User

S = Excuse.State


def locked(excuse: Excuse) -> Excuse:
    """Read after the lock is held: whoever waited for it sees what the other has written."""
    Excuse.objects.select_for_update().only("pk").get(pk=excuse.pk)
    return Excuse.objects.select_related("organization", "entry", "item", "review_deadline").get(pk=excuse.pk)


def begin(excuse: Excuse, *, by, now: datetime, permissions: Iterable[str], state: str) -> Excuse:
    """The excuse behind its lock. ``by=None`` is the system, which needs no post."""
    found = locked(excuse)
    if by is not None:
        access = access_of(by, timezone.localdate(now))
        if not any(access.can(permission, found.organization) for permission in permissions):
            raise PermissionDenied("您没有办理这一步的权限。")
    require_state(found, state)
    return found


def require_state(excuse: Excuse, state: str) -> None:
    if excuse.state != state:
        raise ValidationError(f"这一件现在是“{excuse.get_state_display()}”，这一步已经有人办过了。")


def require_other(by, *others: int | None) -> None:
    """Proposing, approving and deciding above are for different people."""
    if by is not None and by.pk in others:
        raise PermissionDenied("前面一步是您办的，这一步要由另一个人办。")


def require_words(text: str, message: str) -> str:
    if not text.strip():
        raise ValidationError(message)
    return text.strip()


def subject_of(excuse: Excuse) -> str:
    """For ledger, register, log and notices: the entry, or an item by its number, never what it says."""
    if excuse.item_id:
        return f"事项 {excuse.item.index_number}"
    return f"{excuse.entry_code} {excuse.entry.name if excuse.entry else ''}".strip()


def url_of(excuse: Excuse) -> str:
    return f"/admin/catalog/excuse/{excuse.pk}/change/"


def audit(action: str, excuse: Excuse, *, by, now: datetime, **changes) -> None:
    label = f"{excuse.get_kind_display()} {subject_of(excuse)}"
    record(action, excuse, by=by, now=now, organization=excuse.organization, changes=changes, label=label)


def tell_about(excuse: Excuse, step: str, people: Iterable[User | int], title: str, *, now: datetime, body="") -> None:
    """``step`` makes the notice one of its kind: who was told is not told again."""
    words = f"{excuse.get_kind_display()}：{subject_of(excuse)}，{title}"
    tell(people, key=f"excuse:{excuse.pk}:{step}", title=words, body=body, url=url_of(excuse), now=now)
