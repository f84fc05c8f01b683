"""The organisations that a plan is about, and their departments."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from disclosure.organizations.models.directory import Department
from disclosure.people.understanding.plan import Place, Plan


class Placed(Protocol):
    """What belongs to an organisation."""

    @property
    def place(self) -> Place: ...


def places_of(plan: Plan) -> set[Place]:
    lists: list[Sequence[Placed]] = [plan.departments, plan.memberships, plan.posts, plan.seats, plan.listings]
    return {*plan.places, *(row.place for rows in lists for row in rows)}


def departments_of(plan: Plan) -> Mapping[tuple[int, str], Department]:
    rows = Department.objects.filter(organization__in={place.pk for place in places_of(plan) if place.pk})
    return {(row.organization_id, row.name): row for row in rows.select_related("organization").order_by("pk")}
