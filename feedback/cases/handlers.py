"""Whose work a case is: by its kind, the permission that receiving, the ledger and the notices ask for; or given to a person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from disclosure.organizations.holders import holders
from disclosure.organizations.models.people import User
from disclosure.organizations.roles import COLLECT_OPINIONS, HANDLE_REQUESTS
from disclosure.workflow.who import Who
from feedback.cases.models.cases import Case
from feedback.cases.states import Kind

STAFF_PERMISSION: Mapping[str, str] = {
    Kind.TOPIC: HANDLE_REQUESTS,
    Kind.APPLICATION: HANDLE_REQUESTS,
    Kind.QUESTION: HANDLE_REQUESTS,
    Kind.OPINION: COLLECT_OPINIONS,
}


@dataclass(frozen=True)
class Receives(Who):
    """Who handles requests answers questions too; opinions are for who collects them."""

    def allows(self, subject, access):
        return access.can(STAFF_PERMISSION[subject.kind], subject.organization)

    def allows_in(self, organization, access):
        return any(access.can(permission, organization) for permission in STAFF_PERMISSION.values())

    def rows(self, access):
        opinions = Q(kind=Kind.OPINION, organization__in=access.organization_ids(COLLECT_OPINIONS))
        return opinions | (~Q(kind=Kind.OPINION) & Q(organization__in=access.organization_ids(HANDLE_REQUESTS)))


@dataclass(frozen=True)
class Handles(Who):
    """To whom the case was given, as long as they hold a post there, whichever it is."""

    def allows(self, subject, access):
        is_theirs = access.is_known and subject.handler_id == access.user.pk
        return is_theirs and subject.organization_id in access.workplace_ids

    def rows(self, access):
        return Q(handler=access.user_id, organization__in=access.workplace_ids)


def staff_for(case: Case, on: date) -> list[User]:
    return holders(STAFF_PERMISSION[case.kind], [case.organization], on)[case.organization_id]
