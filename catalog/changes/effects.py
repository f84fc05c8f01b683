"""What an approved change brings about: it is filed; what is withdrawn or terminated is owed by nobody any more (LK-20, QJ-15)."""

from collections.abc import Collection

from catalog.changes.models import EntryChange
from catalog.directory.fields import field_changes
from catalog.filings.models import Filing
from catalog.filings.opening import open_if_asked
from catalog.obligations.duties.ending import end_duties
from catalog.obligations.duties.models import Duty
from catalog.obligations.withholdings.actions import end_with_entry
from catalog.obligations.withholdings.models import Withholding
from disclosure.workflow.act import Act


def file_change(act: Act) -> Filing | None:
    """By the organisation that made the catalogue, with whom its scheme names; the others ask for none."""
    change = act.subject
    return open_if_asked(
        organization=change.maker,
        what=Filing.What.CHANGE,
        title=act.workflow.heading(change),
        content=content_of(change),
        event=f"批准{change.get_kind_display()}",
        start_on=act.on,
        url=change.get_absolute_url(),
        now=act.now,
        by=act.by,
    )


def content_of(change: EntryChange) -> str:
    """What the superior reads."""
    head = [f"事项：{change.subject}", f"申请：{change.organization.name}", f"原因：{change.reason}"]
    return "\n".join([*head, *lines_of(change), f"向公众的说明：{change.explanation}"])


def lines_of(change: EntryChange) -> list[str]:
    return [f"{row.label}：由“{row.old}”改为“{row.new}”" for row in field_changes(change.before, change.after)]


def stop_owing(act: Act, organizations: Collection[int]) -> None:
    """End the duties under the entry, and the withholdings that excused them."""
    code, reason = act.subject.entry_code, f"目录事项已{act.subject.get_kind_display()}"
    duties = Duty.objects.filter(organization__in=organizations, entry_code=code)
    end_duties(duties, reason=reason, on=act.on, now=act.now, by=act.by)
    for withholding in Withholding.objects.granted_for_entry(organizations, code).order_by("pk"):
        act.follow(end_with_entry, withholding, reason=reason)
