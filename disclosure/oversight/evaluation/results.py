"""What an evaluation says of an organisation in a year, for its assessment (YY-15 及时公布, QJ-20 注重评议结果运用)."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from disclosure.organizations.models.directory import Organization
from disclosure.oversight.evaluation.marks import share_content
from disclosure.oversight.evaluation.models import Evaluation


@dataclass(frozen=True)
class Standing:
    """Of the results published in a year. ``share``: of 满意 and 基本满意 among all marks given, 0 to 1, None where there are
    none; ``voted`` of ``voters``."""

    evaluations: int
    voted: int
    voters: int
    share: float | None

    @property
    def turnout(self) -> float | None:
        return self.voted / self.voters if self.voters else None


NONE = Standing(0, 0, 0, None)


def standings(organization_ids: Collection[int], year: int) -> Mapping[int, Standing]:
    """Organisation → its standing, for those with a result published in the year, by local days. One query."""
    rows = Evaluation.objects.filter(
        organization_id__in=organization_ids, state=Evaluation.State.PUBLISHED, published_at__year=year
    )
    results = defaultdict(list)
    for organization_id, result in rows.values_list("organization_id", "result"):
        results[organization_id].append(result)
    return {pk: standing_of(found) for pk, found in results.items()}


def standing_of(results: list) -> Standing:
    return Standing(
        len(results),
        sum(voted_in(each) for each in results),
        sum(each["voters"] for each in results),
        share_content([row for each in results for row in each["counts"] or []]),
    )


def share_content_of(organization: Organization, year: int) -> float | None:
    return standings([organization.pk], year).get(organization.pk, NONE).share


def voted_in(result: Mapping) -> int:
    return len(result["codes"]) + result["sheets"]
