"""The readiness of one organisation point by point, and of all in view as a table, worst first (LK-28)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from disclosure.organizations.access import Access
from disclosure.organizations.models.directory import Organization
from disclosure.oversight.readiness.points import Point, Readiness, readiness_of
from disclosure.oversight.readiness.sources import evidence_of, with_first
from disclosure.oversight.watching import Place

MOST_ROWS = 1000


@dataclass(frozen=True)
class Overview:
    """The organisations in view, worst first; ``own`` is the one looked at."""

    found: list[Readiness]
    own: Readiness | None
    most_rows = MOST_ROWS

    @property
    def rows(self) -> list[Readiness]:
        """None where the one looked at is all there is."""
        return self.found[:MOST_ROWS] if len(self.found) > (1 if self.own else 0) else []

    @property
    def is_cut(self) -> bool:
        return len(self.found) > MOST_ROWS

    @property
    def sentence(self) -> str:
        ready = sum(row.percent == 100 for row in self.found)
        average = sum(row.percent for row in self.found) // len(self.found)
        return f"{len(self.found)}个党组织，{ready}个已经准备好，平均完成{average}%。"


def overview(place: Place, on: date) -> Overview:
    """A fixed number of statements whatever the number of organisations."""
    found = rows_of(list(place.organizations()), on)
    own = next((row for row in found if place.organization and row.evidence.organization == place.organization), None)
    found.sort(key=lambda row: (row.percent, row.evidence.organization.path))
    return Overview(found, own and with_ways(own, place.access))


def rows_of(organizations: Sequence[Organization], on: date) -> list[Readiness]:
    """In the order given, with the first item."""
    return [readiness_of(evidence) for evidence in with_first(evidence_of(organizations, on))]


def with_ways(row: Readiness, access: Access) -> Readiness:
    """With the address of what is missing, and only where the person may put it right."""

    def is_for(point: Point) -> bool:
        return not point.is_done and may_mend(point, row, access)

    return replace(row, points=tuple(replace(point, url=point.url if is_for(point) else "") for point in row.points))


def may_mend(point: Point, row: Readiness, access: Access) -> bool:
    """What is missing in a superior's catalogue is for who keeps that."""
    if point.administrator:
        return getattr(access.user, "administrator", "") == point.administrator
    evidence = row.evidence
    keeper = evidence.catalogue.organization if point.is_of_catalogue and evidence.catalogue else evidence.organization
    return access.can(point.permission, keeper)
