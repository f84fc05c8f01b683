"""What ``catalog.items.channels`` uses until its records are a table of the workflow; nothing else does."""

from datetime import datetime

from django.core.exceptions import PermissionDenied

from catalog.items.models import Item
from disclosure.audit.record import record


class NotAllowed(PermissionDenied):
    """Raised when the person's posts do not carry the step; the message is fit for a page."""


class ReasonMissing(ValueError):
    """Raised when a channel is given up without a reason; the message is fit for a page."""


def require_reason(reason: str) -> str:
    if not reason.strip():
        raise ReasonMissing("请写明原因。")
    return reason.strip()


def audit(action: str, item: Item, *, by, now: datetime, **changes) -> None:
    """By its index number: who reads the log need not be among the item's readers."""
    record(action, item, by=by, now=now, organization=item.organization, changes=changes, label=item.index_number)
