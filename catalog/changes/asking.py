"""Asking that an entry be changed, withdrawn or terminated; and taking the question back."""

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from catalog.changes.guard import S, audit, begin, tell_about
from catalog.changes.models import EntryChange
from catalog.directory.contents import catalogue_for
from catalog.directory.fields import PINNED, changed, values_of
from catalog.directory.models import Entry
from disclosure.files.sensitive_data.refusing import refuse_leaks
from disclosure.organizations.access import access_of
from disclosure.organizations.holders import holders
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.roles import APPROVE, MANAGE_CATALOGUE

Kind = EntryChange.Kind


@transaction.atomic
def ask(
    *,
    organization: Organization,
    entry: Entry,
    kind: str,
    reason: str,
    explanation: str,
    after: dict | None = None,
    by,
    now: datetime,
) -> EntryChange:
    """``entry`` stands in the catalogue by which the organisation works; ``after`` holds the new values by field.

    ``explanation`` is published with the change once it is approved.
    """
    on = timezone.localdate(now)
    if not access_of(by, on).can(MANAGE_CATALOGUE, organization):
        raise PermissionDenied("您没有为这个组织申请变更目录事项的权限。")
    catalogue = catalogue_for(organization)
    if catalogue is None or entry.catalogue_id != catalogue.pk:
        raise ValidationError("这一项不在本组织施行的目录里。")
    Organization.objects.select_for_update(of=("self",)).get(pk=catalogue.organization_id)
    before = values_of(entry)
    change = EntryChange(
        organization=organization,
        catalogue=catalogue,
        entry=entry,
        entry_code=entry.code,
        kind=kind,
        before=before,
        after=changed(before, after or {}) if kind == Kind.CHANGE else {},
        reason=require_words("reason", reason, "请写明原因。"),
        explanation=require_words("explanation", explanation, "请写向公众的说明。"),
        asked_by=by,
        asked_at=now,
    )
    require_change(change, entry)
    require_only_one(change)
    refuse_leaks("\n".join([change.explanation, *map(str, change.after.values())]), field="explanation")
    change.full_clean()
    change.save()
    audit("change.asked", change, by=by, now=now, kind=kind, fields=sorted(change.after))
    deciders = holders(APPROVE, [catalogue.organization], on)[catalogue.organization_id]
    tell_about(change, "asked", [person for person in deciders if person != by], "等您批准", now=now)
    return change


def require_words(field: str, text: str, message: str) -> str:
    if not text.strip():
        raise ValidationError({field: message})
    return text.strip()


def require_change(change: EntryChange, entry: Entry) -> None:
    if change.kind != Kind.CHANGE:
        return
    if not change.after:
        raise ValidationError("内容和原来一样，没有要变更的。")
    if entry.is_scope_pinned and set(PINNED) & set(change.after):
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


@transaction.atomic
def take_back(change: EntryChange, *, by, now: datetime) -> EntryChange:
    """While nobody has decided, by those who asked."""
    change = begin(change, by=by, now=now, permission=MANAGE_CATALOGUE, organization=change.organization)
    change.state = S.TAKEN_BACK
    change.save()
    audit("change.taken_back", change, by=by, now=now)
    return change
