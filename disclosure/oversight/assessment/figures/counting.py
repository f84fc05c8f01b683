"""Who is assessed, what each came to, and how the figures make points. A constant number of statements, however many they are."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from hashlib import sha256

from django.db.models import Prefetch

from disclosure.organizations.holders import heads_of
from disclosure.organizations.models.directory import Department, Organization
from disclosure.oversight.assessment.figures.measuring import Measures, Span, Unit
from disclosure.oversight.assessment.figures.sources import SOURCES
from disclosure.oversight.assessment.models import Assessment, Result, Score
from disclosure.oversight.assessment.terms import kinds_of

Kind = Result.Kind
TENTH, WHOLE = Decimal("0.1"), Decimal(100)


def find_assessed(assessment: Assessment, on: date) -> list[Result]:
    """In the order of the tree, each organisation before who heads it; departments in their own. Not saved."""
    kinds = kinds_of(assessment.terms, assessment.of)
    found = departments(assessment) if assessment.of == Assessment.Of.DEPARTMENTS else below(assessment, kinds, on)
    for position, result in enumerate(found, 1):
        result.assessment, result.position = assessment, position
    return found


def departments(assessment: Assessment) -> list[Result]:
    rows = Department.objects.filter(organization=assessment.organization_id, is_active=True).order_by("position", "pk")
    return [
        Result(kind=Kind.DEPARTMENT, organization=assessment.organization, department=row, name=row.name)
        for row in rows
    ]


def below(assessment: Assessment, kinds: Sequence[str], on: date) -> list[Result]:
    path = assessment.organization.path
    depth = len(path) // Organization.steplen + 1
    organizations = list(Organization.objects.active().filter(path__startswith=path, depth=depth))
    heads = heads_of([each.pk for each in organizations], on)
    found = []
    for each in organizations:
        if Kind.ORGANIZATION in kinds:
            found.append(Result(kind=Kind.ORGANIZATION, organization=each, name=each.name))
        if Kind.HEAD in kinds:
            found += head_rows(each, heads[each.pk])
    return found


def head_rows(organization: Organization, heads: Sequence) -> list[Result]:
    """Who heads it: the secretary, else whom the organisation names as first responsible."""
    if heads:
        return [Result(kind=Kind.HEAD, organization=organization, person=heads[0], name=f"{organization} {heads[0]}")]
    name = organization.responsible_person
    return [Result(kind=Kind.HEAD, organization=organization, name=f"{organization} {name}")] if name else []


# --- counting ---


def unit_of(result: Result) -> Unit:
    """Who heads an organisation answers for all of it."""
    return Unit(result.organization_id, result.department_id)


def count(assessment: Assessment, results: Iterable[Result]) -> list[Score]:
    """Of each of the assessed and each indicator that counts; a statement an indicator."""
    results = list(results)
    units = list(dict.fromkeys(map(unit_of, results)))
    span = Span.of_year(assessment.year, assessment.counted_on)
    measured = {key: SOURCES[key].count(units, span) for key in assessment.terms["weights"] if key in SOURCES}
    return [score(result, key, measures) for key, measures in measured.items() for result in results]


def score(result: Result, key: str, measures: Measures) -> Score:
    found = measures[unit_of(result)]
    return Score(
        result=result, indicator=key, good=found.good, whole=found.whole, rows=found.rows, digest=found.digest
    )  # fmt: skip


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
