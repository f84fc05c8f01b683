"""Into which cases another may be merged: open and unanswered, of the same kind, no younger; and which of them are alike."""

from django.db.models import Q

from catalog.items.search.bigrams import bigrams
from feedback.cases.models.cases import Case
from feedback.cases.states import State

MOST, LOOKED_THROUGH, PAIRS = 10, 300, 24


def merge_targets(case: Case):
    same = {name: getattr(case, name) for name in ("organization_id", "kind", "complaint_about_id")}
    rows = Case.objects.open().filter(**same, merged_into__isnull=True, received_on__lte=case.received_on)
    return rows.exclude(pk=case.pk).exclude(state__in=[State.INCOMPLETE, State.ANSWERED])


def fault_of(case: Case, into: Case) -> str:
    """Why it cannot be merged into that one; empty when it can."""
    if into.pk == case.pk:
        return "不能并入它自己。"
    if (into.organization_id, into.kind) != (case.organization_id, case.kind):
        return "只能并入本组织同一种类的来件。"
    if into.complaint_about_id != case.complaint_about_id:
        return "反映的不是同一件来件，不能合并。"
    if into.merged_into_id is not None:
        return "那一件已经并入别的来件，请选它并入的那一件。"
    if not into.is_open or into.state == State.ANSWERED:
        return "那一件已经答复或者办结，不能再并入。"
    if into.state == State.INCOMPLETE:
        return "那一件还在等补正，补正以后再并。"
    if into.received_on > case.received_on:
        return "只能并入收到得更早的来件，请反过来并。"
    return ""


def alike(case: Case) -> list[Case]:
    """Of the newest, those whose subjects share pairs of characters, the most alike first."""
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
