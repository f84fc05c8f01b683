"""What an inspection's rules read, once: what it inspects, who inspects, and who has no business in it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from disclosure.organizations.access import Access
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.models.people import Post, User
from disclosure.organizations.roles import INSPECT, roles_granting
from disclosure.oversight.inspections.models import WORKING_ROLES, Inspection, Sampled, Visit, working_at
from disclosure.workflow.kit import Context, Who
from disclosure.workflow.who import NOBODY


@dataclass
class InspectionContext(Context):
    @property
    def inspection(self) -> Inspection:
        return self.subject

    @cached_property
    def visits(self) -> list[Visit]:
        rows = self.inspection.visits.select_related("organization", "frozen__drawing")
        return list(rows.order_by("organization__path"))

    @cached_property
    def inspector_ids(self) -> frozenset[int]:
        return frozenset(self.inspection.inspectors.values_list("person_id", flat=True))

    @cached_property
    def works_inside(self) -> bool:
        """Whether the person has a working post in one of the inspected organisations."""
        return bool(working_at(self.access) & {visit.organization_id for visit in self.visits})

    @property
    def frozen(self) -> list[Visit]:
        return [visit for visit in self.visits if hasattr(visit, "frozen")]

    @property
    def undrawn(self) -> list[Visit]:
        return [visit for visit in self.visits if not is_drawn(visit)]

    @cached_property
    def unmarked(self) -> int:
        """Points of sampled lines of which no inspector has said anything."""
        return Sampled.objects.filter(visit__inspection=self.inspection, marks__mark="").count()


def is_drawn(visit: Visit) -> bool:
    return hasattr(visit, "frozen") and hasattr(visit.frozen, "drawing")


def refuse_conflict(context: InspectionContext) -> None:
    """Whoever works in what is inspected neither inspects it nor sees what an inspection holds."""
    if context.works_inside:
        raise PermissionDenied("您在被检查的组织任职，不能参加这次检查。")


class Inspects(Who):
    """One of the inspectors, as long as they hold the post."""

    def allows(self, subject: Any, access: Access) -> bool:
        is_named = subject.inspectors.filter(person_id=access.user_id).exists() if access.is_known else False
        return is_named and access.can(INSPECT, subject.organization)

    def rows(self, access: Access) -> Q:
        return Q(inspectors__person_id=access.user_id) & reached(access) if access.is_known else NOBODY


class InspectsAbove(Who):
    """Whoever inspects there or above, in this inspection or not."""

    def allows(self, subject: Any, access: Access) -> bool:
        return access.can(INSPECT, subject.organization)

    def rows(self, access: Access) -> Q:
        return reached(access)


def reached(access: Access) -> Q:
    found = NOBODY
    for prefix in access.prefixes(INSPECT):
        found |= Q(organization__path__startswith=prefix)
    return found


def inspectors_for(organization: Organization, on: date) -> Mapping[int, User]:
    """Those who may inspect for it that day, at the organisation or above, by key."""
    posts = Post.objects.current(on).filter(
        role__in=roles_granting(INSPECT), organization__path__in=organization.line_paths, person__is_active=True
    )
    return {post.person_id: post.person for post in posts.select_related("person").order_by("person__full_name", "pk")}


def working_in(people: Iterable[User], organizations: Iterable[Organization], on: date) -> list[User]:
    """Of the people those with a working post in any of the organisations."""
    people = list(people)
    posts = Post.objects.current(on).filter(role__in=WORKING_ROLES, organization__in=list(organizations))
    inside = set(posts.filter(person__in=people).values_list("person_id", flat=True))
    return [person for person in people if person.pk in inside]
