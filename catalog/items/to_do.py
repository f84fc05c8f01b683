"""What waits for a person: one query for the desk's third column, by the same table as the buttons."""

from django.db.models import Exists, OuterRef, Q

from catalog.items.models import Decision, Item
from catalog.items.states import PUBLISHED, ItemState, VersionState
from disclosure.organizations.access import Access
from disclosure.organizations.roles import APPROVE, CHECK_SECRECY, DECIDE_BELOW, DRAFT, PUBLISH, REVIEW

V, Step = VersionState, Decision.Step
SUPERIOR = Item.ApprovalRoute.SUPERIOR


def undecided(step: str) -> Q:
    """Nobody has taken the step in the working version's present round."""
    taken = Decision.objects.filter(
        version_id=OuterRef("working_version_id"), round=OuterRef("working_version__round"), step=step
    )
    return ~Q(Exists(taken))


def in_hands(access: Access, *permissions: str) -> Q:
    return Q(organization_id__in=access.organization_ids(*permissions))


def below(access: Access) -> Q:
    """Organisations strictly below those at which the person decides."""
    found = Q(pk__in=[])
    for prefix in access.prefixes(DECIDE_BELOW):
        found |= Q(organization__path__startswith=prefix) & ~Q(organization__path=prefix)
    return found


def to_approve(access: Access) -> Q:
    at_root = Q(organization__depth=1)
    own = in_hands(access, APPROVE) & (~Q(approval_route=SUPERIOR) | at_root)
    return Q(working_version__state=V.CHECKED) & (own | (Q(approval_route=SUPERIOR) & below(access)))


def waiting_for(user, access: Access):
    """Items on which the person's next word is wanted: to review, check, approve, publish or agree to withdraw."""
    submitted = Q(working_version__state=V.SUBMITTED)
    asked = Q(withdrawal_asked_at__isnull=False, withdrawn_at__isnull=True) & ~Q(withdrawal_asked_by=user.pk)
    to_release = Q(working_version__state=V.APPROVED) | Q(
        state=ItemState.PUBLISHED_INSIDE, scope="society", inside_first=True, working_version__state=V.RELEASED
    )
    return Item.objects.filter(
        (submitted & in_hands(access, REVIEW) & undecided(Step.REVIEW))
        | (submitted & in_hands(access, CHECK_SECRECY) & undecided(Step.SECRECY))
        | to_approve(access)
        | (to_release & in_hands(access, PUBLISH))
        | (asked & in_hands(access, PUBLISH, APPROVE))
    )


def returned_to(user, access: Access):
    """Drafts sent back to whoever wrote them and still drafts there: the last round ended with a return."""
    returned = Decision.objects.filter(
        version_id=OuterRef("working_version_id"),
        round=OuterRef("working_version__round"),
        result=Decision.Result.RETURNED,
    )
    return Item.objects.filter(
        Exists(returned),
        Q(state=ItemState.DRAFT) | Q(state__in=PUBLISHED),
        in_hands(access, DRAFT),
        created_by=user,
        working_version__state=V.DRAFT,
    )


def fresh_drafts(user, access: Access):
    """Drafts the person began and has never handed in, where they still draft."""
    return Item.objects.filter(
        in_hands(access, DRAFT), created_by=user, state=ItemState.DRAFT, working_version__round=0
    )
