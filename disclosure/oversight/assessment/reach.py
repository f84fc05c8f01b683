"""Who sees which results: the desk of who assesses all of its own, the assessed theirs from the preview on."""

from django.db.models import Q

from disclosure.organizations.access import Access
from disclosure.organizations.models.directory import under
from disclosure.organizations.roles import WATCH
from disclosure.oversight.assessment.models import SHOWN, Assessment, Result


def results_in_reach(access: Access, at: str = "") -> Q:
    """``at``: the lookup from a row to its result."""
    desk = access.desk_ids
    assessing = Q(**{f"{at}assessment__organization__in": desk})
    assessed = Q(**{f"{at}organization__in": desk}) | Q(**{f"{at}person": access.user_id})
    return assessing | assessed & Q(**{f"{at}assessment__state__in": SHOWN})


def assesses(access: Access, assessment: Assessment) -> bool:
    return assessment.organization_id in access.desk_ids


def circulars_in_reach(access: Access) -> Q:
    """Whose circular may be opened: by who assesses from the confirmation on, by the assessed and by whoever watches there once it
    is announced."""
    desk, state = access.desk_ids, Assessment.State
    own = Q(organization__in=desk, state__in=[state.CONFIRMED, state.ANNOUNCED])
    mine = Result.objects.filter(Q(organization__in=desk) | Q(person=access.user_id)).values("assessment")
    read = Q(pk__in=mine) | under(access.prefixes(WATCH), "organization__path")
    return own | read & Q(state=state.ANNOUNCED)
