"""Stored figures, and how they make points, places and a digest."""

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from hashlib import sha256

from django.db.models import Prefetch

from disclosure.oversight.assessment.models import Assessment, Result, Score

TENTH, WHOLE = Decimal("0.1"), Decimal(100)


def points_of(scores: Iterable[Score], weights: Mapping[str, int], by_hand: Decimal) -> Decimal | None:
    """Of 100: each indicator's share by its weight, those that had nothing to do left out, and what was given by hand. None where
    nothing at all could be counted."""
    shares = [(Decimal(weights[each.indicator]), each.share) for each in scores if each.indicator in weights]
    measured = [(weight, share) for weight, share in shares if share is not None]
    total = sum(weight for weight, _share in measured)
    if not total:
        return None
    reached = sum(weight * share for weight, share in measured) * WHOLE / total + by_hand
    return min(max(reached, Decimal(0)), WHOLE).quantize(TENTH, ROUND_HALF_UP)


def ranks(results: Iterable[Result]) -> Mapping[int, int]:
    """Result's key → its place among those of its kind; equal points share one. Nobody without points has one."""
    found: dict[int, int] = {}
    rows = list(results)
    for result in rows:
        if result.points is not None:
            others = (each.points for each in rows if each.kind == result.kind and each.points is not None)
            found[result.pk] = 1 + sum(points > result.points for points in others)
    return found


def digest_of(results: Iterable[Result]) -> str:
    """Of all figures, their rows and what was given by hand. ``results`` have their scores read."""
    parts = []
    for result in sorted(results, key=lambda each: each.position):
        scores = sorted(
            (each.indicator, f"{each.good:.2f}/{each.whole:.2f}", each.digest) for each in result.scores.all()
        )
        parts.append(
            f"{result.position} {result.name} {result.points} {result.by_hand:.1f} {result.hand_reason} {scores}"
        )
    return sha256("\n".join(parts).encode()).hexdigest()


def results_of(assessment: Assessment) -> list[Result]:
    """With their scores, without the scores' rows. Two statements."""
    scores = Score.objects.defer("rows").order_by("pk")
    rows = assessment.results.select_related("organization", "department", "hand_by")
    return list(rows.prefetch_related(Prefetch("scores", scores)).order_by("position"))
