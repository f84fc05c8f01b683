"""Who answers when somebody is pressed: whose work it is, and whoever was told and still belongs there."""

from dataclasses import dataclass

from django.db.models import Q

from disclosure.orders.who import owed_by, owes
from disclosure.organizations.access import Access
from disclosure.organizations.models.directory import LeadingGroupSeat
from disclosure.oversight.urging.models import Urge
from disclosure.workflow.who import Who


@dataclass(frozen=True)
class Answers(Who):
    def allows(self, subject: Urge, access: Access) -> bool:
        if not access.is_known:
            return False
        return owes(subject.deadline, access) or (
            subject.deadline.organization_id in places_of(access)
            and subject.told.filter(pk__in=[access.user_id]).exists()
        )

    def rows(self, access: Access) -> Q:
        if not access.is_known:
            return Q(pk__in=[])
        told = Urge.told.through.objects.filter(user=access.user_id).values("urge")
        return owed_by(access) | Q(pk__in=told, deadline__organization__in=places_of(access))


def places_of(access: Access) -> set[int]:
    """Where the person holds a post, or a seat in the office of the leading group, which may go without a post."""
    seats = LeadingGroupSeat.objects.current(access.on).filter(person=access.user_id)
    return access.workplace_ids | set(seats.values_list("organization_id", flat=True))
