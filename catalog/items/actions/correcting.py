"""Corrections (更正): a new version goes through the same checks while readers still see the old one."""

from datetime import datetime

from django.db import transaction

from catalog.items.actions.guard import audit, begin, decide, keep, require_reason
from catalog.items.actions.publishing import release
from catalog.items.actions.transitions import move_version
from catalog.items.models import Attachment, Decision, Item, Version
from catalog.items.search.index import reindex
from catalog.items.states import VersionState
from catalog.obligations.duties.fulfilling import fulfil
from disclosure.files.sensitive_data.refusing import refuse_leaks

COPIED = ("name", "path", "content_type", "size", "sha256", "personal_data", "uploaded_by_id", "uploaded_at")


@transaction.atomic
def start_correction(item: Item, *, note: str, by, now: datetime) -> Item:
    """Open a new draft from what is published, its attachments with it. ``note`` says what is corrected and why; readers
    see it."""
    item = begin(item, "start_correction", by=by, now=now).item
    note = require_reason(note)
    refuse_leaks(note)
    old = item.published_version
    new = Version.objects.create(
        item=item,
        number=item.versions.order_by("-number").values_list("number", flat=True)[0] + 1,
        title=old.title,
        body=old.body,
        correction_note=note,
        created_by=by,
        created_at=now,
        saved_at=now,
        saved_by=by,
    )
    copy_attachments(old, new)
    item.working_version = new
    keep(item, now)
    audit("item.correction_started", item, by=by, now=now, version=new.number, note=new.correction_note)
    return item


def copy_attachments(old: Version, new: Version) -> None:
    """Rows only: the files are stored once, under their content's hash."""
    rows = old.attachments.order_by("pk").values(*COPIED)
    Attachment.objects.bulk_create([Attachment(version=new, **row) for row in rows])


@transaction.atomic
def drop_correction(item: Item, *, by, now: datetime) -> Item:
    """Give a correction up. Its draft stays on record when it was ever submitted; what is published was never touched."""
    item = begin(item, "drop_correction", by=by, now=now).item
    draft, item.working_version = item.working_version, item.published_version
    keep(item, now)
    if not draft.decisions.exists():
        draft.delete()
    audit("item.correction_dropped", item, by=by, now=now, version=draft.number)
    return item


@transaction.atomic
def publish_correction(item: Item, *, by, now: datetime) -> Item:
    """Put the corrected version in the place of the old one, for all who could read that; the dates of publication stay."""
    case = begin(item, "publish_correction", by=by, now=now)
    item = case.item
    old = item.published_version
    move_version(old, VersionState.SUPERSEDED)
    old.save()
    release(case, now)
    fulfil(item, by=by, now=now, is_correction=True)
    step = Decision.Step.PUBLISH_OUTSIDE if item.published_outside_at else Decision.Step.PUBLISH_INSIDE
    decide(case.version, step, by=by, now=now)
    keep(item, now)
    reindex(item)
    audit("item.corrected", item, by=by, now=now, version=[old.number, case.version.number])
    return item
