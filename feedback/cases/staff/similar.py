"""Cases at the desk that may be about the same thing: those whose subjects share pairs of characters."""

from django.db.models import Q

from catalog.items.search.bigrams import bigrams
from feedback.cases.actions.merging import fault_of
from feedback.cases.models.cases import Case
from feedback.cases.states import State

MOST, LOOKED_THROUGH, PAIRS = 10, 300, 24


def merge_targets(case: Case):
    """Where the case could be merged into: open and unanswered, of its kind, no younger."""
    same = {name: getattr(case, name) for name in ("organization_id", "kind", "complaint_about_id")}
    rows = Case.objects.open().filter(**same, merged_into__isnull=True, received_on__lte=case.received_on)
    return rows.exclude(pk=case.pk).exclude(state__in=[State.INCOMPLETE, State.ANSWERED])


def alike(case: Case) -> list[Case]:
    """The most alike first; of many only the newest are looked through."""
    own = dict.fromkeys(bigrams(case.subject))
    if not own:
        return []
    shares = Q(pk__in=[])
    for pair in [*own][:PAIRS]:
        shares |= Q(subject__icontains=pair)
    found = [
        row for row in merge_targets(case).filter(shares).order_by("-pk")[:LOOKED_THROUGH] if not fault_of(case, row)
    ]
    return sorted(found, key=lambda row: (-likeness(set(own), row), row.pk))[:MOST]


def likeness(own: set[str], row: Case) -> float:
    theirs = set(bigrams(row.subject))
    return len(own & theirs) / len(own | theirs)
