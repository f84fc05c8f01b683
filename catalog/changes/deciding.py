"""The word of whoever made the catalogue. Agreeing puts the next version in force, files it and publishes why (QJ-15)."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from catalog.changes.announcing import announce
from catalog.changes.asking import require_words
from catalog.changes.guard import S, audit, begin, entry_in, in_force_now, maker_of, subject_of, tell_about, url_of
from catalog.changes.making import organizations_under, remake
from catalog.changes.models import EntryChange
from catalog.directory.fields import rows
from catalog.filings.models import Filing
from catalog.filings.opening import open_filing
from catalog.obligations.duties.ending import end_duties
from catalog.obligations.duties.models import Duty
from catalog.obligations.withholdings.actions import end_all_of_entry
from disclosure.organizations.roles import APPROVE

Kind = EntryChange.Kind


def begin_deciding(change: EntryChange, *, by, now: datetime) -> EntryChange:
    change = begin(change, by=by, now=now, permission=APPROVE, organization=maker_of(change))
    if by.pk == change.asked_by_id:
        raise PermissionDenied("申请是您提出的，要由另一个人批准。")
    change.decided_by, change.decided_at = by, now
    return change


@transaction.atomic
def refuse(change: EntryChange, *, note: str, by, now: datetime) -> EntryChange:
    change = begin_deciding(change, by=by, now=now)
    change.decision_note = require_words("note", note, "请写明为什么不同意。")
    change.state = S.REFUSED
    change.save()
    audit("change.refused", change, by=by, now=now)
    tell_about(change, "refused", [change.asked_by_id], "没有同意", now=now, body=change.decision_note)
    return change


@transaction.atomic
def approve(change: EntryChange, *, note: str = "", by, now: datetime) -> EntryChange:
    """The catalogue's next version is in force from today for all who work by it; the entry keeps its code."""
    on = timezone.localdate(now)
    change = begin_deciding(change, by=by, now=now)
    current = in_force_now(change.catalogue)
    entry = entry_in(current or change.catalogue, change.entry_code)
    working_by_it = organizations_under(current)
    change.state, change.decision_note, change.effective_on = S.APPROVED, note.strip(), on
    change.filing = filed(change, on, by=by, now=now)
    change.new_catalogue = remake(current, change, on=on, by=by, now=now)
    if change.kind != Kind.CHANGE:
        stop_owing(change, working_by_it, on, by=by, now=now)
    change.announcement = announce(change, entry, by=by, now=now)
    change.save()
    version = change.new_catalogue.version
    audit("change.approved", change, by=by, now=now, version=version, organizations=len(working_by_it))
    tell_about(change, "approved", {change.asked_by_id}, f"已批准，目录第{version}版今天起施行", now=now)
    return change


def stop_owing(change: EntryChange, organizations: list[int], on: date, *, by, now: datetime) -> None:
    """What is withdrawn or terminated is owed by nobody any more, and excused nobody needs be."""
    reason = f"目录事项已{change.get_kind_display()}"
    duties = Duty.objects.filter(organization__in=organizations, entry_code=change.entry_code)
    end_duties(duties, reason=reason, on=on, now=now, by=by)
    end_all_of_entry(organizations, change.entry_code, reason=reason, by=by, now=now)


def filed(change: EntryChange, on: date, *, by, now: datetime) -> Filing:
    """By who made the catalogue, to whom its scheme says."""
    return open_filing(
        organization=maker_of(change),
        what=Filing.What.CHANGE,
        title=f"目录事项{change.get_kind_display()}：{subject_of(change)}",
        content=content_of(change),
        event=f"批准{change.get_kind_display()}",
        start_on=on,
        url=url_of(change),
        now=now,
        by=by,
    )


def content_of(change: EntryChange) -> str:
    lines = [f"{row['label']}：由“{row['old']}”改为“{row['new']}”" for row in rows(change.before, change.after)]
    head = [f"事项：{subject_of(change)}", f"申请：{change.organization.name}", f"原因：{change.reason}"]
    return "\n".join([*head, *lines, f"向公众的说明：{change.explanation}"])
