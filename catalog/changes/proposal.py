"""What may be asked for: of which entry, that it says something new, and one change of an entry at a time (LK-20, QJ-15)."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError

from catalog.changes.models import EntryChange
from catalog.directory.contents import catalogue_for
from catalog.directory.fields import PINNED, changed, values_of
from catalog.directory.models import Catalogue, Entry
from disclosure.files.sensitive_data.refusing import refuse_sensitive_data
from disclosure.organizations.models.directory import Organization
from disclosure.web.required import require_text

S, Kind = EntryChange.State, EntryChange.Kind


def new_change(
    organization: Organization, entry: Entry, kind: str, reason: str, explanation: str, after: Mapping[str, Any]
) -> EntryChange:
    """Not saved yet."""
    before = values_of(entry)
    change = EntryChange(
        organization=organization,
        catalogue=catalogue_of(organization, entry),
        entry=entry,
        entry_code=entry.code,
        kind=kind,
        before=before,
        after=changed(before, after) if kind == Kind.CHANGE else {},
        reason=require_text(reason, "请写明原因。", field="reason"),
        explanation=require_text(explanation, "请写向公众的说明。", field="explanation"),
    )
    require_change(change)
    require_only_one(change)
    refuse_sensitive_data("\n".join([change.explanation, *map(str, change.after.values())]), field="explanation")
    return change


def catalogue_of(organization: Organization, entry: Entry) -> Catalogue:
    """The catalogue in force by which the organisation works, in which the entry must stand."""
    catalogue = catalogue_for(organization)
    if catalogue is None or entry.catalogue_id != catalogue.pk:
        raise ValidationError("这一项不在本组织施行的目录里。")
    return catalogue


def require_change(change: EntryChange) -> None:
    if change.kind != Kind.CHANGE:
        return
    if not change.after:
        raise ValidationError("内容和原来一样，没有要变更的。")
    if change.entry.is_scope_pinned and set(PINNED) & set(change.after):
        raise ValidationError("这一项的公开范围和形式按有关规定确定，不得更改。")


def require_only_one(change: EntryChange) -> None:
    """Of all versions of the catalogue: an earlier question may still wait under the version before."""
    rows = EntryChange.objects.filter(
        catalogue__organization=change.catalogue.organization_id,
        catalogue__title=change.catalogue.title,
        entry_code=change.entry_code,
        state=S.SUBMITTED,
    )
    if rows.exists():
        raise ValidationError("这一事项已有待批准的变更申请。")
