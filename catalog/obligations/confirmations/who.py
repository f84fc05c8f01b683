"""Who confirms: the secretary for all entries, a department's clerk for those of the department."""

from django.db.models import Q, QuerySet

from catalog.obligations.confirmations.models import Answer, AnswerQuerySet, Confirmation
from disclosure.organizations.access import Access
from disclosure.organizations.models.people import Post
from disclosure.organizations.roles import DRAFT, PUBLISH, roles_granting
from disclosure.workflow.kit import Holds, Who


def posts_in_departments(access: Access) -> QuerySet[Post]:
    """Posts as a clerk, held in a department, whose permission still stands."""
    rows = Post.objects.current(access.on).filter(person=access.user_id, role__in=roles_granting(DRAFT))
    return rows.filter(organization__in=access.organization_ids(DRAFT), department__isnull=False)


def of_departments(access: Access) -> AnswerQuerySet:
    """Answers that the person gives as a department's clerk."""
    posts = posts_in_departments(access)
    return Answer.objects.filter(
        confirmation__organization__in=posts.values("organization"), entry__departments__in=posts.values("department")
    )


class OfDepartment(Who):
    def allows(self, subject, access):
        return access.is_known and of_departments(access).filter(confirmation=subject).exists()

    def rows(self, access):
        return Q(pk__in=of_departments(access).values("confirmation")) if access.is_known else Q(pk__in=[])


SECRETARY = Holds(PUBLISH)
CONFIRMERS = SECRETARY | OfDepartment()


def in_reach(confirmation: Confirmation, access: Access) -> AnswerQuerySet:
    """Its answers that the person gives."""
    rows = Answer.objects.filter(confirmation=confirmation)
    return rows if SECRETARY.allows(confirmation, access) else rows.filter(pk__in=of_departments(access).values("pk"))


def with_something_missing(access: Access) -> Q:
    """Confirmations in which the person has still something to answer."""
    missing = Answer.objects.filter(confirmation__deadline__closed_on__isnull=True).missing()
    secretary = Q(confirmation__organization__in=access.organization_ids(PUBLISH))
    own = missing.filter(secretary | Q(pk__in=of_departments(access).values("pk")))
    return Q(pk__in=own.values("confirmation"))
