"""What inspections found, as numbers: for an inspected organisation, and for a year (LK-26).

A good mark counts two, a fair one one, a poor one none; the score is their share of what could be reached, in per cent.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Case, Count, IntegerField, Sum, Value, When
from django.urls import reverse

from disclosure.oversight.inspections.models import Inspection, Mark, Sampled, Visit

Grade, State = Mark.Grade, Inspection.State
WORTH = {Grade.GOOD: 2, Grade.FAIR: 1, Grade.POOR: 0}
BEST = max(WORTH.values())
CONFIRMED = (State.CONFIRMED, State.ANNOUNCED, State.CLOSED)


@dataclass(frozen=True)
class Result:
    """``points`` of ``most``; ``marks``: how many."""

    points: int
    marks: int

    @property
    def most(self) -> int:
        return BEST * self.marks

    @property
    def percent(self) -> float:
        return round(100 * self.points / self.most, 1) if self.most else 0.0


@dataclass(frozen=True)
class PointResult:
    name: str
    good: int
    fair: int
    poor: int


def result_of(visit: Visit, sampled: Iterable[Sampled]) -> Result | None:
    """Of lines that were read with their marks; None while a point is not marked."""
    marks = [mark.mark for row in sampled for mark in row.marks.all()]
    return None if not marks or "" in marks else Result(sum(WORTH[Grade(mark)] for mark in marks), len(marks))


def point_results(visit: Visit, sampled: Iterable[Sampled]) -> list[PointResult]:
    counted: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in sampled:
        for mark in row.marks.all():
            counted[mark.point][mark.mark] += 1
    return [
        PointResult(point["name"], *(counted[place][grade] for grade in (Grade.GOOD, Grade.FAIR, Grade.POOR)))
        for place, point in enumerate(visit.points)
    ]


def inspected_in(year: int):
    """Visits whose report was confirmed that year; what is known to nobody yet counts for nobody."""
    return Visit.objects.known_to_inspected().filter(
        inspection__state__in=CONFIRMED, inspection__confirmed_at__year=year
    )


def scores_of(organization_ids: Iterable[int], year: int) -> Mapping[int, Result]:
    """Organisation → its score of the year, over all its inspections; without one it is no key. One query."""
    worth = Case(*(When(mark=grade, then=Value(value)) for grade, value in WORTH.items()), output_field=IntegerField())
    marks = Mark.objects.filter(
        sampled__visit__in=inspected_in(year).filter(organization__in=list(organization_ids)), mark__in=Grade.values
    )
    rows = marks.values("sampled__visit__organization").annotate(points=Sum(worth), marks=Count("pk")).order_by()
    return {row["sampled__visit__organization"]: Result(row["points"], row["marks"]) for row in rows}


def score_url(code: str, year: int) -> str:
    """Where exactly those inspections stand."""
    return f"{reverse('oversight:organization_inspections', args=[code])}?year={year}"
