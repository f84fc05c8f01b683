"""What became of an entry: the changes approved under its code, whatever the version of the catalogue (LK-20)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from catalog.bulletins.models import Bulletin
from catalog.changes.models import EntryChange
from catalog.directory.contents import applies, entry_for
from catalog.directory.fields import field_changes
from catalog.directory.models import Entry
from disclosure.deadlines.dates import plain
from disclosure.organizations.models.directory import Organization
from disclosure.web.components import Event

S = EntryChange.State
GONE = (EntryChange.Kind.WITHDRAW, EntryChange.Kind.TERMINATE)


@dataclass(frozen=True)
class History:
    """What is known under a code. ``current``: as the catalogue in force has it; ``changes``: newest first."""

    current: Entry | None
    changes: list[EntryChange]

    @property
    def line(self) -> Entry | None:
        """The entry; one that was withdrawn or terminated as the version before held it."""
        return self.current or next((row.entry for row in self.changes if row.kind != EntryChange.Kind.CHANGE), None)


def history_of(organization: Organization, code: str) -> History:
    return History(entry_for(organization, code), changes_of(organization, code))


def changes_of(organization: Organization, code: str) -> list[EntryChange]:
    """Newest first, of the catalogues that are or were made for the organisation. One query."""
    found = EntryChange.objects.filter(
        entry_code=code, state=S.APPROVED, catalogue__organization__path__in=organization.line_paths
    )
    found = found.select_related("catalogue__organization", "entry__catalogue__scheme", "entry__parent__parent")
    return [row for row in found.order_by("-effective_on", "-pk") if applies(row.catalogue, organization)]


def removals(owners: Collection[int], codes: Collection[str]) -> Mapping[tuple[int, str], str]:
    """(Owner of the catalogue, entry code) → 撤销 or 终止, for entries that a decision took out. One query."""
    rows = EntryChange.objects.filter(
        state=S.APPROVED, kind__in=GONE, catalogue__organization__in=owners, entry_code__in=codes
    )
    found = rows.select_related("catalogue").order_by("pk")
    return {(row.catalogue.organization_id, row.entry_code): row.get_kind_display() for row in found}


def events(changes: list[EntryChange], reader, on: date) -> list[Event]:
    """For the time line of the entry; the explanation where the reader may read the notice that carried it. One query."""
    announced = [row.announcement_id for row in changes if row.announcement_id]
    readable = set(Bulletin.objects.visible_to(reader, on).filter(pk__in=announced).values_list("pk", flat=True))
    return [
        Event(
            plain(row.effective_on) if row.effective_on else "",
            title_of(row, is_readable=row.announcement_id in readable),
            state="done",
            note=row.explanation if row.announcement_id in readable else "",
        )
        for row in changes
    ]


def title_of(change: EntryChange, *, is_readable: bool) -> str:
    fields = "、".join(row.label for row in field_changes(change.before, change.after)) if is_readable else ""
    return f"{change.get_kind_display()}了{fields}" if fields else change.get_kind_display()
