"""On what grounds a batch of organisations owes: its catalogue, its scheme, its entries, its departments. A query a fact.

What an organisation works by changes from one day to the next; after an outage the days before the change are owed on the
old ground, those after it on the new one.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from django.db.models import Q, QuerySet

from catalog.directory.contents import applies, rank
from catalog.directory.models import Catalogue, Entry
from catalog.obligations.duties.owed import Owed, owed_by
from catalog.schemes.models import Adoption
from catalog.schemes.rules import SchemeRules, with_changes
from disclosure.deadlines.workdays import DAY, WorkCalendar
from disclosure.organizations.models.directory import Department, Organization

T, State = TypeVar("T"), Catalogue.State
# What is or was in force.
HELD = Q(state=State.IN_FORCE) | Q(state=State.SUPERSEDED, superseded_on__isnull=False)


@dataclass(frozen=True)
class Ground:
    """What one organisation works by from ``first`` to ``until``, which hold for it within longer spans of their own."""

    first: date
    until: date
    adoption: Adoption
    catalogue: Catalogue | None

    @property
    def rules_since(self) -> date:
        return max(self.first, self.adoption.from_on)

    @property
    def since(self) -> date:
        """From when on catalogue and scheme both hold."""
        return max(self.rules_since, self.catalogue.in_force_from or date.min)


@dataclass(frozen=True)
class Held:
    """Organisation id → what is or was adopted and in force along its line."""

    adoptions: dict[int, list[Adoption]]
    catalogues: dict[int, list[Catalogue]]


@dataclass
class Grounds:
    """Kept for a whole run: subordinates that share a catalogue and a scheme share what is reckoned from them, and those who
    look at one batch what was read of it."""

    calendar: WorkCalendar
    on: date
    _held: Held = field(default_factory=lambda: Held({}, {}))
    _wanted: set[int] = field(default_factory=set)
    _rules: dict[int, SchemeRules] = field(default_factory=dict)
    _lines: dict[int, list[Entry]] = field(default_factory=dict)
    _owed: dict[tuple[int, int, date | None, date], list[Owed]] = field(default_factory=dict)

    def of(self, organizations: list[Organization], since: dict[int, date]) -> dict[int, list[Ground]]:
        """Organisation id → its grounds, oldest first, for those with a scheme. ``since``: from when on they matter; for
        others the present one alone. Two queries at most."""
        if not self._held.adoptions.keys() >= {row.pk for row in organizations}:
            self._held = held_along(organizations)
        found = {}
        for organization in organizations:
            first, pk = min(since.get(organization.pk, self.on), self.on), organization.pk
            found[pk] = spans(self._held.catalogues[pk], self._held.adoptions[pk], organization, first, self.on)
        self._wanted |= {ground.catalogue.pk for rows in found.values() for ground in rows if ground.catalogue}
        return {pk: grounds for pk, grounds in found.items() if grounds}

    def read_anew(self) -> "Grounds":
        """Behind a lock, for what was read before it may have changed."""
        return replace(self, _held=Held({}, {}))

    def owed(self, ground: Ground, since: date | None, known_on: date) -> list[Owed]:
        key = ground.catalogue.pk, ground.adoption.pk, since, known_on
        if key not in self._owed:
            lines = self.lines(ground.catalogue)
            self._owed[key] = owed_by(lines, self.rules(ground.adoption), self.calendar, self.on, since, known_on)
        return self._owed[key]

    def lines(self, catalogue: Catalogue) -> list[Entry]:
        """With the first that is asked for come those of all other catalogues of the grounds found. One query."""
        if new := self._wanted - self._lines.keys():
            self._lines |= {pk: [] for pk in new}
            for node in Entry.objects.filter(catalogue__in=new).entries().order_by("catalogue", "lft"):
                self._lines[node.catalogue_id].append(node)
        return self._lines[catalogue.pk]

    def rules(self, adoption: Adoption) -> SchemeRules:
        if adoption.pk not in self._rules:
            changes = adoption.changes or {}
            data = with_changes(adoption.scheme.data, changes)
            self._rules[adoption.pk] = SchemeRules(adoption.scheme, data, frozenset(changes))
        return self._rules[adoption.pk]


def spans(
    catalogues: list[Catalogue], adoptions: list[Adoption], organization: Organization, first: date, on: date
) -> list[Ground]:
    """Cut where a catalogue or an adoption begins or ends between ``first`` and ``on``."""
    days = {first}
    days |= {day for row in catalogues for day in (row.in_force_from, row.superseded_on) if day}
    days |= {row.from_on for row in adoptions} | {row.until_on + DAY for row in adoptions if row.until_on}
    cuts = sorted(day for day in days if first <= day <= on)
    found: list[Ground] = []
    for start, end in zip(cuts, [*(day - DAY for day in cuts[1:]), on], strict=True):
        adoption = chosen(adoptions, lambda row, day=start: is_adopted(row, day), lambda row: row.organization.path)
        catalogue = chosen(catalogues, lambda row, day=start: is_in_force(row, organization, day), rank)
        if adoption is None:
            continue
        before = found[-1] if found else None
        if before and (before.adoption, before.catalogue, before.until) == (adoption, catalogue, start - DAY):
            found[-1] = Ground(before.first, end, adoption, catalogue)
        else:
            found.append(Ground(date.min if start == first else start, end, adoption, catalogue))
    return found


def chosen(rows: Iterable[T], holds: Callable[[T], bool], rank: Callable) -> T | None:
    return max(filter(holds, rows), key=rank, default=None)


def is_adopted(adoption: Adoption, on: date) -> bool:
    return adoption.from_on <= on and (adoption.until_on is None or adoption.until_on >= on)


def is_in_force(catalogue: Catalogue, organization: Organization, on: date) -> bool:
    begun = catalogue.in_force_from is None or catalogue.in_force_from <= on
    return (
        begun and (catalogue.superseded_on is None or on < catalogue.superseded_on) and applies(catalogue, organization)
    )


def held_along(organizations: list[Organization]) -> Held:
    """Two queries."""
    adoptions = along_lines(organizations, Adoption.objects.select_related("scheme", "organization"))
    return Held(adoptions, along_lines(organizations, Catalogue.objects.filter(HELD).select_related("organization")))


def along_lines(organizations: list[Organization], rows: QuerySet) -> dict[int, list]:
    """Organisation id → its own and its superiors', of which the nearest counts (QJ-24). One query."""
    paths = {path for organization in organizations for path in organization.line_paths}
    at: dict[str, list] = defaultdict(list)
    for row in rows.filter(organization__path__in=paths).order_by("pk"):
        at[row.organization.path].append(row)
    return {
        organization.pk: [row for path in organization.line_paths for row in at[path]] for organization in organizations
    }


def departments_for(organizations: Iterable[Organization], catalogues: Iterable[int]) -> dict[tuple[int, int], int]:
    """(Organisation id, entry id) → the one department responsible for it there. One query."""
    rows = Department.objects.filter(organization__in=list(organizations), entries__catalogue__in=list(catalogues))
    found: dict[tuple[int, int], list[int]] = defaultdict(list)
    for organization, entry, department in rows.values_list("organization_id", "entries", "pk").order_by():
        found[organization, entry].append(department)
    return {key: departments[0] for key, departments in found.items() if len(departments) == 1}
