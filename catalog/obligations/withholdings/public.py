"""What readers see of a withholding: its kind and its reason beside the entry, never the explanation, never an item."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from catalog.obligations.withholdings.models import Withholding
from disclosure.deadlines.dates import plain
from disclosure.organizations.models.directory import Organization


@dataclass(frozen=True)
class Shown:
    kind: str
    reason: str
    until: str

    @property
    def sentence(self) -> str:
        days = f"，到{self.until}为止" if self.until else ""
        return f"这一项{self.kind}{days}。理由：{self.reason}。"


def shown_of(organization: Organization, on: date, code: str | None = None) -> Mapping[str, Shown]:
    """Entry code → what is said of it on the day. One query."""
    rows = Withholding.objects.in_force(on).filter(organization=organization, item__isnull=True)
    rows = rows if code is None else rows.filter(entry_code=code)
    return {
        row.entry_code: Shown(
            row.get_kind_display(), row.get_reason_display(), plain(row.until_on) if row.until_on else ""
        )
        for row in rows.order_by("-pk")
    }
