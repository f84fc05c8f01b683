"""How every step on a change begins: the maker's lock, the change, the catalogue that is in force today."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from catalog.changes.models import EntryChange
from catalog.directory.models import Catalogue, Entry
from disclosure.audit.record import record
from disclosure.notices.tell import tell
from disclosure.organizations.access import access_of
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.models.people import User

S = EntryChange.State
JOINED = ("organization", "catalogue__organization", "entry", "new_catalogue")


def maker_of(change: EntryChange) -> Organization:
    return change.catalogue.organization


def locked(change: EntryChange) -> EntryChange:
    """Behind the lock of whoever made the catalogue: one change of a catalogue at a time."""
    Organization.objects.select_for_update(of=("self",)).get(pk=change.catalogue.organization_id)
    return EntryChange.objects.select_related(*JOINED).get(pk=change.pk)


def begin(change: EntryChange, *, by, now: datetime, permission: str, organization: Organization) -> EntryChange:
    found = locked(change)
    if not access_of(by, timezone.localdate(now)).can(permission, organization):
        raise PermissionDenied("您没有办理这一步的权限。")
    if found.state != S.SUBMITTED:
        raise ValidationError(f"这件申请现在是“{found.get_state_display()}”，已经有人办过了。")
    return found


def in_force_now(catalogue: Catalogue) -> Catalogue | None:
    """The version in force of the same catalogue: since the change was asked for, another may have replaced it."""
    rows = Catalogue.objects.in_force().filter(
        organization=catalogue.organization_id, title=catalogue.title, applies_to=catalogue.applies_to
    )
    return rows.select_related("organization", "scheme").order_by("-version").first()


def entry_in(catalogue: Catalogue, code: str) -> Entry:
    entry = Entry.objects.filter(catalogue=catalogue, code=code).entries().first()
    if entry is None:
        raise ValidationError("施行中的目录里已经没有这一项。")
    return entry


def url_of(change: EntryChange) -> str:
    return f"/admin/catalog/entrychange/{change.pk}/change/"


def subject_of(change: EntryChange) -> str:
    return f"{change.entry_code} {change.before.get('name', '')}".strip()


def audit(action: str, change: EntryChange, *, by, now: datetime, **changes) -> None:
    label = f"{change.get_kind_display()} {subject_of(change)}"
    record(action, change, by=by, now=now, organization=change.organization, changes=changes, label=label)


def tell_about(
    change: EntryChange, step: str, people: Iterable[User | int], title: str, *, now: datetime, body=""
) -> None:
    words = f"目录事项{change.get_kind_display()}：{subject_of(change)}，{title}"
    tell(people, key=f"change:{change.pk}:{step}", title=words, body=body, url=url_of(change), now=now)
