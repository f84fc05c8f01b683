"""What a person began and has still to hand in. What waits for their word is the table's own inbox."""

from django.db.models import Exists, OuterRef, Q

from catalog.items.actions.table import WRITERS
from catalog.items.models import Decision, Item
from catalog.items.states import PUBLISHED, ItemState, VersionState
from disclosure.organizations.access import Access


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
        WRITERS.rows(access),
        created_by=user,
        working_version__state=VersionState.DRAFT,
    )


def fresh_drafts(user, access: Access):
    """Drafts the person began and has never handed in, where they still draft."""
    return Item.objects.filter(WRITERS.rows(access), created_by=user, state=ItemState.DRAFT, working_version__round=0)
