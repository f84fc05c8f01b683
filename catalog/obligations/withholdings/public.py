"""What readers see of a withholding: its kind and its reason beside the entry, never the explanation, never an item; and what
the superior said of it, fed back to members and masses (JG-04)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from catalog.directory.models import Entry
from catalog.items.models import Item
from catalog.items.visibility import reaches
from catalog.obligations.withholdings.models import Withholding
from disclosure.deadlines.dates import local_day, plain
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.site import Reading
from disclosure.web.components import Fact

OPINION = "上级党组织的意见"


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


def opinion_on_entry(organization: Organization, line: Entry, reading: Reading) -> str:
    """Of the entry's last exemption or deferral that was decided above, for those within the entry's scope; else empty."""
    rows = Withholding.objects.filter(organization=organization, item__isnull=True, entry_code=line.code)
    row = rows.decided_above().first()
    return opinion_words(row) if row and reaches(line, organization, reading.reader, reading.on) else ""


def opinion_on_item(item: Item) -> list[Fact]:
    """On the page of an item that was to be kept back, for those who may read it."""
    row = Withholding.objects.filter(item=item).decided_above().first()
    return [Fact(OPINION, opinion_words(row), is_wide=True)] if row else []


def opinion_words(row: Withholding) -> str:
    """2026年7月6日，不同意不予公开：应当公开。"""
    agreed = "不同意" if row.state == Withholding.State.REFUSED else "同意"
    on = local_day(row.superior_at)
    return f"{plain(on) if on else ''}，{agreed}{row.get_kind_display()}：{row.superior_opinion}"
