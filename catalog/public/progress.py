"""How far an organisation is with the entries of its directory, as one reader may know it."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Min, QuerySet

from catalog.directory.models import Entry
from catalog.items.models import Item
from catalog.obligations.confirmations.public import FEW, confirmed_of, scopes_open_to
from catalog.obligations.duties.models import OF_A_PROJECT, Duty
from catalog.obligations.next_due import Nexts, met_by
from catalog.obligations.withholdings.public import Shown, shown_of
from catalog.schemes.rules import SchemeRules, find_scheme
from disclosure.deadlines.working_calendar import current_calendar
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.site import Reading

DISCLOSED, NOT_YET, LATE, EXCUSED = "disclosed", "none", "late", "excused"


@dataclass(frozen=True)
class Status:
    """How far an organisation is with its entries on a day, as one reader may know it.

    ``counts``: entry code → items the reader may see. ``late``: entry code → earliest missed date; empty for a passer-by.
    ``excused``: entry code → its exemption or deferral. ``confirmed``: entry code → that there was nothing, for entries of the
    ``scopes`` that include the reader.
    """

    organization: Organization
    counts: Mapping[str, int]
    late: Mapping[str, date]
    nexts: Nexts
    on: date
    excused: Mapping[str, Shown] = field(default_factory=dict)
    confirmed: Mapping[str, str] = field(default_factory=dict)
    scopes: Container[str] = ()

    def state(self, code: str) -> str:
        if code in self.late:
            return LATE
        if code in self.excused:
            return EXCUSED
        return DISCLOSED if self.counts.get(code) else NOT_YET

    def nothing(self, line: Entry) -> str:
        """That it was confirmed that there was nothing, as the reader may know it."""
        return self.confirmed.get(line.code, "") if line.scope in self.scopes else ""


def counts_of(items: QuerySet[Item]) -> Mapping[str, int]:
    """By entry code: an item stays under its entry when the catalogue gets a new version. One query."""
    rows = items.filter(entry__isnull=False)
    return dict(rows.values_list("entry__code").annotate(Count("pk")).order_by())


def late_of(organization: Organization, on: date) -> Mapping[str, date]:
    """By entry code, the earliest due date that was missed by what is owed, registered or not. Two queries.

    What is disclosed to a few people only is left out: nobody else may know of it."""
    missed = {"organization": organization, "deadline__closed_on__isnull": True, "deadline__due_on__lt": on}
    items = Item.objects.filter(entry__isnull=False, **missed).exclude(scope__in=FEW)
    duties = Duty.objects.open().filter(entry__isnull=False, **missed)
    duties = duties.exclude(kind__in=OF_A_PROJECT, entry__scope__in=FEW)
    late: dict[str, date] = {}
    for rows, code in ((items, "entry__code"), (duties, "entry_code")):
        for name, due_on in rows.values_list(code).annotate(Min("deadline__due_on")).order_by():
            late[name] = min(due_on, late.get(name, due_on))
    return late


def status_of(organization: Organization, rules: SchemeRules | None, reading: Reading, *, knows_late: bool) -> Status:
    items, on = Item.objects.visible_to(reading.reader, reading.on).filter(organization=organization), reading.on
    return Status(
        organization=organization,
        counts=counts_of(items),
        late=late_of(organization, on) if knows_late else {},
        nexts=Nexts(rules, current_calendar(), on, met_by(items, organization, on)),
        on=on,
        excused=shown_of(organization, on),
        confirmed=confirmed_of(organization, on),
        scopes=scopes_open_to(organization, reading),
    )


def confirmed_words(organization: Organization, line: Entry, reading: Reading) -> str:
    """Of one entry of the catalogue in force."""
    if line.scope not in scopes_open_to(organization, reading):
        return ""
    return confirmed_of(organization, reading.on, line.code).get(line.code, "")


def entry_progress(
    organization: Organization, code: str, reading: Reading, items: QuerySet[Item], *, is_current: bool
) -> tuple[Nexts, Shown | None]:
    """What comes next, and what excuses the entry; of one that is no longer in the directory, neither is looked up."""
    met = met_by(items, organization, reading.on) if is_current else {}
    nexts = Nexts(find_scheme(organization, reading.on), current_calendar(), reading.on, met)
    return nexts, shown_of(organization, reading.on, code).get(code) if is_current else None
