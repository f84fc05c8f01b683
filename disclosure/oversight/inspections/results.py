"""What an inspection found, as numbers: the score is the share of what could be reached, in per cent."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from disclosure.oversight.inspections.models import BEST, WORTH, Mark, Sampled, Visit

Grade = Mark.Grade


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
