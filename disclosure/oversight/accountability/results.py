"""How many confirmed measures and commendations an organisation had in a year, for its assessment."""

from collections.abc import Collection, Mapping

from django.db.models import Count, Q

from disclosure.oversight.accountability.models import Measure


def counts_of(organization_ids: Collection[int], year: int) -> Mapping[int, tuple[int, int]]:
    """Organisation → how many measures that an appeal did not revoke, how many commendations; by the day of the decision. One
    query."""
    rows = Measure.objects.filter(concerned__in=organization_ids, decided_on__year=year, state=Measure.State.CONFIRMED)
    faults = Count("pk", filter=Q(kind=Measure.Kind.FAULT) & ~Q(appeal_outcome=Measure.Outcome.REVOKED))
    praises = Count("pk", filter=Q(kind=Measure.Kind.PRAISE))
    found = rows.order_by().values_list("concerned").annotate(faults=faults, praises=praises)
    return {concerned: (faulty, praised) for concerned, faulty, praised in found}
