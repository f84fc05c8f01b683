"""The one way to write audit events."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from disclosure.audit.middleware import current_address
from disclosure.audit.models import Event


def record(
    action: str,
    subject,
    *,
    by,
    now: datetime,
    organization=None,
    changes: dict[str, Any] | None = None,
    label: str = "",
) -> Event:
    """Write one event in the caller's transaction.

    ``action`` is a stable word such as ``item.published_inside``; ``subject`` any saved model; ``by`` a person or
    None for the system; ``changes`` maps a field to ``[old, new]`` or a fact to its value (JSON-serialisable);
    ``label`` is what the log calls the subject where its own name is not for the log's readers.
    """
    event = event_of(action, subject, by=by, now=now, organization=organization, changes=changes, label=label)
    event.save()
    return event


def record_all(events: Iterable[Event]) -> None:
    """Many at once, each made by ``event_of``, in the caller's transaction and in a few statements."""
    Event.objects.bulk_create(events, batch_size=500)


def event_of(
    action: str,
    subject,
    *,
    by,
    now: datetime,
    organization=None,
    changes: dict[str, Any] | None = None,
    label: str = "",
) -> Event:
    """The event that ``record`` writes, not saved."""
    return Event(
        at=now,
        actor_id=by.pk if by else None,
        actor_name=str(by) if by else "系统",
        action=action,
        object_type=subject._meta.label_lower,
        object_id=subject.pk,
        object_label=(label or str(subject))[:300],
        organization_code=organization.code if organization else "",
        organization_path=organization.path if organization else "",
        changes=changes or {},
        address=current_address(),
    )
