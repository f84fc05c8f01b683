"""How every action on a consultation or a meeting begins and ends: lock the row, then person; write, audit."""

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from catalog.bulletins.blockers import INSIDE
from catalog.schemes.choices import Scope
from disclosure.audit.record import record
from disclosure.organizations.access import Access, access_of
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.roles import COLLECT_OPINIONS, DRAFT, PUBLISH
from feedback.consultations.models import Consultation, Meeting

WRITERS = (DRAFT,)
PUBLISHERS = (PUBLISH,)
COLLECTORS = (DRAFT, COLLECT_OPINIONS)
LABELS = {Consultation: "征求意见", Meeting: "听证座谈"}


def may(access: Access, permissions: tuple[str, ...], organization: Organization) -> bool:
    return any(access.can(permission, organization) for permission in permissions)


def begin(row, label: str, permissions: tuple[str, ...], *, by, now: datetime):
    """The consultation or meeting behind its lock, read after the lock is held. Raises ``PermissionDenied``."""
    row = locked(row)
    if not may(access_of(by, timezone.localdate(now)), permissions, row.organization):
        raise PermissionDenied(f"您没有“{label}”的权限。")
    return row


def locked(row):
    model = type(row)
    model.objects.select_for_update().only("pk").get(pk=row.pk)
    joined = ("organization", "summary_deadline") if model is Consultation else ("organization", "consultation")
    return model.objects.select_related(*joined).get(pk=row.pk)


def require_draft(row) -> None:
    if row.withdrawn_at:
        raise ValidationError("已经撤下，不能再改。")
    if row.published_at:
        raise ValidationError("已经发布，不能再改。可能别人刚刚发布了。")


def require_out(row) -> None:
    if row.withdrawn_at:
        raise ValidationError("已经撤下了。")
    if not row.published_at:
        raise ValidationError("还没有发布。")


def require_unseen(saved_at: datetime | None, seen: datetime | None, who) -> None:
    """When somebody saved since what the writer saw, refuses once and loses nothing."""
    if seen is not None and saved_at != seen:
        raise ValidationError(
            f"{who or '别人'}刚刚保存过这一份。您写的还在下面，再按一次保存就以您的为准。", code="conflict"
        )


def check_readers(*, organization: Organization, scope: str, audiences) -> None:
    faults = {}
    if scope not in (*INSIDE, Scope.SOCIETY):
        faults["scope"] = "可以面向社会、机关全体人员、党内或特定对象，不能只面向个人。"
    elif scope == Scope.AUDIENCE and not audiences:
        faults["audiences"] = "面向特定对象，请选对象。"
    if any(audience.organization_id != organization.pk for audience in audiences):
        faults["audiences"] = "特定对象不属于本组织。"
    if faults:
        raise ValidationError(faults)


def required(text: str, words: str, field: str = "", *, most: int = 300) -> str:
    """A text that must be given; ``words`` names it to the person."""
    text = text.strip()
    fault = f"请写明{words}。" if not text else f"{words}最多{most}个字。" if len(text) > most else ""
    if fault:
        raise ValidationError({field: fault} if field else fault)
    return text


def audit(action: str, row, *, by, now: datetime, **changes) -> None:
    """By its title when everybody may read it, else by number: who reads the log need not be among the readers."""
    is_open = row.scope == Scope.SOCIETY and row.published_at
    label = row.title if is_open else f"{LABELS[type(row)]}（第{row.pk}号）"
    record(action, row, by=by, now=now, organization=row.organization, changes=changes, label=label)
