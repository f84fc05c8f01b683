"""On what grounds a batch of organisations owes: its catalogue, its scheme, its entries, its departments. A query a fact."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from catalog.directory import Line, catalogues_for, line_of
from catalog.duties.owed import Owed, owed_by
from catalog.models import Adoption, Catalogue, Entry
from catalog.rules import SchemeRules, with_changes
from disclosure.deadlines.workdays import WorkCalendar
from disclosure.organizations.models import Department, Organization


@dataclass(frozen=True)
class Ground:
    """What one organisation works by. ``since``: from when on catalogue and scheme both hold for it."""

    since: date
    owed: list[Owed]


@dataclass
class Grounds:
    """Kept for a whole run: subordinates that share a catalogue and a scheme share what is reckoned from them."""

    calendar: WorkCalendar
    on: date
    _rules: dict[int, SchemeRules] = field(default_factory=dict)
    _lines: dict[int, list[Line]] = field(default_factory=dict)
    _owed: dict[tuple[int, int], list[Owed]] = field(default_factory=dict)

    def of(self, organizations: list[Organization]) -> dict[int, Ground]:
        """Organisation id → its ground, for those with a catalogue and a scheme in force. Three queries at most."""
        catalogues = {pk: row for pk, row in catalogues_for(organizations).items() if row}
        adoptions = adoptions_for(organizations, self.on)
        self._read(catalogues.values())
        return {
            pk: Ground(begins(catalogue, adoptions[pk]), self.owed(catalogue, adoptions[pk]))
            for pk, catalogue in catalogues.items()
            if adoptions.get(pk)
        }

    def owed(self, catalogue: Catalogue, adoption: Adoption) -> list[Owed]:
        key = catalogue.pk, adoption.pk
        if key not in self._owed:
            lines = self._lines[catalogue.pk]
            self._owed[key] = owed_by(lines, self._rules_of(adoption), self.calendar, self.on)
        return self._owed[key]

    def _rules_of(self, adoption: Adoption) -> SchemeRules:
        if adoption.pk not in self._rules:
            changes = adoption.changes or {}
            data = with_changes(adoption.scheme.data, changes)
            self._rules[adoption.pk] = SchemeRules(adoption.scheme, data, frozenset(changes))
        return self._rules[adoption.pk]

    def _read(self, catalogues: Iterable[Catalogue]) -> None:
        new = {row.pk for row in catalogues} - set(self._lines)
        if not new:
            return
        self._lines |= {pk: [] for pk in new}
        for node in Entry.objects.filter(catalogue__in=new).entries().order_by("catalogue", "lft"):
            self._lines[node.catalogue_id].append(line_of(node))


def begins(catalogue: Catalogue, adoption: Adoption) -> date:
    return max(catalogue.in_force_from or date.min, adoption.from_on)


def adoptions_for(organizations: Iterable[Organization], on: date) -> dict[int, Adoption | None]:
    """Organisation id → the adoption it works by: its own, else the nearest superior's (QJ-24). One query."""
    organizations = list(organizations)
    paths = {path for organization in organizations for path in organization.line_paths}
    rows = Adoption.objects.in_force(on).filter(organization__path__in=paths).select_related("scheme", "organization")
    at = {row.organization.path: row for row in rows.order_by("pk")}
    return {
        organization.pk: next((at[path] for path in reversed(organization.line_paths) if path in at), None)
        for organization in organizations
    }


def departments_for(organizations: Iterable[Organization]) -> dict[tuple[int, int], int]:
    """(Organisation id, entry id) → the one department responsible for it there. One query."""
    rows = Department.objects.filter(organization__in=list(organizations), entries__catalogue__state="in_force")
    found: dict[tuple[int, int], list[int]] = defaultdict(list)
    for organization, entry, department in rows.values_list("organization_id", "entries", "pk").order_by():
        found[organization, entry].append(department)
    return {key: departments[0] for key, departments in found.items() if len(departments) == 1}
