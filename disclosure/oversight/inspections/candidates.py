"""What an inspection may draw in one organisation: what was disclosed in its period, and what was owed and is not (LK-25)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from catalog.items.models import Item
from disclosure.deadlines.dates import local_day
from disclosure.deadlines.models import EXCUSED, Deadline
from disclosure.organizations.models.directory import Organization
from disclosure.oversight.inspections.models import Inspection, Sampled

Subject = Sampled.Subject
LONGEST = 500


@dataclass(frozen=True)
class Candidate:
    """``line`` names it by number and entry, never by its title or content, and belongs to no other."""

    line: str
    subject: str
    key: int


def candidates_of(inspection: Inspection, organization: Organization, on: date) -> list[Candidate]:
    """In the order of their lines. Two queries."""
    found = [*disclosed(inspection, organization), *owed(inspection, organization, on)]
    return sorted(found, key=lambda candidate: candidate.line)


def disclosed(inspection: Inspection, organization: Organization) -> Iterator[Candidate]:
    """Taken down since, too: nobody escapes an inspection by withdrawing."""
    items = Item.objects.filter(organization=organization, published_inside_at__isnull=False).select_related("entry")
    for item in items:
        published_on = local_day(item.published_inside_at)
        assert published_on is not None
        code = item.entry.code if item.entry else ""
        if inspection.period_from <= published_on <= inspection.period_until and is_asked(inspection, code):
            words = f"公开事项 {item.index_number} {item.entry_words} {published_on}公开"
            yield Candidate(one_line(words), Subject.ITEM, item.pk)


def owed(inspection: Inspection, organization: Organization, on: date) -> Iterator[Candidate]:
    """Due by now, neither met nor ended, and without an item that readers see; what was excused too."""
    last = min(inspection.period_until, on)
    rows = Deadline.objects.filter(organization=organization, kind__in=[Deadline.Kind.DUTY, Deadline.Kind.ITEM])
    rows = rows.due_within(inspection.period_from, last).filter(closed_as__in=["", EXCUSED])
    for row in rows.filter(item__published_inside_at__isnull=True).select_related("duty", "item__entry"):
        if is_asked(inspection, code_of(row)):
            yield Candidate(one_line(f"应公开任务 第{row.pk}号 {row.title} {row.due_on}到期"), Subject.OWED, row.pk)


def code_of(row: Deadline) -> str:
    """Of the entry that the row of the ledger is about."""
    duty, item = getattr(row, "duty", None), getattr(row, "item", None)
    if duty is not None:
        return duty.entry_code
    return item.entry.code if item is not None and item.entry else ""


def is_asked(inspection: Inspection, code: str) -> bool:
    asked: Sequence[str] = inspection.entry_codes
    return not asked or any(code == each or code.startswith(f"{each}-") for each in asked)


def one_line(words: str) -> str:
    return " ".join(words.split())[:LONGEST]
