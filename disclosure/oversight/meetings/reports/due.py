"""The row of the ledger of a report that is wanted by a day (YY-19)."""

from datetime import date

from django.core.exceptions import ValidationError

from disclosure.deadlines.actions import close, open_deadline
from disclosure.deadlines.dates import plain
from disclosure.deadlines.models import DONE, ENDED, Deadline
from disclosure.organizations.roles import PUBLISH
from disclosure.oversight.meetings.models import OfficeReport
from disclosure.workflow.kit import Act

AHEAD = 366


def wanted_by(act: Act, row: OfficeReport, due_on: date) -> Deadline:
    if not 0 <= (due_on - act.on).days <= AHEAD:
        raise ValidationError({"due_on": "要签发的日子要在今天以后、一年以内。"})
    return open_deadline(
        organization=row.organization, kind=Deadline.Kind.REPORT, title=row.title, start_on=act.on,
        rule={"calendar_days": (due_on - act.on).days}, event="定下报告的日子",
        source={"document": str(row.organization), "sentence": f"{plain(due_on)}前报告公开情况"},
        permission=PUBLISH, by=act.by, now=act.now,
    )  # fmt: skip


def lead_to(row: OfficeReport) -> None:
    """Once the report has an address."""
    if row.deadline:
        row.deadline.url = row.get_staff_url()
        row.deadline.save(update_fields=["url"])


def settle(act: Act, *, is_given_up: bool = False) -> None:
    """Signed, or not written after all."""
    row = act.subject
    if row.deadline:
        closed_as = ENDED if is_given_up else DONE
        row.deadline = close(row.deadline, on=act.on, by=act.by, now=act.now, closed_as=closed_as)
