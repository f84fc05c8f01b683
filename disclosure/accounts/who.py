"""Whose right it is to reset a password: the administrator who keeps the account asks, one of the other kind agrees."""

from django.db.models import Q

from disclosure.accounts.models import OTHER
from disclosure.organizations.models.people import User
from disclosure.organizations.start_codes.codes import keeper_of
from disclosure.workflow.kit import Who

NOBODY = Q(pk__in=[])


def kind_of(access) -> str:
    return access.user.administrator if access.is_known else ""


class Keeper(Who):
    """Starts on a person; nobody on themselves."""

    def allows_in(self, organization: User, access) -> bool:
        return organization.pk != access.user_id and kind_of(access) == keeper_of(organization)

    def allows(self, subject, access):
        return kind_of(access) == subject.asked_as

    def rows(self, access):
        return Q(asked_as=kind_of(access)) if kind_of(access) in OTHER else NOBODY


class OtherKind(Who):
    """A system administrator for what a security administrator asked, and the other way round."""

    def allows(self, subject, access):
        return kind_of(access) == subject.decided_as and access.user_id != subject.person_id

    def rows(self, access):
        asked_as = [asked for asked, decided in OTHER.items() if decided == kind_of(access)]
        return Q(asked_as__in=asked_as) & ~Q(person=access.user_id)
